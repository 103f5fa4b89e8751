import type { OoxmlLooks, OoxmlParagraphSettings } from "./ooxml-styles.ts";
import { attribute, type XmlElement } from "./ooxml-xml.ts";

/** A tracked change. `at` is as written: Word gives local time without a zone. */
export type OoxmlChange = {
  kind: "inserted" | "deleted" | "moved-from" | "moved-to";
  id: string | null;
  author: string | null;
  at: string | null;
};

/** Changes that a piece of text lies in, outermost first: what one person inserted another may have deleted. */
type Tracked = { changes: OoxmlChange[] };

export type OoxmlRun = Tracked & {
  kind: "run";
  text: string;
  looks: OoxmlLooks;
  styleId: string | null;
  /** Where a hyperlink leads, as written; "#name" inside the document. Never opened. */
  href: string | null;
};
export type OoxmlBreak = Tracked & { kind: "break" };
export type OoxmlNoteMark = Tracked & { kind: "note"; note: "footnote" | "endnote"; id: string };
/** A comment is about what stands between its start and its end; its mark is where it is shown. */
export type OoxmlCommentAnchor = { kind: "comment-start" | "comment-end" | "comment-mark"; id: string };
export type OoxmlInline = OoxmlRun | OoxmlBreak | OoxmlNoteMark | OoxmlCommentAnchor;

export type OoxmlParagraph = OoxmlParagraphSettings & {
  kind: "paragraph";
  /** Place among all paragraphs in document order, those of tables included, from 1. */
  number: number;
  styleId: string | null;
  inlines: OoxmlInline[];
  /** Changes of the paragraph's end: where it is deleted, the next paragraph continues this one. */
  endChanges: OoxmlChange[];
  /** A horizontal line drawn in the text. */
  rule: boolean;
};

export type OoxmlCell = { columns: number; continuesAbove: boolean; blocks: OoxmlBlock[] };
export type OoxmlRow = Tracked & { header: boolean; cells: OoxmlCell[] };
export type OoxmlTable = { kind: "table"; rows: OoxmlRow[] };
export type OoxmlBlock = OoxmlParagraph | OoxmlTable;

/** Whether the text stands if all tracked changes are accepted. */
export const stands = (changes: OoxmlChange[]): boolean =>
  changes.every((change) => change.kind === "inserted" || change.kind === "moved-to");

const KINDS = new Map<string, OoxmlChange["kind"]>([
  ["w:ins", "inserted"],
  ["w:del", "deleted"],
  ["w:moveFrom", "moved-from"],
  ["w:moveTo", "moved-to"],
]);

/** The tracked change that an element stands for, where it stands for one. */
export function changeOf(element: XmlElement): OoxmlChange | null {
  const kind = KINDS.get(element.name);
  if (kind === undefined) return null;
  const [id, author, at] = ["w:id", "w:author", "w:date"].map((name) => attribute(element, name));
  return { kind, id: id ?? null, author: author ?? null, at: at ?? null };
}
