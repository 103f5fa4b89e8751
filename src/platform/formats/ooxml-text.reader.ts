import { InlineReader } from "./ooxml-inline.reader.ts";
import { readParagraphSettings, wholeNumber } from "./ooxml-styles.ts";
import {
  changeOf,
  type OoxmlBlock,
  type OoxmlCell,
  type OoxmlChange,
  type OoxmlParagraph,
  type OoxmlRow,
} from "./ooxml-text.ts";
import { alternative, attribute, child, childValue, type XmlElement } from "./ooxml-xml.ts";
import { unreadable } from "./unreadable.ts";

const PARAGRAPH_LIMIT = 100_000;

/** A table may say that a cell spans any number of columns; Word stops at 63. */
const COLUMN_LIMIT = 63;

/** Elements that only wrap blocks: content controls, custom XML, and ranges of moved or changed blocks. */
const WRAPPERS = new Set(["w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "mc:Choice", "mc:Fallback"]);

/** Turns elements of the text into blocks, counting paragraphs on the way. */
export class BlockReader {
  readonly unreadParts: { kind: string; paragraph: number }[] = [];
  readonly #inlines: InlineReader;
  readonly #count: { paragraphs: number };

  constructor(links: Map<string, string>, count = { paragraphs: 0 }) {
    this.#count = count;
    this.#inlines = new InlineReader(links, (element) => this.readBlock(element));
  }

  /** A reader for another part with links of its own that goes on counting. */
  continueWith(links: Map<string, string>): BlockReader {
    return new BlockReader(links, this.#count);
  }

  readBlock(element: XmlElement): OoxmlBlock[] {
    if (element.name === "w:p") return this.#readParagraph(element);
    if (element.name === "w:tbl") return [{ kind: "table", rows: this.#readRows(element) }];
    if (element.name === "mc:AlternateContent") return alternative(element).flatMap((each) => this.readBlock(each));
    if (element.name === "w:altChunk" || element.name === "w:subDoc") {
      this.unreadParts.push({ kind: element.name, paragraph: this.#count.paragraphs });
    }
    return WRAPPERS.has(element.name) ? element.children.flatMap((each) => this.readBlock(each)) : [];
  }

  /** Text boxes that hang on the paragraph follow it. */
  #readParagraph(element: XmlElement): OoxmlBlock[] {
    this.#count.paragraphs += 1;
    if (this.#count.paragraphs > PARAGRAPH_LIMIT) throw unreadable.tooLong();
    const number = this.#count.paragraphs;
    const properties = child(element, "w:pPr");
    const { inlines, boxes, rule } = this.#inlines.read(element);
    const mark = properties === null ? null : child(properties, "w:rPr");
    const paragraph: OoxmlParagraph = {
      kind: "paragraph",
      number,
      styleId: properties === null ? null : childValue(properties, "w:pStyle"),
      ...readParagraphSettings(properties),
      inlines,
      endChanges: mark === null ? [] : changesIn(mark),
      rule,
    };
    return [paragraph, ...boxes];
  }

  #readRows(table: XmlElement): OoxmlRow[] {
    return within(table, "w:tr").map((row) => {
      const properties = child(row, "w:trPr");
      const header = properties === null ? null : child(properties, "w:tblHeader");
      return {
        header: header !== null && !["0", "false", "off"].includes(attribute(header, "w:val") ?? "1"),
        changes: properties === null ? [] : changesIn(properties),
        cells: within(row, "w:tc").map((cell) => this.#readCell(cell)),
      };
    });
  }

  #readCell(cell: XmlElement): OoxmlCell {
    const properties = child(cell, "w:tcPr");
    const merge = properties === null ? null : child(properties, "w:vMerge");
    const columns = wholeNumber(properties === null ? null : childValue(properties, "w:gridSpan")) ?? 1;
    return {
      columns: Math.min(Math.max(columns, 1), COLUMN_LIMIT),
      continuesAbove: merge !== null && (attribute(merge, "w:val") ?? "continue") === "continue",
      blocks: cell.children.flatMap((each) => this.readBlock(each)),
    };
  }
}

/** Rows of a table, or cells of a row, also where content controls or the like wrap them. */
function within(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((each) =>
    each.name === name ? [each] : WRAPPERS.has(each.name) ? within(each, name) : [],
  );
}

const changesIn = (properties: XmlElement): OoxmlChange[] =>
  properties.children.map(changeOf).filter((change) => change !== null);
