// The quote bank: filter, tick, copy with sources.
const quotes = () => {
  const host = document.getElementById("quotes-list");
  if (!host) return;
  const chosen = new Set();
  const list = el("ul", { class: "cards" });
  let foot = el("div");
  const words = (quote) => (short.checked && quote.clean) || quote.quote;
  const asShown = (all) => all.map((quote) => ({ ...quote, quote: words(quote) }));

  const byId = new Map(data.quotes.map((quote) => [quote.id, quote]));
  const card = (quote) => {
    const tick = el("input", { type: "checkbox", onchange: () => { chosen[tick.checked ? "add" : "delete"](quote); count_chosen(); } });
    tick.checked = chosen.has(quote);
    const other = quote.counter && byId.get(quote.counter);
    const marks = [quote.nugget && el("span", { class: "mark-nugget" }, "nugget"), quote.prompted && el("span", { class: "mark-prompted" }, "prompted"), quote.redacted && el("span", { class: "mark-redacted" }, "private data hidden"),
      short.checked && quote.clean && el("span", { class: "mark-short" }, "fillers left out")];
    const context = (quote.before || quote.after) && el("details", { class: "context" }, el("summary", {}, "Before and after"),
      quote.before && el("p", { dir: "auto" }, quote.before), el("p", { dir: "auto" }, el("b", {}, quote.quote)), quote.after && el("p", { dir: "auto" }, quote.after));
    return el("li", { class: "card", id: `quote-${quote.id}` },
      el("div", { class: "chips" }, chip(quote.code), quote.dimension && el("span", { class: "kind" }, bdi(quote.dimension)), marks,
        el("label", { class: "pick" }, "Select", el("span", { class: "hidden" }, " this quote"), tick)),
      el("blockquote", {}, el("p", { dir: "auto" }, words(quote))),
      el("p", { class: "by" }, bdi(quote.speaker), quote.group && [", ", bdi(quote.group)], quote.date && [", ", bdi(quote.date)], el("br"), source(quote.at)),
      other && el("div", { class: "other" }, el("p", { class: "sub" }, "But others say"), quotation(other.quote, other.at, other.speaker)),
      el("div", { class: "acts" }, context, el("button", { type: "button", onclick: () => copy(asText(asShown([quote])), "Quote") }, "Copy", el("span", { class: "hidden" }, " this quote"))));
  };

  const count_chosen = () => {
    tray.hidden = chosen.size === 0;
    chosenTally.textContent = `${counted(chosen.size, "quote", "quotes")} selected`;
  };
  const selection = () => asShown(data.quotes.filter((quote) => chosen.has(quote)));
  const act = (label, words_of) => el("button", { type: "button", onclick: () => copy(words_of(selection()), counted(chosen.size, "quote", "quotes")) }, label);
  const chosenTally = el("span", { role: "status" });
  const tray = el("div", { class: "tray", role: "region", "aria-label": "Selected quotes", hidden: true }, chosenTally,
    act("Copy text", asText), act("Copy Markdown", asMarkdown), act("Copy CSV", asCsv),
    el("button", { type: "button", class: "quiet", onclick: () => { chosen.clear(); count_chosen(); show(); } }, "Clear"));

  let rows = [];
  const show = () => {
    const wanted = find.value.trim().toLowerCase();
    rows = data.quotes.filter((quote) =>
      (!wanted || within([quote.quote, quote.term, quote.theme, quote.speaker, path(quote.at)].join("\n").toLowerCase(), wanted)) &&
      (!code.value || quote.code === code.value) && (!group.value || quote.group === group.value) &&
      (!theme.value || quote.theme === theme.value) && (!(own.checked && quote.prompted)) && (!nuggets.checked || quote.nugget));
    tally.textContent = rows.length === data.quotes.length ? counted(rows.length, "quote", "quotes") : `${count(rows.length)} of ${counted(data.quotes.length, "quote", "quotes")}`;
    const fresh = fill(list, rows, card, 16);
    foot.replaceWith(fresh);
    foot = fresh;
  };
  const find = search("A word, a speaker, a call", show);
  const code = choice("Any code", distinct(data.quotes.map((quote) => quote.code)).map((name) => [name, heading(name)]), show);
  const group = choice("Any group", distinct(data.quotes.map((quote) => quote.group)).map((name) => [name, name]), show);
  const theme = choice("Any theme", distinct(data.quotes.map((quote) => quote.theme)).map((name) => [name, name]), show);
  const short = el("input", { type: "checkbox", onchange: () => show() });
  const own = el("input", { type: "checkbox", onchange: () => show() });
  const nuggets = el("input", { type: "checkbox", onchange: () => show() });
  const tally = el("p", { class: "tally", role: "status" });
  const all = el("button", { type: "button", class: "quiet", onclick: () => { rows.forEach((quote) => chosen.add(quote)); count_chosen(); show(); } }, "Select all shown");
  host.replaceChildren(
    el("div", { class: "tools" }, field("Search", find), field("About", code), group.options.length > 2 && field("Group", group), theme.options.length > 2 && field("Theme", theme),
      el("div", { class: "ticks" }, el("label", {}, short, " Leave out fillers"), el("label", {}, own, " Unprompted only"),
        data.quotes.some((quote) => quote.nugget) && el("label", { title: "Vivid, in words that few customers use and no rep" }, nuggets, " Nuggets only")), tally, all),
    list, foot, cutNote(data.quotes.length, data.of.quotes, "quotes.csv") || "", tray);
  show();
};

quotes();
