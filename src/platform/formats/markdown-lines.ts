/** The inline tokens of markdown-it as visible lines of spans. */
import type { Token } from "markdown-it";
import type { Item, Line, Span } from "./tree.ts";

type Style = { bold: number; italic: number; struck: number; hrefs: string[] };

/** `line` is the source line of the token's first character; soft and hard breaks both begin a new one. */
export function linesOf(tokens: Token[], line: number): Line[] {
  const style: Style = { bold: 0, italic: 0, struck: 0, hrefs: [] };
  const lines: Line[] = [{ line, spans: [] }];
  let at = line;
  for (const token of tokens) {
    const current = lines[lines.length - 1];
    if (current === undefined) break;
    if (token.type === "softbreak" || token.type === "hardbreak") {
      at += 1;
      lines.push({ line: at, spans: [] });
    } else if (token.type === "html_inline") {
      const breaks = takeTag(token.content, style);
      at += countNewlines(token.content);
      if (breaks) lines.push({ line: at, spans: [] });
    } else if (token.type === "text" || token.type === "code_inline" || token.type === "text_special") {
      addSpan(current.spans, token.content, style, token.type === "code_inline");
    } else if (token.type === "image") {
      // A picture has no words of its own for a record; its description would read like text.
    } else takeMark(token, style);
  }
  return lines.filter((each) => each.spans.length > 0);
}

/** The words of a line without their look; runs of white space and invisible characters become one space. */
export function plain(line: Line): string {
  if (line.spans.length === 1) return tidy(line.spans[0]?.text ?? "");
  let text = "";
  for (const span of line.spans) text += span.text;
  return tidy(text);
}

/** Most lines are tidy already; one look is cheaper than two replacements. */
const UNTIDY =
  /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00a0\t\n\r\v\f\u2000-\u200a\u2028\u2029\u202f\u3000]| {2}|^ | $/;

/** Zero-width and directional characters dropped, white space made one space. */
export function tidy(text: string): string {
  if (!UNTIDY.test(text)) return text;
  return text
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

const BOX = /^\s*(?:\[( |x|X|✓|✔)?\]|([☐☑☒✅✓✔🗹❌]))\s*/u;

/** Most items begin with a letter or a digit, and have no box. */
const PLAIN_START = /^\w/;

/** A box at the start of an item ("[x]", "☑") is taken off its words and kept as `checked`. */
export function takeBox(item: Item): void {
  const first = item.blocks[0];
  if (first?.kind !== "paragraph" && first?.kind !== "heading") return;
  const span = first.lines[0]?.spans[0];
  if (span === undefined || PLAIN_START.test(span.text)) return;
  const match = BOX.exec(span.text);
  if (match === null || span.href !== undefined) return;
  const mark = match[1] ?? match[2] ?? " ";
  item.checked = !(mark === " " || mark === "☐" || mark === "❌");
  span.text = span.text.slice(match[0].length);
}

function takeMark(token: Token, style: Style): void {
  if (token.type === "strong_open" || token.type === "strong_close") style.bold += token.nesting;
  else if (token.type === "em_open" || token.type === "em_close") style.italic += token.nesting;
  else if (token.type === "s_open" || token.type === "s_close") style.struck += token.nesting;
  else if (token.type === "link_open") style.hrefs.push(String(token.attrGet("href") ?? ""));
  else if (token.type === "link_close") style.hrefs.pop();
}

const TAG = /^<(\/?)([a-z][a-z0-9]*)/i;
const HREF = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i;

/** One HTML tag as markdown-it cut it out. True where it ends the visible line. */
function takeTag(tag: string, style: Style): boolean {
  const match = TAG.exec(tag);
  const name = match?.[2]?.toLowerCase();
  if (name === undefined || match === null) return false;
  const step = match[1] === "/" ? -1 : 1;
  if (name === "b" || name === "strong") style.bold = Math.max(0, style.bold + step);
  else if (name === "i" || name === "em") style.italic = Math.max(0, style.italic + step);
  else if (name === "s" || name === "del" || name === "strike") style.struck = Math.max(0, style.struck + step);
  else if (name === "a") takeAnchor(tag, step, style);
  return name === "br" || name === "p";
}

function takeAnchor(tag: string, step: number, style: Style): void {
  if (step < 0) {
    style.hrefs.pop();
    return;
  }
  const match = HREF.exec(tag);
  style.hrefs.push(match?.[1] ?? match?.[2] ?? match?.[3] ?? "");
}

function addSpan(spans: Span[], text: string, style: Style, code: boolean): void {
  if (text === "") return;
  const href = style.hrefs[style.hrefs.length - 1];
  const last = spans[spans.length - 1];
  const bold = style.bold > 0;
  const italic = style.italic > 0;
  const struck = style.struck > 0;
  if (
    last !== undefined &&
    (last.bold ?? false) === bold &&
    (last.italic ?? false) === italic &&
    (last.struck ?? false) === struck &&
    (last.code ?? false) === code &&
    last.href === href
  ) {
    last.text += text;
    return;
  }
  spans.push({
    text,
    ...(bold ? { bold: true as const } : {}),
    ...(italic ? { italic: true as const } : {}),
    ...(struck ? { struck: true as const } : {}),
    ...(code ? { code: true as const } : {}),
    ...(href === undefined ? {} : { href }),
  });
}

function countNewlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}
