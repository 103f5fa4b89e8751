import { isCodeStyle } from "./ooxml-roles.ts";
import { type OoxmlLooks, type OoxmlStyles, styleChain } from "./ooxml-styles.ts";
import { type OoxmlInline, type OoxmlParagraph, type OoxmlRun, stands } from "./ooxml-text.ts";
import type { Line, Span } from "./tree.ts";
import { addSpan } from "./tree-lines.ts";

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
  const first: Line = { line: paragraph.number, spans: [] };
  const lines = [first];
  for (const inline of paragraph.inlines) {
    if (!isShown(inline)) continue;
    if (inline.kind === "break") lines.push({ line: paragraph.number, spans: [] });
    else addSpan(lines[lines.length - 1] ?? first, spanOf(inline, paragraph, styles, chain, numberNote));
  }
  return lines;
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
