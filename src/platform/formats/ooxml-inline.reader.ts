import { type OoxmlLooks, readLooks } from "./ooxml-styles.ts";
import { symbolText } from "./ooxml-symbols.ts";
import { changeOf, type OoxmlBlock, type OoxmlChange, type OoxmlInline } from "./ooxml-text.ts";
import { alternative, attribute, child, childValue, type XmlElement } from "./ooxml-xml.ts";

type Context = { href: string | null; changes: OoxmlChange[] };

/** A field has an instruction ("HYPERLINK …") and a result, which is what the page shows. They may lie in each other. */
type Field = { instruction: string; inResult: boolean };
const FIELD_DEPTH_LIMIT = 50;

/** Elements that only wrap runs. */
const WRAPPERS = new Set(["w:smartTag", "w:customXml", "w:dir", "w:bdo", "w:sdtContent"]);

type Read = { inlines: OoxmlInline[]; boxes: OoxmlBlock[]; rule: boolean };

/** Turns what stands in a paragraph into runs, breaks and anchors. Fields reach over paragraphs, so it keeps them. */
export class InlineReader {
  readonly #links: Map<string, string>;
  readonly #readBlock: (element: XmlElement) => OoxmlBlock[];
  readonly #fields: Field[] = [];
  #read: Read = { inlines: [], boxes: [], rule: false };

  constructor(links: Map<string, string>, readBlock: (element: XmlElement) => OoxmlBlock[]) {
    this.#links = links;
    this.#readBlock = readBlock;
  }

  read(paragraph: XmlElement): Read {
    const outer = this.#read;
    const read: Read = { inlines: [], boxes: [], rule: false };
    this.#read = read;
    this.#readAll(paragraph, { href: null, changes: [] });
    this.#read = outer;
    return read;
  }

  #readAll(element: XmlElement, context: Context): void {
    for (const each of element.children) this.#readInline(each, context);
  }

  #readInline(element: XmlElement, context: Context): void {
    const change = changeOf(element);
    if (change !== null) {
      this.#readAll(element, { ...context, changes: [...context.changes, change] });
      return;
    }
    if (WRAPPERS.has(element.name)) {
      this.#readAll(element, context);
      return;
    }
    switch (element.name) {
      case "w:r":
        this.#readRun(element, context);
        return;
      case "w:hyperlink":
        this.#readAll(element, { ...context, href: this.#target(element) ?? context.href });
        return;
      case "w:fldSimple":
        this.#readAll(element, {
          ...context,
          href: fieldTarget(attribute(element, "w:instr") ?? "") ?? context.href,
        });
        return;
      case "w:sdt":
        this.#readControl(element, context);
        return;
      case "w:commentRangeStart":
        this.#anchor("comment-start", element);
        return;
      case "w:commentRangeEnd":
        this.#anchor("comment-end", element);
        return;
      case "mc:AlternateContent":
        for (const each of alternative(element)) this.#readInline(each, context);
        return;
      case "m:oMath":
      case "m:oMathPara":
        this.#say(mathText(element), readLooks(null), null, context);
        return;
    }
  }

  #readRun(run: XmlElement, context: Context): void {
    const properties = child(run, "w:rPr");
    const looks = readLooks(properties);
    const styleId = properties === null ? null : childValue(properties, "w:rStyle");
    for (const element of run.children) this.#readPiece(element, looks, styleId, context);
  }

  #readPiece(element: XmlElement, looks: OoxmlLooks, styleId: string | null, context: Context): void {
    switch (element.name) {
      case "w:t":
      case "w:delText":
        this.#say(spaced(element), looks, styleId, context);
        return;
      case "w:tab":
      case "w:ptab":
        this.#say("\t", looks, styleId, context);
        return;
      case "w:noBreakHyphen":
        this.#say("-", looks, styleId, context);
        return;
      case "w:sym":
        this.#say(symbolText(attribute(element, "w:font"), attribute(element, "w:char")), looks, styleId, context);
        return;
      case "w:br":
      case "w:cr":
        if (this.#shows()) this.#read.inlines.push({ kind: "break", changes: context.changes });
        return;
      case "w:fldChar":
        this.#readFieldMark(element, context);
        return;
      case "w:instrText":
        this.#instruct(element.text);
        return;
      case "w:footnoteReference":
        this.#note("footnote", element, context);
        return;
      case "w:endnoteReference":
        this.#note("endnote", element, context);
        return;
      case "w:commentReference":
        this.#anchor("comment-mark", element);
        return;
      case "w:ruby":
        this.#readAll(child(element, "w:rubyBase") ?? element, context);
        return;
      case "w:drawing":
      case "w:pict":
      case "w:object":
        this.#readDrawing(element);
        return;
      case "mc:AlternateContent":
        for (const each of alternative(element)) this.#readPiece(each, looks, styleId, context);
        return;
    }
  }

  #say(text: string, looks: OoxmlLooks, styleId: string | null, context: Context): void {
    if (text === "" || !this.#shows()) return;
    const href = this.#fieldHref() ?? context.href;
    this.#read.inlines.push({ kind: "run", text, looks, styleId, href, changes: context.changes });
  }

  #readControl(element: XmlElement, context: Context): void {
    const properties = child(element, "w:sdtPr");
    const box = properties === null ? null : child(properties, "w14:checkbox");
    const content = child(element, "w:sdtContent");
    if (box !== null) {
      const checked = child(box, "w14:checked");
      const state = checked === null ? "0" : (attribute(checked, "w14:val") ?? "1");
      this.#say(boxText(!["0", "false", "off"].includes(state)), readLooks(null), null, context);
    } else if (content !== null) this.#readAll(content, context);
  }

  #readFieldMark(element: XmlElement, context: Context): void {
    const kind = attribute(element, "w:fldCharType");
    const field = this.#fields.at(-1);
    if (kind === "begin") {
      const box = child(child(element, "w:ffData") ?? element, "w:checkBox");
      if (box !== null) {
        const state =
          childValue(box, "w:checked") ?? (child(box, "w:checked") === null ? childValue(box, "w:default") : "1");
        this.#say(boxText(!["0", "false", "off"].includes(state ?? "0")), readLooks(null), null, context);
      }
      if (this.#fields.length < FIELD_DEPTH_LIMIT) this.#fields.push({ instruction: "", inResult: false });
    } else if (kind === "separate" && field !== undefined) field.inResult = true;
    else if (kind === "end") this.#fields.pop();
  }

  #instruct(words: string): void {
    const field = this.#fields.at(-1);
    if (field !== undefined && !field.inResult && field.instruction.length < 4000) field.instruction += words;
  }

  #shows(): boolean {
    return this.#fields.every((field) => field.inResult);
  }

  #fieldHref(): string | null {
    return this.#fields.map((field) => fieldTarget(field.instruction)).findLast((href) => href !== null) ?? null;
  }

  #target(hyperlink: XmlElement): string | null {
    const anchor = attribute(hyperlink, "w:anchor");
    const target = this.#links.get(attribute(hyperlink, "r:id") ?? "") ?? "";
    const href = target + (anchor === null ? "" : `#${anchor}`);
    return href === "" ? null : href;
  }

  #note(note: "footnote" | "endnote", element: XmlElement, context: Context): void {
    const id = attribute(element, "w:id");
    if (id !== null) this.#read.inlines.push({ kind: "note", note, id, changes: context.changes });
  }

  #anchor(kind: "comment-start" | "comment-end" | "comment-mark", element: XmlElement): void {
    const id = attribute(element, "w:id");
    if (id !== null) this.#read.inlines.push({ kind, id });
  }

  #readDrawing(element: XmlElement): void {
    const read = this.#read;
    for (const each of element.name === "mc:AlternateContent" ? alternative(element) : element.children) {
      if (each.name === "w:txbxContent") read.boxes.push(...each.children.flatMap((block) => this.#readBlock(block)));
      else if (each.name === "v:rect" && attribute(each, "o:hr") !== null) read.rule = true;
      else this.#readDrawing(each);
    }
  }
}

const boxText = (checked: boolean): string => (checked ? "☒" : "☐");

/** Without `xml:space="preserve"` the space around the words belongs to the file, not to the text. */
const spaced = (element: XmlElement): string =>
  attribute(element, "xml:space") === "preserve" ? element.text : element.text.trim();

const mathText = (element: XmlElement): string =>
  element.name === "m:t" ? element.text : element.children.map(mathText).join("");

/** Target of a HYPERLINK field; `\l` names a place in the document itself. */
function fieldTarget(instruction: string): string | null {
  const found = /^\s*HYPERLINK\s+(\\l\s+)?"([^"]*)"(?:\s+\\l\s+"([^"]*)")?/i.exec(instruction);
  if (found === null) return null;
  const [, inside, target = "", place] = found;
  return inside === undefined ? target + (place === undefined ? "" : `#${place}`) : `#${target}`;
}
