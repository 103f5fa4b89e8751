/** Markdown as one document tree. markdown-it alone parses; here its tokens are put in order. */
import MarkdownIt, { type Token } from "markdown-it";
import { readHtml } from "./html.ts";
import { linesOf, takeBox } from "./markdown-lines.ts";
import { readPlainText } from "./plain-text.ts";
import type { Block, Cell, DocumentTree, Heading, Item, Line, List, Paragraph, Quote, Table } from "./tree.ts";

const parser = new MarkdownIt({ html: true, linkify: false, typographer: false });

/** Any text is Markdown: this never throws. */
export function readMarkdown(source: string): DocumentTree {
  const { fields, body, offset } = splitFrontMatter(source);
  return { format: "markdown", fields, blocks: blocksOf(parser.parse(body, {}), offset), faults: [] };
}

type Open =
  | { kind: "blocks"; blocks: Block[]; item?: Item }
  | { kind: "list"; list: List }
  | { kind: "table"; table: Table }
  | { kind: "leaf"; block: Heading | Paragraph | Cell };

/** Walks the flat token list with a stack of its own, so that depth costs no call stack. */
function blocksOf(tokens: Token[], offset: number): Block[] {
  const root: Block[] = [];
  const stack: Open[] = [{ kind: "blocks", blocks: root }];
  let line = offset + 1;
  for (const token of tokens) {
    if (token.map !== null) line = token.map[0] + offset + 1;
    const top = stack[stack.length - 1];
    if (top === undefined) break;
    if (token.nesting === -1) close(stack);
    else if (token.nesting === 1) stack.push(open(token, top, line));
    else leaf(token, top, line);
  }
  return root;
}

function close(stack: Open[]): void {
  const done = stack.pop();
  if (done?.kind === "blocks" && done.item !== undefined) takeBox(done.item);
}

/** Puts the opened thing into what is open above it and returns what now takes in the tokens. */
function open(token: Token, top: Open, line: number): Open {
  switch (token.type) {
    case "heading_open":
      return add(top, { kind: "heading", line, level: Number(token.tag.slice(1)), lines: [] });
    case "paragraph_open":
      return add(top, { kind: "paragraph", line, lines: [] });
    case "bullet_list_open":
    case "ordered_list_open": {
      const list: List = { kind: "list", line, ordered: token.type === "ordered_list_open", items: [] };
      push(top, list);
      return { kind: "list", list };
    }
    case "list_item_open":
      return openItem(token, top, line);
    case "blockquote_open": {
      const quote: Quote = { kind: "quote", line, blocks: [] };
      push(top, quote);
      return { kind: "blocks", blocks: quote.blocks };
    }
    case "table_open": {
      const table: Table = { kind: "table", line, header: true, rows: [] };
      push(top, table);
      return { kind: "table", table };
    }
    default:
      return openInTable(token, top, line);
  }
}

function openItem(token: Token, top: Open, line: number): Open {
  const item: Item = { line, marker: `${token.info}${token.markup}`, checked: null, blocks: [] };
  if (top.kind === "list") top.list.items.push(item);
  return { kind: "blocks", blocks: item.blocks, item };
}

function openInTable(token: Token, top: Open, line: number): Open {
  if (top.kind !== "table") return top;
  if (token.type === "tr_open") top.table.rows.push([]);
  if (token.type !== "th_open" && token.type !== "td_open") return top;
  const cell: Cell = { line, lines: [] };
  top.table.rows[top.table.rows.length - 1]?.push(cell);
  return { kind: "leaf", block: cell };
}

function leaf(token: Token, top: Open, line: number): void {
  if (token.type === "inline") {
    if (top.kind === "leaf") top.block.lines = linesOf(token.children ?? [], line);
  } else if (token.type === "hr") push(top, { kind: "rule", line });
  else if (token.type === "fence") push(top, { kind: "code", line, lines: rawLines(token.content, line + 1) });
  else if (token.type === "code_block") takeIndented(token.content, top, line);
  else if (token.type === "html_block") takeHtml(token.content, top, line);
}

/** Minutes hold no programs: what stands indented is a list or a paragraph like any other. */
function takeIndented(content: string, top: Open, line: number): void {
  for (const block of readPlainText(content, line).blocks) push(top, block);
}

/** A table or a list written in HTML is read as one; a comment or a lone tag has no words. */
function takeHtml(html: string, top: Open, line: number): void {
  if (html.startsWith("<!--") && html.indexOf("-->") >= html.trimEnd().length - 3) return;
  for (const block of readHtml(html, line).blocks) push(top, block);
}

function rawLines(content: string, line: number): Line[] {
  return content
    .split("\n")
    .map((text, index) => ({ line: line + index, spans: [{ text: text.trim() }] }))
    .filter((each) => each.spans[0]?.text !== "");
}

function add(top: Open, block: Heading | Paragraph): Open {
  push(top, block);
  return { kind: "leaf", block };
}

function push(top: Open, block: Block): void {
  if (top.kind === "blocks") top.blocks.push(block);
}

const FIELD = /^([A-Za-z][\w-]*)\s*:\s*(.*)$/;

/** YAML front matter: only its plain `name: value` lines are read, each a string. */
function splitFrontMatter(source: string): { fields: Record<string, string>; body: string; offset: number } {
  const text = source.startsWith("\ufeff") ? source.slice(1) : source;
  const none = { fields: {}, body: text, offset: 0 };
  if (!/^---[ \t]*\r?\n/.test(text)) return none;
  const close = /\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/.exec(text.slice(3));
  if (close === null) return none;
  const fields: [string, string][] = [];
  const head = text.slice(3, 3 + close.index).split("\n");
  for (const each of head) {
    const match = FIELD.exec(each.trim());
    if (match?.[1] !== undefined) fields.push([match[1], unquote(match[2] ?? "")]);
  }
  if (fields.length === 0) return none;
  const end = 3 + close.index + close[0].length;
  return {
    fields: Object.fromEntries(fields),
    body: text.slice(end),
    offset: text.slice(0, end).split("\n").length - 1,
  };
}

function unquote(value: string): string {
  const match = /^(["'])(.*)\1$/.exec(value);
  return match?.[2] ?? value;
}
