/** Markup that may be put into a page as it stands. Made by `html`, and by `raw` where a renderer has escaped already. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
  toString(): string {
    return this.markup;
  }
}

export type Fill = string | number | bigint | Html | false | null | undefined | readonly Fill[];

/**
 * Writes markup; whatever is put into it is escaped, for text and for quoted attributes alike. Lists are joined; false,
 * null and undefined leave nothing. An attribute must stand in quotes (a test holds this), and an address that comes
 * from outside goes through `webAddress` first.
 */
export function html(strings: TemplateStringsArray, ...fills: Fill[]): Html {
  const parts = literals(strings);
  let markup = parts[0] ?? "";
  for (let i = 0; i < fills.length; i++) markup += markupOf(fills[i]) + (parts[i + 1] ?? "");
  return new Html(markup);
}

/** For a renderer that has escaped already (Markdown, SVG), and for nothing else. */
export const raw = (markup: string): Html => new Html(markup);

/** Joins pieces with something between them: `join(names, ", ")`. */
export function join(pieces: readonly Fill[], between: Fill): Html {
  const glue = markupOf(between);
  return new Html(pieces.map(markupOf).join(glue));
}

/** A name or other words from outside: isolated, so that its direction of writing stays its own. */
export const bdi = (words: string): Html => new Html(`<bdi>${escapeHtml(words)}</bdi>`);

/** An address from outside: the address itself where it leads to the web or to a mailbox, else null. */
export function webAddress(address: string): string | null {
  if (/^mailto:[^\s<>"]+$/i.test(address)) return address;
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  return (url.protocol === "https:" || url.protocol === "http:") && url.username === "" ? address : null;
}

/**
 * Escapes, and leaves out what a reader cannot see but what changes what others read: control characters, overrides of
 * the direction of writing (Unicode TR 36), zero-width space and no-break. Joiners stay, because scripts need them.
 */
export function escapeHtml(words: string): string {
  if (!NEEDS_CARE.test(words)) return words;
  return words.replace(INVISIBLE, "").replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? "");
}

/** Words as a reader sees them, for a form that is no markup. */
export const visible = (words: string): string => words.replace(INVISIBLE, "");

const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
const NEEDS_CARE = new RegExp(`[&<>"']|${INVISIBLE.source}`, "u");
const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function markupOf(fill: Fill): string {
  if (typeof fill === "string") return escapeHtml(fill);
  if (fill instanceof Html) return fill.markup;
  if (typeof fill === "number" || typeof fill === "bigint") return String(fill);
  if (fill === null || fill === undefined || fill === false) return "";
  let markup = "";
  for (const piece of fill) markup += markupOf(piece);
  return markup;
}

/** The words of a template without the indentation of the source: bytes that nobody reads. */
function literals(strings: TemplateStringsArray): readonly string[] {
  let parts = tightened.get(strings);
  if (!parts) {
    parts = strings.map((part) => part.replace(/\n\s*/g, "\n"));
    tightened.set(strings, parts);
  }
  return parts;
}
const tightened = new WeakMap<TemplateStringsArray, readonly string[]>();
