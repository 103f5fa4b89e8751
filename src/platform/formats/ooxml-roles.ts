import type { OoxmlNumberings } from "./ooxml-numbering.ts";
import { type OoxmlStyles, styleChain } from "./ooxml-styles.ts";
import type { OoxmlParagraph } from "./ooxml-text.ts";

/** What a paragraph is in the text, by its style: what Word shows in another size is a heading of another level. */
export type Role = { kind: "heading"; level: number } | { kind: "quote" | "code" | "contents" | "text" };

/** Where a paragraph stands in a list, its own settings before those of its style. */
export type ListPlace = { id: string; level: number };

/**
 * Names of the built-in heading style where a program writes them in its own language (Word keeps the English one
 * in the file; some others and hand-made templates do not).
 */
const HEADING =
  /^(?:heading|titre|überschrift|título|titolo|titulo|encabezado|kop|rubrik|overskrift|otsikko|nagłówek|nadpis|címsor|başlık|заголовок|عنوان|标题|標題|見出し|제목)\s*([1-9])$/i;
const TITLE = /^(?:title|titel|titre|título|titolo|titulo|tytuł|название|标题|表題)$/i;
const QUOTE = /^(?:quote|intense quote|block ?text|block quotation|quotations|zitat|citation|cita|citazione)$/i;
const CODE = /^(?:source code|html preformatted|preformatted text|html code|verbatim char|source text)$/i;
const CONTENTS = /^(?:toc \d|toc heading|contents heading|contents \d|table of figures)$/i;

export function roleOf(paragraph: OoxmlParagraph, styles: OoxmlStyles): Role {
  const outline = paragraph.outlineLevel;
  if (outline !== null && outline < 9) return { kind: "heading", level: outline + 1 };
  for (const style of styleChain(styles, paragraph.styleId ?? styles.defaultParagraphStyle)) {
    const name = style.name.trim();
    const heading = HEADING.exec(name);
    if (CONTENTS.test(name)) return { kind: "contents" };
    if (heading !== null && outline === null) return { kind: "heading", level: Number(heading[1]) };
    if (TITLE.test(name)) return { kind: "heading", level: 1 };
    if (style.outlineLevel !== null && outline === null) {
      return style.outlineLevel < 9 ? { kind: "heading", level: style.outlineLevel + 1 } : { kind: "text" };
    }
    if (QUOTE.test(name)) return { kind: "quote" };
    if (CODE.test(name)) return { kind: "code" };
  }
  return { kind: "text" };
}

export const isCodeStyle = (styles: OoxmlStyles, styleId: string | null): boolean =>
  styleId !== null && styleChain(styles, styleId).some((style) => CODE.test(style.name));

/** A style may put its paragraphs into a list and leave it to the list to say on which level. */
export function listPlaceOf(
  paragraph: OoxmlParagraph,
  styles: OoxmlStyles,
  numberings: OoxmlNumberings,
): ListPlace | null {
  const chain = styleChain(styles, paragraph.styleId ?? styles.defaultParagraphStyle);
  const listStyle = chain.find((style) => style.list !== null && style.list.id !== null);
  const id = paragraph.list?.id ?? listStyle?.list?.id ?? null;
  if (id === null || id === "0") return null;
  const levels = numberings.get(id)?.levels ?? new Map();
  const byStyle = chain.flatMap((style) => [...levels].filter(([, level]) => level.paragraphStyle === style.id));
  const stated = paragraph.list?.level ?? (paragraph.list === null ? byStyle[0]?.[0] : null);
  const level = stated ?? chain.find((style) => style.list?.level != null)?.list?.level ?? 0;
  return { id, level: Math.min(Math.max(level, 0), 8) };
}

/** Left edge of the paragraph, in twentieths of a point: its own word, then that of its list, then of its style. */
export function indentOf(
  paragraph: OoxmlParagraph,
  place: ListPlace | null,
  styles: OoxmlStyles,
  numberings: OoxmlNumberings,
): number {
  const level = place === null ? null : (numberings.get(place.id)?.levels.get(place.level)?.indentTwips ?? null);
  const chain = styleChain(styles, paragraph.styleId ?? styles.defaultParagraphStyle);
  const ofStyle = chain.find((style) => style.indentTwips !== null)?.indentTwips ?? 0;
  return paragraph.indentTwips ?? level ?? ofStyle;
}
