// What they ask, value, fear, compare; where they learn; who decides: a card a code, opening to the utterances.
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
  const [, title, about] = data.codes.find(([code]) => code === voice.code) || [voice.code, voice.code, ""];
  const best = data.quotes.filter((quote) => quote.code === voice.code).slice(0, 2);
  const list = el("ul", { class: "utterances" });
  const rest = el("details", { class: "fold", ontoggle: () => {
    if (list.children.length || !rest.open) return;
    rest.append(list, fill(list, voice.said, utterance, 15));
    if (voice.said.length < voice.utterances) rest.append(el("p", { class: "note" }, `The page holds ${voice.said.length} of ${count(voice.utterances)}; the rest is in `, el("code", {}, "coded.csv"), "."));
  } }, el("summary", {}, `All ${counted(voice.utterances, "utterance", "utterances")}`));
  const share = data.total > 0 ? voice.calls / data.total : 0;
  return el("li", { class: "card voice" },
    el("h3", {}, bdi(title)), about && el("p", { class: "note" }, about),
    el("p", { class: "share" }, level(share, 0), el("span", {}, el("b", {}, percent(share)), ` ${count(voice.calls)} of ${count(data.total)} calls`)),
    voice.objects.length > 0 && el("ul", { class: "objects" }, voice.objects.slice(0, 8).map(([object, calls]) => el("li", {}, bdi(object), " ", el("small", {}, count(calls))))),
    when(voice.when),
    best.map((quote) => quotation(quote.quote, quote.at, quote.speaker)), rest);
};

const voices = () => {
  const host = document.getElementById("voices-list");
  if (host) host.replaceChildren(el("ul", { class: "cards" }, data.voices.map(voiceCard)));
};

voices();
