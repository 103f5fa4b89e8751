import { isCodeStyle } from "./ooxml-roles.ts";
import { type OoxmlLooks, type OoxmlStyles, styleChain } from "./ooxml-styles.ts";
import { type OoxmlInline, type OoxmlParagraph, type OoxmlRun, stands } from "./ooxml-text.ts";
import type { Line, Span } from "./tree.ts";

/** Gives a note the number under which the text refers to it. */
export type NumberNote = (note: "footnote" | "endnote", id: string, line: number) => number;

/**
 * The visible lines of a paragraph, deletions left out; every line carries the paragraph's number.
 * `styleLooks`: whether bold and the like that come from the paragraph's style count (in a heading they do not).
 */
export function linesOf(
  paragraph: OoxmlParagraph,
  styles: OoxmlStyles,
  styleLooks: boolean,
  numberNote: NumberNote,
): Line[] {
  const chain = styleLooks ? styleChain(styles, paragraph.styleId ?? styles.defaultParagraphStyle) : [];
  const lines: Line[] = [{ line: paragraph.number, spans: [] }];
  for (const inline of paragraph.inlines) {
    if (!isShown(inline)) continue;
    if (inline.kind === "break") lines.push({ line: paragraph.number, spans: [] });
    else addSpan(lines.at(-1), spanOf(inline, paragraph, styles, chain, numberNote));
  }
  return lines;
}

/** Lines without the white space at their ends; those with nothing left are dropped. */
export function trimmed(lines: Line[]): Line[] {
  return lines.map(trimLine).filter((line) => line.spans.length > 0);
}

type Shown = OoxmlRun | Extract<OoxmlInline, { kind: "break" | "note" }>;

const isShown = (inline: OoxmlInline): inline is Shown =>
  (inline.kind === "run" || inline.kind === "break" || inline.kind === "note") && stands(inline.changes);

function spanOf(
  inline: Exclude<Shown, { kind: "break" }>,
  paragraph: OoxmlParagraph,
  styles: OoxmlStyles,
  chain: { looks: OoxmlLooks }[],
  numberNote: NumberNote,
): Span {
  if (inline.kind === "note") return { text: `[^${numberNote(inline.note, inline.id, paragraph.number)}]` };
  const sources = [inline, ...styleChain(styles, inline.styleId), ...chain].map((each) => each.looks);
  const look = (name: keyof OoxmlLooks): boolean => sources.find((looks) => looks[name] !== null)?.[name] ?? false;
  const span: Span = { text: look("hidden") ? "" : inline.text };
  if (look("bold")) span.bold = true;
  if (look("italic")) span.italic = true;
  if (look("struck")) span.struck = true;
  if (isCodeStyle(styles, inline.styleId)) span.code = true;
  if (inline.href !== null) span.href = inline.href;
  return span;
}

function addSpan(line: Line | undefined, span: Span): void {
  if (line === undefined || span.text === "") return;
  const last = line.spans.at(-1);
  if (last !== undefined && looksAlike(last, span)) last.text += span.text;
  else line.spans.push(span);
}

const looksAlike = (a: Span, b: Span): boolean =>
  a.bold === b.bold && a.italic === b.italic && a.struck === b.struck && a.code === b.code && a.href === b.href;

function trimLine(line: Line): Line {
  const spans = line.spans.map((span) => ({ ...span }));
  trimEnd(spans, "first");
  trimEnd(spans, "last");
  return { line: line.line, spans };
}

function trimEnd(spans: Span[], end: "first" | "last"): void {
  for (let span = spans.at(end === "first" ? 0 : -1); span !== undefined; span = spans.at(end === "first" ? 0 : -1)) {
    span.text = end === "first" ? span.text.trimStart() : span.text.trimEnd();
    if (span.text !== "") return;
    if (end === "first") spans.shift();
    else spans.pop();
  }
}
