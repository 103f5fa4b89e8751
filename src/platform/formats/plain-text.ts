/**
 * Plain text, the paste of a mail or of a web page, as one document tree: underlined and capital headings, bullets of
 * all kinds, numbered lines, indentation. Every line is looked at once.
 */
import { PlainLists } from "./plain-text-lists.ts";
import type { Block, DocumentTree, Heading, Line } from "./tree.ts";

type Row = { line: number; indent: number; text: string };

/** Any text is plain text: this never throws. The text begins on line `firstLine`. */
export function readPlainText(source: string, firstLine = 1): DocumentTree {
  const { rows, fields } = withoutMailHead(rowsOf(source, firstLine));
  const blocks: Block[] = [];
  const lists = new PlainLists(blocks);
  let open: { kind: "paragraph"; line: number; lines: Line[] } | null = null;
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at];
    if (row === undefined) break;
    if (row.text === "") {
      open = null;
      lists.blank();
      continue;
    }
    const heading = headingAt(rows, at);
    if (heading !== null) {
      lists.close();
      open = null;
      if (heading.block !== null) blocks.push(heading.block);
      at += heading.extraRows;
      continue;
    }
    if (lists.take(row.text, row.indent, row.line, rows[at - 1]?.text.length ?? 0)) {
      open = null;
      continue;
    }
    lists.close();
    const line = { line: row.line, spans: [{ text: row.text }] };
    if (open === null) {
      open = { kind: "paragraph", line: row.line, lines: [] };
      blocks.push(open);
    }
    open.lines.push(line);
  }
  return { format: "text", fields, blocks, faults: [] };
}

/** Lines without the marks of quotation where nearly all of them carry one; a tab counts four columns. */
function rowsOf(source: string, firstLine: number): Row[] {
  const lines = source.replace(/^\ufeff/, "").split(/\r\n|\n|\r|\u2028|\f/);
  const written = lines.filter((line) => line.trim() !== "").length;
  const quoted = lines.filter((line) => line.startsWith(">")).length;
  const strip = written > 0 && quoted * 10 >= written * 8;
  return lines.map((raw, index) => {
    const line = (strip ? raw.replace(/^(?:> ?)+/, "") : raw).replace(/\t/g, "    ");
    const text = line.trim();
    return {
      line: index + firstLine,
      indent: line.length - line.trimStart().length,
      text: CHROME.test(text) ? "" : text,
    };
  });
}

/** What a paste from a browser brings along, in no relation to the text. */
const CHROME = /^(?:skip to (?:main |the )?content|jump to (?:navigation|search)|toggle navigation|back to top)$/i;

const MAIL_FIELD =
  /^(from|to|cc|bcc|subject|date|sent|reply-to|message-id|list-id|in-reply-to|objet|de|à|asunto|para|enviado|envoyé) ?: ?(.*)$/i;

/** The head of a mail tells when it was sent, not when the group met: it becomes fields and leaves the text. */
function withoutMailHead(rows: Row[]): { rows: Row[]; fields: Record<string, string> } {
  const fields: [string, string][] = [];
  let end = 0;
  for (const [at, row] of rows.slice(0, 16).entries()) {
    const match = MAIL_FIELD.exec(row.text);
    if (match?.[1] !== undefined) {
      fields.push([match[1].toLowerCase() === "date" ? "sent" : match[1].toLowerCase(), match[2] ?? ""]);
      end = at + 1;
    } else if (row.text !== "" && !(fields.length > 0 && row.indent > 0)) break;
    else if (row.text === "" && fields.length > 0) break;
  }
  const names = new Set(fields.map(([name]) => name));
  if (fields.length < 3 || !(names.has("from") || names.has("de") || names.has("subject"))) return { rows, fields: {} };
  return { rows: rows.slice(end), fields: Object.fromEntries(fields) };
}

const UNDERLINE = /^([=\-~^*#_+"'.])\1{2,}$/;

/** Underlined, overlined, in capitals between blank lines, or "Words:" right above a full sentence. */
function headingAt(rows: readonly Row[], at: number): { block: Heading | null; extraRows: number } | null {
  const row = rows[at];
  if (row === undefined) return null;
  const next = rows[at + 1]?.text ?? "";
  const afterNext = rows[at + 2]?.text ?? "";
  const mark = UNDERLINE.exec(row.text)?.[1];
  if (mark !== undefined) {
    // An overline: the title is between two lines of the same mark. Alone it is a rule, which divides nothing here.
    if (next !== "" && UNDERLINE.exec(afterNext)?.[1] === mark)
      return { block: headingOf(rows[at + 1] ?? row, 1), extraRows: 2 };
    return { block: null, extraRows: 0 };
  }
  const under = UNDERLINE.exec(next);
  if (under !== null && next.length * 2 >= row.text.length && row.text.length <= 120 && !isItem(row.text)) {
    return { block: headingOf(row, levelOf(under[1] ?? "=")), extraRows: 1 };
  }
  const before = rows[at - 1]?.text ?? "";
  if (
    row.indent === 0 &&
    before === "" &&
    isCapitals(row.text) &&
    (next === "" || (row.text.length < (LABELLED.test(row.text) ? 90 : 40) && /\p{Ll}/u.test(next)))
  )
    return { block: headingOf(row, 2), extraRows: 0 };
  if (
    row.indent === 0 &&
    /^\p{Lu}.{3,100}:$/u.test(row.text) &&
    /^\p{Lu}.{60,}/u.test(next) &&
    !/[.;]\s/.test(row.text)
  ) {
    return { block: headingOf(row, 3), extraRows: 0 };
  }
  return null;
}

/** "IV. BUDGET": a label makes a longer line of capitals a heading. */
const LABELLED = /^(?:[IVX]{1,6}|\d{1,2}|[A-Z])[.)] /;

const headingOf = (row: Row, level: number): Heading => ({
  kind: "heading",
  line: row.line,
  level,
  lines: [{ line: row.line, spans: [{ text: row.text.replace(/:$/, "") }] }],
});

/** In the order in which writers of text use them: "=" above "-" above the rest. */
const levelOf = (mark: string): number => (mark === "=" || mark === "#" ? 2 : mark === "-" ? 3 : 4);

const isItem = (text: string): boolean => /^(?:[-*+•]|\d{1,3}[.)])\s/.test(text);

function isCapitals(text: string): boolean {
  return (
    text.length <= 90 &&
    !/\p{Ll}/u.test(text) &&
    (text.match(/\p{Lu}/gu)?.length ?? 0) >= 4 &&
    !/[.!?]$/.test(text) &&
    !isItem(text)
  );
}
