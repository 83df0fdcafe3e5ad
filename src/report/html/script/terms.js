// The list of terms: sort, search, filter; a row opens everything that is known of it.
const TIERS = ["thin", "moderate", "strong"];
const tier = (level) => el("span", { class: `tier t${level}` }, el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i")), TIERS[level]);

const termFacts = (term) => {
  const fact = (name, ...value) => [el("dt", {}, name), el("dd", {}, value)];
  const facts = [
    fact("Said by", `${counted(term.speakers, "customer", "customers")}, ${counted(term.mentions, "time", "times")}`),
    fact("Most talkative of them", `${percent(term.top)} of the mentions`),
    data.with_rep > 0 && fact("Said by reps", `in ${counted(term.rep_calls, "call", "calls")} of ${count(data.with_rep)}`),
    term.lift != null && fact("Customers against reps", `${term.lift.toFixed(1)} times as often` + (term.lift_low == null ? "" : `, at least ${term.lift_low.toFixed(1)}`)),
    term.seen[0] && fact("Heard", term.seen[0] === term.seen[1] ? `on ${term.seen[0]}` : `${term.seen[0]} to ${term.seen[1]}`),
    term.theme && fact("Theme", bdi(term.theme)),
  ];
  return el("dl", { class: "facts" }, facts);
};

const termDetail = (term) =>
  el("div", { class: "detail" },
    el("div", {}, quotation(term.quote, term.at), listed("Also said as", term.variants), places(term.places, term.calls)),
    el("div", {}, termFacts(term), groupLevels(term.groups)));

const termScale = scale(data.terms);

const termRow = (term) => {
  const id = `term-${term.rank}`;
  const button = el("button", { type: "button", class: "open", "aria-expanded": "false", onclick: () => toggle() }, bdi(term.term));
  const row = el("tr", { id },
    el("td", { class: "rank" }, String(term.rank)),
    el("th", { scope: "row" }, button, el("div", { class: "chips" }, term.codes.slice(0, 3).map(chip))),
    el("td", { class: "share" }, shared(term.share, term.calls, termScale)),
    el("td", { class: "number wide" }, term.unprompted == null ? "–" : percent(term.unprompted)),
    el("td", { class: "number wide" }, term.lift == null ? "–" : `× ${term.lift.toFixed(1)}`),
    el("td", { class: "wide" }, tier(term.evidence)));
  let detail = null;
  const toggle = (open = !detail) => {
    if (open && !detail) row.after((detail = el("tr", { class: "opened" }, el("td", { colspan: "6" }, termDetail(term)))));
    else if (!open && detail) detail = detail.remove();
    button.setAttribute("aria-expanded", String(Boolean(detail)));
  };
  row.open = () => toggle(true);
  return row;
};

const terms = () => {
  const host = document.getElementById("terms-list");
  if (!host) return;
  const body = el("tbody");
  const sorts = {
    rank: ["#", (a, b) => a.rank - b.rank, "rank"],
    term: ["Term", (a, b) => compare(a.term.toLowerCase(), b.term.toLowerCase()), ""],
    calls: [`Said in (line: 0 to ${percent(termScale)})`, (a, b) => b.calls - a.calls, "share"],
    unprompted: ["Unprompted", (a, b) => (b.unprompted ?? -1) - (a.unprompted ?? -1), "number wide"],
    lift: ["Against reps", (a, b) => (b.lift ?? -1) - (a.lift ?? -1), "number wide"],
    evidence: ["Evidence", (a, b) => b.evidence - a.evidence, "wide"],
  };
  let by = "rank";
  let foot = el("div");
  for (const term of data.terms) term.text = [term.term, ...term.variants, term.theme, term.quote].join("\n").toLowerCase();
  const show = () => {
    const wanted = find.value.trim().toLowerCase();
    const rows = data.terms.filter((term) =>
      (!wanted || within(term.text, wanted)) &&
      (!code.value || term.codes.includes(code.value)) &&
      (!group.value || term.groups[group.value] > 0) &&
      (!evidence.value || term.evidence >= Number(evidence.value)) &&
      (!theme.value || term.theme === theme.value));
    rows.sort((a, b) => sorts[by][1](a, b) || a.rank - b.rank);
    for (const head of heads) head.setAttribute("aria-sort", head.dataset.by !== by ? "none" : by === "rank" || by === "term" ? "ascending" : "descending");
    tally.textContent = rows.length === data.terms.length ? counted(rows.length, "term", "terms") : `${count(rows.length)} of ${counted(data.terms.length, "term", "terms")}`;
    const fresh = fill(body, rows, termRow, 25);
    foot.replaceWith(fresh);
    foot = fresh;
  };
  const find = search("A word, a form, a theme", show);
  const code = choice("Any code", distinct(data.terms.flatMap((term) => term.codes)).map((name) => [name, name]), show);
  const group = choice("Any group", data.groups.map(([name], place) => [place, name]), show);
  const evidence = choice("Any", [[1, "moderate or better"], [2, "strong"]], show);
  const theme = choice("Any theme", distinct(data.terms.map((term) => term.theme)).map((name) => [name, name]), show);
  const tally = el("p", { class: "tally", role: "status" });
  const heads = Object.entries(sorts).map(([key, [words, , name]]) =>
    el("th", { scope: "col", class: name, "data-by": key }, el("button", { type: "button", onclick: () => { by = key; show(); } }, words)));
  host.replaceChildren(
    el("div", { class: "tools" }, field("Search", find), field("Code", code), data.groups.length > 1 && field("Group", group), field("Evidence", evidence), data.terms.some((term) => term.theme) && field("Theme", theme), tally),
    el("table", { class: "terms" }, el("caption", { class: "hidden" }, "Terms"), el("thead", {}, el("tr", {}, heads)), body), foot,
    cutNote(data.terms.length, data.of.terms, "terms.csv") || "");
  show();

  const open = (rank) => {
    find.value = code.value = group.value = evidence.value = theme.value = "";
    by = "rank";
    show();
    const place = data.terms.findIndex((term) => term.rank === rank);
    while (body.rows.length <= place && foot.querySelector("button")) foot.querySelector("button").click();
    const row = document.getElementById(`term-${rank}`);
    if (!row) return;
    row.open();
    row.scrollIntoView({ block: "start" });
    row.querySelector("button").focus({ preventScroll: true });
  };
  const ranks = new Map([...data.terms].reverse().map((term) => [term.term.toLowerCase(), term.rank]));
  openers.term = (name) => ranks.has(name) && (() => open(ranks.get(name)));
  for (const mark of document.querySelectorAll("[data-term]")) mark.addEventListener("click", () => open(Number(mark.dataset.term)));
};

/** Up to two more quotes of the same theme. */
const kindred = (problem) => {
  const more = data.quotes.filter((quote) => problem.theme && quote.theme === problem.theme && quote.code === "problem" && quote.quote !== problem.quote).slice(0, 2);
  return more.length > 0 && el("div", {}, el("p", { class: "sub" }, "Also said of ", bdi(problem.theme)), more.map((quote) => quotation(quote.quote, quote.at, quote.speaker)));
};

const problemDetail = (problem) =>
  el("div", { class: "detail" },
    el("div", {}, quotation(problem.quote, problem.at), kindred(problem), listed("What they do instead", problem.workarounds), listed("What they wish for", problem.wishes), places(problem.places, problem.calls)),
    el("div", {}, listed("Also said as", problem.variants), groupLevels(problem.groups), listed("Found by", problem.cues)));

const problemScale = scale(data.problems);

const problemItem = (problem) => {
  const notes = [problem.dimension, problem.unprompted != null && `${percent(problem.unprompted)} unprompted`].filter(Boolean).join(" · ");
  const item = el("details", { class: "problem", ontoggle: () => item.children.length < 2 && item.append(problemDetail(problem)) },
    el("summary", {},
      el("span", { class: "name" }, bdi(problem.problem), notes && el("small", {}, notes)),
      el("span", { class: "share" }, shared(problem.share, problem.calls, problemScale))));
  return el("li", {}, item);
};

const problems = () => {
  const host = document.getElementById("problems-list");
  if (!host) return;
  const list = el("ol", { class: "problems" });
  let foot = el("div");
  const show = () => {
    const wanted = find.value.trim().toLowerCase();
    const rows = data.problems.filter((problem) =>
      (!wanted || within([problem.problem, ...problem.variants, problem.quote].join("\n").toLowerCase(), wanted)) &&
      (!dimension.value || problem.dimension === dimension.value) && (!group.value || problem.groups[group.value] > 0));
    tally.textContent = counted(rows.length, "problem", "problems");
    const fresh = fill(list, rows, problemItem, 20);
    foot.replaceWith(fresh);
    foot = fresh;
  };
  const find = search("A word", show);
  const dimension = choice("Any", distinct(data.problems.map((problem) => problem.dimension)).map((name) => [name, name]), show);
  const group = choice("Any group", data.groups.map(([name], place) => [place, name]), show);
  const tally = el("p", { class: "tally", role: "status" });
  host.replaceChildren(
    el("div", { class: "tools" }, field("Search", find), field("Kind", dimension), data.groups.length > 1 && field("Group", group), tally),
    list, foot, cutNote(data.problems.length, data.of.problems, "problems.csv") || "");
  show();

  const open = (place) => {
    find.value = dimension.value = group.value = "";
    show();
    while (list.children.length <= place && foot.querySelector("button")) foot.querySelector("button").click();
    const item = list.children[place] && list.children[place].querySelector("details");
    if (!item) return;
    item.open = true;
    item.scrollIntoView({ block: "start" });
    item.querySelector("summary").focus({ preventScroll: true });
  };
  const rows = new Map(data.problems.map((problem, place) => [problem.problem.toLowerCase(), place]).reverse());
  openers.problem = (name) => rows.has(name) && (() => open(rows.get(name)));
};

terms();
problems();
