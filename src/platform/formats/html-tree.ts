import { Blocks, type Container, OpenItem, OpenListElement, OpenTable, OpenTerms } from "./html-containers.ts";
import { flatLevel, flatPlace } from "./html-flat-lists.ts";
import { LineCollector, type Look, lookInside } from "./html-lines.ts";
import { isIgnored, takeMeta, takeTitle } from "./html-page.ts";
import type { Block, DocumentTree, Line, List } from "./tree.ts";

/** Lists, quotations and tables in one another beyond this are read as one level: no report goes so far. */
const CONTAINER_LIMIT = 60;

const BLOCKS = new Set(
  (
    "p div section article main header footer aside address figure figcaption center form fieldset details summary " +
    "body html dd dt legend hgroup caption nav h1 h2 h3 h4 h5 h6 pre blockquote ul ol menu dir li dl table tr td th hr " +
    "thead tbody tfoot"
  ).split(" "),
);

/** What was in force when the element was opened, to be in force again when it is closed. */
type Frame = {
  name: string;
  look: Look;
  containers: number;
  ignored: boolean;
  note: "mark" | "notes" | null;
  line: number;
};

/** Takes the parser's events one after the other; nothing is kept of the page but the tree. */
export class HtmlTreeBuilder {
  readonly #lineAt: (index: number) => number;
  readonly #tree: DocumentTree = { format: "html", fields: {}, blocks: [], faults: [] };
  readonly #frames: Frame[] = [];
  readonly #containers: Container[] = [new Blocks(this.#tree.blocks)];
  readonly #words = new LineCollector();
  #look: Look = {};
  #ignoring = 0;
  #preformatted: { line: number; text: string; code: boolean } | null = null;
  #inHead = false;
  #inNotes = 0;
  #noteNumber = 0;
  /** Stands before the first words of the note, which may lie in a paragraph of their own. */
  #notePrefix = "";

  constructor(lineAt: (index: number) => number) {
    this.#lineAt = lineAt;
  }

  open(name: string, attributes: Record<string, string>, index: number): void {
    const ignored = isIgnored(name, attributes);
    const frame: Frame = {
      name,
      look: this.#look,
      containers: this.#containers.length,
      ignored,
      note: null,
      line: this.#lineAt(index),
    };
    this.#frames.push(frame);
    takeMeta(name, attributes, this.#tree.fields);
    if (ignored) this.#ignoring += 1;
    if (this.#ignoring > 0) return;
    if (BLOCKS.has(name)) this.#flush();
    this.#look = lookInside(this.#look, name, attributes);
    this.#enter(name, attributes, frame.line, frame);
  }

  close(_name: string): void {
    const frame = this.#frames.pop();
    if (frame === undefined) return;
    if (frame.ignored) this.#ignoring -= 1;
    if (this.#ignoring > 0 || frame.ignored) return;
    if (BLOCKS.has(frame.name)) this.#flush(frame.name);
    if (frame.note === "mark") this.#words.add("]", frame.look, frame.line);
    if (frame.note === "notes") this.#inNotes -= 1;
    if (frame.name === "thead") this.#inHead = false;
    this.#look = frame.look;
    while (this.#containers.length > frame.containers) this.#containers.pop()?.close();
  }

  text(text: string, index: number): void {
    const frame = this.#frames.at(-1);
    if (frame?.name === "title") takeTitle(text, this.#tree.fields);
    if (this.#ignoring > 0 || frame?.name === "title") return;
    if (this.#preformatted !== null) {
      this.#preformatted.text += text;
      return;
    }
    const words = text.trimStart();
    const line = this.#lineAt(index + text.length - words.length);
    if (this.#notePrefix !== "" && words !== "") {
      this.#words.add(this.#notePrefix, {}, line);
      this.#notePrefix = "";
    }
    this.#words.add(text, this.#look, line);
  }

  finish(): DocumentTree {
    this.#flush();
    while (this.#containers.length > 1) this.#containers.pop()?.close();
    return this.#tree;
  }

  #enter(name: string, attributes: Record<string, string>, line: number, frame: Frame): void {
    switch (name) {
      case "br":
        this.#break();
        return;
      case "hr":
        if (this.#inNotes === 0) this.#top().put({ kind: "rule", line });
        return;
      case "ul":
      case "ol":
      case "menu":
      case "dir":
        if (this.#inNotes === 0 && this.#hasRoom()) this.#openList(name === "ol", attributes, line);
        return;
      case "li":
        this.#openItem(attributes, line);
        return;
      case "dl":
        if (this.#hasRoom()) this.#containers.push(new OpenTerms(this.#top()));
        return;
      case "blockquote":
        if (this.#hasRoom()) this.#openQuote(line);
        return;
      case "pre":
        this.#preformatted ??= { line, text: "", code: false };
        return;
      case "code":
        if (this.#preformatted?.text.trim() === "") this.#preformatted.code = true;
        return;
      case "input":
        if (attributes.type?.toLowerCase() === "checkbox") this.#check("checked" in attributes, line);
        return;
      default:
        this.#enterTableOrNote(name, attributes, line, frame);
    }
  }

  #enterTableOrNote(name: string, attributes: Record<string, string>, line: number, frame: Frame): void {
    const table = this.#containers.findLast((each) => each instanceof OpenTable);
    if (name === "table" && this.#hasRoom()) this.#containers.push(new OpenTable(this.#top(), attributes, line));
    else if (name === "thead") this.#inHead = true;
    else if (name === "tr") table?.addRow();
    else if ((name === "td" || name === "th") && table !== undefined) {
      this.#containers.push(table.addCell(name, attributes, line, this.#inHead));
    } else if (name === "a" && attributes.role === "doc-noteref") {
      frame.note = "mark";
      this.#look = frame.look;
      this.#words.add("[^", this.#look, line);
    } else if (attributes.role === "doc-endnotes") {
      frame.note = "notes";
      this.#inNotes += 1;
    }
  }

  #openList(ordered: boolean, attributes: Record<string, string>, line: number): void {
    const list: List = { kind: "list", line, ordered, items: [] };
    const level = flatLevel(attributes);
    const top = this.#top();
    if (level === null || !(top instanceof Blocks)) top.put(list);
    else {
      const continues = level > 0 || Number(attributes.start ?? 1) > 1;
      const place = flatPlace(top.blocks, level, continues);
      if (place.list?.ordered === ordered) {
        this.#containers.push(new OpenListElement(place.list, attributes));
        return;
      }
      place.into.push(list);
    }
    this.#containers.push(new OpenListElement(list, attributes));
  }

  /** An item without a list goes into the list before it, or begins one. */
  #openItem(attributes: Record<string, string>, line: number): void {
    if (this.#inNotes > 0) {
      this.#noteNumber += 1;
      this.#notePrefix = `[^${this.#noteNumber}]: `;
      return;
    }
    // The parser leaves an item open where a paragraph in it was never closed: what follows is the next item.
    const around = this.#top() instanceof OpenItem ? this.#containers.at(-2) : this.#top();
    if (!(around instanceof OpenListElement) && this.#hasRoom()) this.#openList(false, {}, line);
    const list = around instanceof OpenListElement ? around : this.#top();
    if (list instanceof OpenListElement) this.#containers.push(list.addItem(attributes, line));
  }

  #openQuote(line: number): void {
    const blocks: Block[] = [];
    this.#top().put({ kind: "quote", line, blocks });
    this.#containers.push(new Blocks(blocks));
  }

  /** A second break on an empty line ends the paragraph, as people mean it. */
  #break(): void {
    if (this.#preformatted !== null) this.#preformatted.text += "\n";
    else if (this.#words.isAtLineStart) this.#flush();
    else this.#words.break();
  }

  #check(checked: boolean, line: number): void {
    const top = this.#top();
    if (top instanceof OpenItem && this.#words.isEmpty && top.check(checked)) return;
    this.#words.add(checked ? "☑ " : "☐ ", this.#look, line);
  }

  #flush(name = ""): void {
    if (name === "pre") this.#flushPreformatted();
    const lines = this.#words.take();
    const line = lines[0]?.line;
    if (line === undefined) return;
    const top = this.#top();
    const level = /^h([1-6])$/.exec(name)?.[1];
    if (level !== undefined) top.put({ kind: "heading", line, level: Number(level), lines });
    else if (name === "dt" && top instanceof OpenTerms) top.putTerm(lines);
    else top.put({ kind: "paragraph", line, lines });
  }

  /** Text set in fixed columns is code only where it says so; else it is text whose line ends and gaps count. */
  #flushPreformatted(): void {
    const open = this.#preformatted;
    if (open === null) return;
    this.#preformatted = null;
    const skipped = /^\r?\n/.exec(open.text)?.[0] ?? "";
    const lines = open.text
      .slice(skipped.length)
      .split("\n")
      .map((text, at): Line => {
        const words = text.replace(/\r$/, "");
        return { line: open.line + at + (skipped === "" ? 0 : 1), spans: words === "" ? [] : [{ text: words }] };
      });
    while (lines.at(-1)?.spans.length === 0) lines.pop();
    const first = lines[0];
    if (first === undefined) return;
    if (open.code) this.#top().put({ kind: "code", line: first.line, lines });
    else for (const paragraph of paragraphsOf(lines)) this.#top().put(paragraph);
  }

  #top(): Container {
    return this.#containers[this.#containers.length - 1] ?? new Blocks(this.#tree.blocks);
  }

  #hasRoom(): boolean {
    return this.#containers.length < CONTAINER_LIMIT;
  }
}

function paragraphsOf(lines: Line[]): Block[] {
  const paragraphs: (Block & { kind: "paragraph" })[] = [];
  let gap = true;
  for (const line of lines) {
    const words = line.spans.map((span) => ({ ...span, text: span.text.trim() })).filter((span) => span.text !== "");
    if (words.length === 0) gap = true;
    else if (gap) paragraphs.push({ kind: "paragraph", line: line.line, lines: [{ line: line.line, spans: words }] });
    else paragraphs.at(-1)?.lines.push({ line: line.line, spans: words });
    if (words.length > 0) gap = false;
  }
  return paragraphs;
}
