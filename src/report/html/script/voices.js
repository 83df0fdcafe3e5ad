// What they ask, value, fear, compare; where they learn; who decides: a card a code, opening to the utterances.
const ALL = -2;
const utterance = ([at, speaker, group, text, prompted]) =>
  el("li", {}, el("p", { dir: "auto" }, text), el("p", { class: "by" }, bdi(speaker), group && [", ", bdi(group)], " · ", source(at), prompted === 1 && el("span", { class: "mark-prompted" }, "prompted")));

/** When in the call: nine bars, and the thirds in words. */
const when = (ninths) => {
  const top = Math.max(...ninths);
  const third = (place) => ninths.slice(place * 3, place * 3 + 3).reduce((sum, number) => sum + number, 0);
  if (third(0) + third(1) + third(2) < 5) return null;
  const bars = ninths.map((number, place) => ({ class: "g0", x: place * 11.2, y: 20 - (number / top) * 20, width: 10.2, height: (number / top) * 20 }));
  return el("div", { class: "when" }, svg("", "0 0 100 20", bars),
    el("small", {}, `first third of the call ${count(third(0))} · middle ${count(third(1))} · last ${count(third(2))}`));
};

const voiceCard = (voice) => {
  const [, title, what] = data.codes.find(([code]) => code === voice.code) || [voice.code, voice.code, ""];
  const best = data.quotes.filter((quote) => quote.code === voice.code).slice(0, 2);
  const list = el("ul", { class: "utterances" });
  const note = el("p", { class: "note" });
  let foot = el("div");
  let about = null;
  /** The utterances about one object, or all. */
  const show = (wanted) => {
    about = wanted;
    const rows = wanted === ALL ? voice.said : voice.said.filter((said) => said[5] === wanted);
    const fresh = fill(list, rows, utterance, 15);
    foot.replaceWith(fresh);
    foot = fresh;
    note.textContent = wanted === ALL
      ? (voice.said.length < voice.utterances ? `The page holds ${count(voice.said.length)} of ${count(voice.utterances)}; the rest is in coded.csv.` : "")
      : `About “${voice.objects[wanted][0]}”: in ${counted(voice.objects[wanted][1], "call", "calls")}; the page holds ${counted(rows.length, "utterance", "utterances")}.`;
    for (const [place, button] of chips.entries()) button.setAttribute("aria-pressed", String(place === wanted));
  };
  const rest = el("details", { class: "fold", ontoggle: () => rest.open && about === null && show(ALL) },
    el("summary", {}, `All ${counted(voice.utterances, "utterance", "utterances")}`), note, list, foot);
  const chips = voice.objects.map(([object, calls], place) =>
    el("button", { type: "button", "aria-pressed": "false", onclick: () => { show(about === place ? ALL : place); rest.open = true; } }, bdi(object), " ", el("small", {}, count(calls))));
  const share = data.total > 0 ? voice.calls / data.total : 0;
  return el("li", { class: "card voice" },
    el("h3", {}, bdi(title)), what && el("p", { class: "note" }, what),
    el("p", { class: "share" }, level(share, 0), el("span", {}, el("b", {}, percent(share)), ` ${count(voice.calls)} of ${count(data.total)} calls`)),
    chips.length > 0 && el("ul", { class: "objects", "aria-label": "What it is about, with calls" }, chips.map((button) => el("li", {}, button))),
    when(voice.when),
    best.map((quote) => quotation(quote.quote, quote.at, quote.speaker)), rest);
};

const voices = () => {
  const host = document.getElementById("voices-list");
  if (!host) return;
  const cards = data.voices.map(voiceCard);
  host.replaceChildren(el("ul", { class: "cards" }, cards));
  const titles = new Map(data.voices.map((voice, place) => [heading(voice.code).toLowerCase(), cards[place]]));
  openers.code = (name) => titles.has(name) && (() => {
    const card = titles.get(name);
    card.querySelector("details").open = true;
    card.scrollIntoView({ block: "start" });
    card.querySelector("summary").focus({ preventScroll: true });
  });
};

voices();
