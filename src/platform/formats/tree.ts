/**
 * One small document tree for every format that is read: Markdown, plain text, HTML, docx.
 * Readers of formats make it, recognisers of domains walk it. It knows nothing of meetings.
 * Line numbers count from 1 in the source; for docx a line is a paragraph in document order.
 */

/** A run of characters that look alike. `href` is the target as written, unchecked. */
export type Span = {
  text: string;
  bold?: true;
  italic?: true;
  struck?: true;
  code?: true;
  href?: string;
};

/** What stands on one visible line: soft and hard breaks both end it. */
export type Line = { line: number; spans: Span[] };

export type Heading = { kind: "heading"; line: number; level: number; lines: Line[] };
export type Paragraph = { kind: "paragraph"; line: number; lines: Line[] };
/** `marker` is as written ("1.", "a)", "-"); `checked` is null where the item has no box. */
export type Item = { line: number; marker: string; checked: boolean | null; blocks: Block[] };
export type List = { kind: "list"; line: number; ordered: boolean; items: Item[] };
export type Cell = { line: number; lines: Line[] };
/** The first row is the header where `header` is true. */
export type Table = { kind: "table"; line: number; header: boolean; rows: Cell[][] };
export type Quote = { kind: "quote"; line: number; blocks: Block[] };
export type Code = { kind: "code"; line: number; lines: Line[] };
export type Rule = { kind: "rule"; line: number };
export type Block = Heading | Paragraph | List | Table | Quote | Code | Rule;

export type Format = "markdown" | "text" | "html" | "docx";

/** What could not be read, said as a value: never an exception. */
export type ReadFault = { line: number | null; words: string; expected: string };

export type DocumentTree = {
  format: Format;
  /** Title and other fields that stand before the text (YAML front matter, HTML head, docx properties). */
  fields: Record<string, string>;
  blocks: Block[];
  faults: ReadFault[];
};
