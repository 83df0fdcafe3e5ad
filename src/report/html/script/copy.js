// Quotes in, the clipboard out: as text, as Markdown, as CSV, always with their sources.
const attribution = (quote) =>
  [quote.speaker, quote.group, quote.date].filter(Boolean).join(", ") + ` (${path(quote.at)}, ${moment(quote.at)})`;

const asText = (quotes) => quotes.map((quote) => `“${quote.quote}”\n— ${attribution(quote)}`).join("\n\n") + "\n";

/** Text inside a Markdown paragraph, as `escape::markdown` writes it. */
const markdown = (text) =>
  text.split(/\s+/).join(" ").replace(/[\\`*_[\]#|~!]/g, "\\$&").replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;")
    .replace(/^[-+=:]/, "\\$&").replace(/^(\d+)([.)])/, "$1\\$2");
const asMarkdown = (quotes) => quotes.map((quote) => `> ${markdown(quote.quote)}\n>\n> — ${markdown(attribution(quote))}`).join("\n\n") + "\n";

/** A cell of a CSV file; what a spreadsheet would run gets a leading ', as in the CSV files beside the page. */
const cell = (text) => `"${(/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? "'" + text : text).replace(/"/g, '""')}"`;
const asCsv = (quotes) => {
  const rows = quotes.map((quote) => [quote.quote, quote.code, quote.speaker, quote.group, quote.date, path(quote.at), String(quote.at[1]), quote.at[2], quote.id]);
  return [["quote", "code", "speaker", "segment", "date", "call", "turn", "at", "quote_id"], ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
};

/** Into the clipboard, also where the browser keeps it from pages on disk. */
const copy = async (text, what) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const box = el("textarea", { class: "hidden", "aria-hidden": "true" });
    const focused = document.activeElement;
    box.value = text;
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    if (focused) focused.focus();
    if (!done) return announce("The browser does not let this page copy.");
  }
  announce(`${what} copied.`);
};
