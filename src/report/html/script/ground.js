// What every part of the page uses: the data, and how to build elements from it. Foreign text is only ever a text node.
const data = JSON.parse(document.getElementById("data").textContent);
const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes, listeners (`on...`) and children; a child may be text, an element, a list or nothing. */
const el = (tag, attributes, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.flat(2).filter((child) => child != null && child !== false && child !== ""));
  return element;
};

/** Text of a transcript: its direction is its own and does not spill. */
const bdi = (text, name) => el("bdi", name && { class: name }, text);

const svg = (name, box, shapes) => {
  const picture = document.createElementNS(SVG, "svg");
  const set = (node, attributes) => Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
  set(picture, { class: name, viewBox: box, preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false" });
  for (const shape of shapes) {
    const rect = document.createElementNS(SVG, "rect");
    set(rect, shape);
    picture.append(rect);
  }
  return picture;
};

/** Where the lines of a list end, by its highest interval; as `picture::scale`. */
const scale = (rows) => {
  const most = Math.max(0, ...rows.map((row) => row.share[2]));
  return [0.1, 0.25, 0.5].find((end) => most <= end) || 1;
};

/** A share [value, low, high] on a line from 0 to `end`. */
const interval = (share, end) => {
  const [value, low, high] = share.map((part) => Math.min(1, part / end) * 100);
  return svg("interval", "0 0 100 10", [
    { class: "track", x: 0, y: 4, width: 100, height: 2 },
    { class: "band g0", x: low, y: 2.5, width: Math.max(0, high - low), height: 5 },
    { class: "g0", x: Math.min(98.5, Math.max(0, value - 0.75)), y: 0.5, width: 1.5, height: 9 },
  ]);
};

const level = (share, group) =>
  svg("level", "0 0 100 6", [
    { class: "track", x: 0, y: 0, width: 100, height: 6 },
    { class: `g${group % 6}`, x: 0, y: 0, width: Math.min(1, share) * 100, height: 6 },
  ]);

const count = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");
const counted = (number, one, many) => `${count(number)} ${number === 1 ? one : many}`;
const percent = (share) => {
  const whole = Math.round(share * 100);
  if (whole === 0 && share > 0) return "under 1\u00a0%";
  return whole >= 100 && share < 1 ? "over 99\u00a0%" : `${whole}\u00a0%`;
};

/** An interval as `34–66 %`. */
const range = ([, low, high]) => `${Math.round(low * 100)}–${Math.round(high * 100)}\u00a0%`;
/** A share with its interval, as a picture and as text. */
const shared = (share, calls, end) => [interval(share, end),
  el("span", { class: "figures-of" }, el("b", {}, percent(share[0])), el("span", {}, `${count(calls)} of ${count(data.total)} calls`), el("small", {}, range(share)))];

const heading = (code) => (data.codes.find(([known]) => known === code) || [code, code])[1];
const chip = (code) => el("span", { class: "chip" }, bdi(code));
const path = ([call]) => data.paths[call] || "";
const moment = ([, turn, at]) => (at ? `at ${at}` : `turn ${turn}`);

/** A place as a link that shows its call in the list of calls. */
const source = (at) =>
  el("a", { class: "source", href: "#calls", onclick: () => showCall(path(at)) }, bdi(path(at), "path"), ", ", moment(at));

/** The places of a row, those of one call together. */
const places = (all, calls) => {
  const byCall = new Map();
  for (const at of all) byCall.set(at[0], [...(byCall.get(at[0]) || []), at]);
  const rows = [...byCall.values()].map((ats) =>
    el("li", {}, source(ats[0]), ats.slice(1).map((at) => `; ${moment(at)}`)));
  const rest = calls > byCall.size ? el("p", { class: "note" }, `Places in ${byCall.size} of ${count(calls)} calls.`) : null;
  return rows.length ? el("div", {}, el("p", { class: "sub" }, "Where it is said"), el("ul", { class: "places" }, rows), rest) : null;
};

/** Per group: in how many of its calls. */
const groupLevels = (calls) =>
  data.groups.length > 1 && el("div", {}, el("p", { class: "sub" }, "In each group"),
    el("ul", { class: "levels" }, data.groups.map(([name, of], place) => of > 0 &&
      el("li", {}, bdi(name), level((calls[place] || 0) / of, place), el("span", {}, `${calls[place] || 0} of ${count(of)}`)))));

const listed = (title, items) =>
  items.length > 0 && el("div", {}, el("p", { class: "sub" }, title), el("ul", {}, items.map((item) => el("li", {}, bdi(item)))));

const quotation = (quote, at, who) =>
  quote && el("figure", { class: "quotation" },
    el("blockquote", {}, el("p", { dir: "auto" }, quote)),
    at && el("figcaption", {}, who ? [bdi(who), ", "] : "", source(at)));

/** Puts `items` into `host` a few at a time, with a button for more; so ten thousand rows cost what a hundred do. */
const fill = (host, items, row, step, empty) => {
  const foot = el("div", { class: "more" });
  let shown = 0;
  const next = (many) => {
    const first = host.children.length;
    host.append(...items.slice(shown, shown + many).map(row));
    shown = Math.min(items.length, shown + many);
    const rest = items.length - shown;
    foot.replaceChildren(...(rest > 0 ? [
      el("button", { type: "button", onclick: () => next(step).focus() }, `Show ${count(Math.min(step, rest))} more`),
      el("span", { class: "note" }, `${count(shown)} of ${count(items.length)}`)] : []));
    if (items.length === 0) foot.replaceChildren(el("p", { class: "note" }, empty || "Nothing fits these filters."));
    const fresh = host.children[first];
    const target = fresh && (fresh.querySelector("button, a, summary, input") || fresh);
    return target || host;
  };
  host.replaceChildren();
  next(step);
  return foot;
};

/** How something of a name is shown where it stands: a kind of thing, and what opens it. */
const openers = {};

let fields = 0;
/** A labelled control of a toolbar. */
const field = (label, control) => {
  control.id = `field-${(fields += 1)}`;
  return el("div", { class: "field" }, el("label", { for: control.id }, label), control);
};
const search = (hint, changed) => el("input", { type: "search", placeholder: hint, autocomplete: "off", spellcheck: "false", oninput: changed });
/** A choice; `options` are (value, words). Nothing where there is nothing to choose. */
const choice = (all, options, changed) =>
  el("select", { onchange: changed }, el("option", { value: "" }, all), options.map(([value, words]) => el("option", { value }, words)));
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const distinct = (values) => [...new Set(values.filter(Boolean))].sort(compare);
const within = (text, wanted) => wanted.split(/\s+/).every((word) => text.includes(word));
const cutNote = (shown, all, file) => shown < all && el("p", { class: "note" }, `The page holds the first ${count(shown)} of ${count(all)}; the rest is in `, el("code", {}, file), ".");

/** Says `words` to who listens rather than looks, and shows them for a moment. */
const announce = (words) => {
  const box = document.getElementById("said");
  box.textContent = words;
  clearTimeout(announce.timer);
  announce.timer = setTimeout(() => (box.textContent = ""), 2500);
};
