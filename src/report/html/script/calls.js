// The inventory of calls: search, filter, a hundred at a time.
const STATUS = ["read", "skipped", "failed"];
let showCall = () => {};

const callRow = ([call, status, reason, date, group, format, turns, words, repWords, customers, reps, basis, isCounted]) =>
  el("tr", {},
    el("th", { scope: "row" }, bdi(data.paths[call], "path"), el("small", {}, [date, group, data.formats[format], turns > 0 && counted(turns, "turn", "turns")].filter(Boolean).flatMap((note, place) => [place ? " · " : "", bdi(note)])),
      reason && el("small", { class: "reason" }, bdi(reason))),
    el("td", {}, status === 0 && !isCounted ? "not counted" : STATUS[status]),
    el("td", { class: "number" }, status === 0 ? count(words) : "–"),
    el("td", { class: "number wide" }, status === 0 ? count(repWords) : "–"),
    el("td", { class: "wide" }, customers ? bdi(customers) : "–", data.bases[basis] && el("small", {}, "by ", bdi(data.bases[basis]))),
    el("td", { class: "wide" }, reps ? bdi(reps) : "–"));

const calls = () => {
  const host = document.getElementById("calls-list");
  if (!host) return;
  const body = el("tbody");
  let foot = el("div");
  const show = () => {
    const wanted = find.value.trim().toLowerCase();
    const rows = data.calls.filter((row) =>
      (!wanted || within([data.paths[row[0]], row[2], row[3], row[9], row[10]].join("\n").toLowerCase(), wanted)) &&
      (!status.value || (status.value === "counted" ? row[12] === 1 : status.value === "aside" ? row[12] === 0 : row[1] === Number(status.value))) &&
      (!group.value || row[4] === group.value));
    tally.textContent = rows.length === data.calls.length ? counted(rows.length, "file", "files") : `${count(rows.length)} of ${counted(data.calls.length, "file", "files")}`;
    const fresh = fill(body, rows, callRow, 25);
    foot.replaceWith(fresh);
    foot = fresh;
  };
  const find = search("A path, a day, a name, a reason", show);
  const status = choice("Any", [["counted", "counted"], ["aside", "left aside"], [1, "skipped"], [2, "failed"]], show);
  const group = choice("Any group", distinct(data.calls.map((row) => row[4])).map((name) => [name, name]), show);
  const tally = el("p", { class: "tally", role: "status" });
  const heads = [["Call", ""], ["Status", ""], ["Their words", "number"], ["Ours", "number wide"], ["Taken for the customer", "wide"], ["Taken for us", "wide"]];
  host.replaceChildren(
    el("div", { class: "tools" }, field("Search", find), field("Status", status), group.options.length > 2 && field("Group", group), tally),
    el("table", { class: "calls" }, el("caption", { class: "hidden" }, "Calls"), el("thead", {}, el("tr", {}, heads.map(([words, name]) => el("th", { scope: "col", class: name }, words)))), body), foot,
    cutNote(data.calls.length, data.of.calls, "calls.csv") || "");
  show();
  showCall = (wanted) => {
    find.value = wanted;
    status.value = group.value = "";
    show();
  };
};

calls();

/** What is named anywhere opens where it stands: a term, a problem, a code, the calls of a month. */
for (const name of document.querySelectorAll("[data-find]")) {
  const open = name.dataset.find.split(" ").map((kind) => openers[kind] && openers[kind](name.textContent.trim().toLowerCase())).find(Boolean);
  if (open) name.replaceChildren(el("button", { type: "button", class: "link", onclick: open }, name.textContent));
}
for (const call of document.querySelectorAll("[data-call]")) {
  const name = call.textContent;
  call.replaceChildren(el("a", { class: "source", href: "#calls", onclick: () => showCall(name) }, name));
}
for (const month of document.querySelectorAll("[data-month]"))
  month.replaceChildren(el("a", { class: "source", href: "#calls", onclick: () => showCall(month.dataset.month) }, month.dataset.month));

/** The section in view is marked in the bar. */
const links = new Map([...document.querySelectorAll(".bar nav a")].map((link) => [link.hash.slice(1), link]));
const watcher = new IntersectionObserver((seen) => {
  for (const { target, isIntersecting } of seen) {
    if (!isIntersecting) continue;
    for (const link of links.values()) link.removeAttribute("aria-current");
    const link = links.get(target.id);
    if (link) link.setAttribute("aria-current", "true");
  }
}, { rootMargin: "-30% 0px -65% 0px" });
document.querySelectorAll("main > section").forEach((part) => watcher.observe(part));

/** `/` goes to the search of the terms, as people expect of a page that is searched. */
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
  const find = document.querySelector("#terms input[type=search]");
  if (find) { event.preventDefault(); find.focus(); }
});
