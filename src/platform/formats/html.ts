import { Parser } from "htmlparser2";
import { HtmlTreeBuilder } from "./html-tree.ts";
import type { DocumentTree } from "./tree.ts";

/**
 * Elements nested more deeply than this are read as if they stood side by side. Real pages stay below some sixty; the
 * parser searches its stack at every closing tag, so that an unlimited one would cost the square of the size.
 */
const DEPTH_LIMIT = 256;

/** Reads a page, a mail or a piece of either, which begins on line `firstLine`. Any text is HTML of some kind: this never throws. */
export function readHtml(source: string, firstLine = 1): DocumentTree {
  const builder = new HtmlTreeBuilder(lineFinder(source, firstLine));
  const parser = new ShallowParser({
    onopentag: (name, attributes) => builder.open(name, attributes, parser.startIndex),
    onclosetag: (name) => builder.close(name),
    ontext: (text) => builder.text(text, parser.startIndex),
  });
  parser.end(source);
  return builder.finish();
}

/** Gives the line on which the character at an index stands. */
function lineFinder(source: string, firstLine: number): (index: number) => number {
  const ends: number[] = [];
  for (let at = source.indexOf("\n"); at !== -1; at = source.indexOf("\n", at + 1)) ends.push(at);
  return (index) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < index) low = middle + 1;
      else high = middle;
    }
    return low + firstLine;
  };
}

type Handlers = {
  onopentag: (name: string, attributes: Record<string, string>) => void;
  onclosetag: (name: string) => void;
  ontext: (text: string) => void;
};

/** The parser with a limit of depth: past it an element opens and closes at once, as `<br>` does. */
class ShallowParser extends Parser {
  readonly #depth: { now: number };
  #flattens = false;
  #flattened = 0;

  constructor(handlers: Handlers) {
    const depth = { now: 0 };
    super({
      onopentag: (name, attributes) => {
        depth.now += 1;
        handlers.onopentag(name, attributes);
      },
      onclosetag: (name) => {
        depth.now -= 1;
        handlers.onclosetag(name);
      },
      ontext: handlers.ontext,
    });
    this.#depth = depth;
  }

  override onopentagname(start: number, endIndex: number): void {
    this.#flattens = this.#depth.now >= DEPTH_LIMIT;
    if (this.#flattens) this.#flattened += 1;
    super.onopentagname(start, endIndex);
  }

  override onclosetag(start: number, endIndex: number): void {
    this.#flattens = false;
    if (this.#flattened === 0) {
      super.onclosetag(start, endIndex);
      return;
    }
    this.#flattened -= 1;
    this.endIndex = endIndex;
    this.startIndex = endIndex + 1;
  }

  protected override isVoidElement(name: string): boolean {
    return this.#flattens || super.isVoidElement(name);
  }
}
