import MarkdownIt from "markdown-it";
import { escapeHtml, type Html, raw, webAddress } from "./html.ts";

/** Longer than any block a person writes; past it the words are shown as they stand, unparsed. */
const LONGEST = 1_000_000;

/**
 * Markdown of a block as markup. No HTML passes, no picture is loaded (its words become a link), links lead to the web,
 * to a mailbox or within the site. `top` is the level that a first-level heading takes on the page.
 */
export function markdown(source: string, top = 3): Html {
  const known = top === 3 ? parsed.get(source) : undefined;
  if (known) return known;
  const made = raw(parse(source, top));
  if (top === 3) keep(source, made);
  return made;
}

function parse(source: string, top: number): string {
  if (isPlain(source)) return `<p>${escapeHtml(source)}</p>\n`;
  if (source.length > LONGEST) return `<pre>${escapeHtml(source)}</pre>\n`;
  if (isOneParagraph(source)) return `<p>${rendererFor(source).renderInline(source, { top })}</p>\n`;
  return renderer.render(source, { top });
}

/** The words of a block never change, only blocks do: what was parsed lately is kept, up to a number of characters. */
const parsed = new Map<string, Html>();
let mostKept = 4_000_000;
let keptLength = 0;

function keep(source: string, made: Html): void {
  if (source.length > mostKept / 100) return;
  parsed.set(source, made);
  keptLength += source.length + made.markup.length;
  for (const [oldest, old] of parsed) {
    if (keptLength <= mostKept) return;
    parsed.delete(oldest);
    keptLength -= oldest.length + old.markup.length;
  }
}

/** For measurements of what parsing takes: from now on nothing is kept. */
export function parseAlways(): void {
  parsed.clear();
  mostKept = 0;
}

/** The same for words within a line: a title, a cell, an action. */
export function markdownInline(source: string): Html {
  if (isPlain(source) || source.length > LONGEST) return raw(escapeHtml(source));
  return raw(rendererFor(source).renderInline(source, { top: 3 }));
}

/** Most of what people say is one line without any mark: no parser needs to look at it. */
const isPlain = (source: string): boolean =>
  source.length > 0 && !/[*_`[\]<>&\\|~\n\r\t]|:\/\/|mailto:|^[\s#=+\-\d(]|\s$|\s\s/.test(source);

/** One line that begins with a letter or with emphasis can begin no list, heading, table or rule. */
const isOneParagraph = (source: string): boolean => /^(?:\p{L}|\*{1,2}[\p{L}])[^\n\r]*\S$/u.test(source);

const renderer = prepare(true);
/** For lines in which no address is written out. */
const unlinked = prepare(false);

function prepare(linkify: boolean) {
  const md = new MarkdownIt({ html: false, linkify, breaks: false });
  // Only addresses written out become links: "notes.md" is a file, and a mailbox is not to be harvested.
  md.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
  const { normalizeLink } = md;
  md.normalizeLink = (address) => (SIMPLE_ADDRESS.test(address) ? address : normalizeLink(address));
  md.validateLink = (address) => webAddress(address) !== null || /^(#|\/(?![/\\]))/.test(address);
  const rules = md.renderer.rules;
  rules.text = (tokens, at) => escapeHtml(tokens[at]?.content ?? "");
  rules.code_inline = (tokens, at) => `<code>${escapeHtml(tokens[at]?.content ?? "")}</code>`;
  rules.code_block = (tokens, at) => `<pre>${escapeHtml(tokens[at]?.content ?? "")}</pre>\n`;
  rules.fence = rules.code_block;
  rules.link_open = (tokens, at) => linkOpen(String(tokens[at]?.attrGet("href") ?? ""));
  rules.image = (tokens, at) => imageAsLink(tokens, at);
  rules.heading_open = (tokens, at, _options, env) => `<h${levelOf(tokens[at]?.tag, env)}>`;
  rules.heading_close = (tokens, at, _options, env) => `</h${levelOf(tokens[at]?.tag, env)}>\n`;
  rules.table_open = () => `<div class="scroll" tabindex="0"><table>\n`;
  rules.table_close = () => "</table></div>\n";
  // Alignment comes as a style attribute, which the page's policy does not let through.
  rules.td_open = () => "<td>";
  rules.th_open = () => "<th>";
  return md;
}

const rendererFor = (source: string) => (source.includes("://") || source.includes("mailto:") ? renderer : unlinked);

/** Addresses in which nothing needs to be encoded. */
const SIMPLE_ADDRESS = /^https?:\/\/[a-z0-9.-]+(?:[/?#][\w.~!$&'()*+,;=:@/?#-]*)?$/;

const linkOpen = (address: string): string =>
  /^[#/]/.test(address)
    ? `<a href="${escapeHtml(address)}">`
    : `<a href="${escapeHtml(address)}" rel="nofollow noopener">`;

type Tokens = Parameters<typeof MarkdownIt.prototype.renderer.render>[0];

/** A remote picture tells its server who reads. Its description stands in its place, as a link where none is open. */
function imageAsLink(tokens: Tokens, at: number): string {
  const image = tokens[at];
  const words = escapeHtml(image?.content || "image");
  const address = webAddress(String(image?.attrGet("src") ?? ""));
  return address === null || insideLink(tokens, at) ? words : `${linkOpen(address)}${words}</a>`;
}

function insideLink(tokens: Tokens, at: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - 50); i--) {
    if (tokens[i]?.type === "link_close") return false;
    if (tokens[i]?.type === "link_open") return true;
  }
  return false;
}

function levelOf(tag: string | undefined, env: unknown): number {
  const top = typeof env === "object" && env !== null && "top" in env && typeof env.top === "number" ? env.top : 3;
  return Math.min(6, Number(tag?.slice(1) ?? 1) + top - 1);
}
