import type { Line, Span } from "./tree.ts";
import { addSpan, trimmed } from "./tree-lines.ts";

/** How the words inside an element look. */
export type Look = Omit<Span, "text">;

const LOOKS = new Map<string, Look>([
  ["b", { bold: true }],
  ["strong", { bold: true }],
  ["i", { italic: true }],
  ["em", { italic: true }],
  ["s", { struck: true }],
  ["del", { struck: true }],
  ["strike", { struck: true }],
  ["code", { code: true }],
  ["kbd", { code: true }],
  ["samp", { code: true }],
  ["tt", { code: true }],
]);

/** The look inside an element: that around it, with what its name and its style attribute add or take away. */
export function lookInside(outer: Look, name: string, attributes: Record<string, string>): Look {
  const own = LOOKS.get(name);
  const style = attributes.style ?? "";
  const href = name === "a" ? attributes.href : undefined;
  if (own === undefined && style === "" && href === undefined) return outer;
  const look: Look = { ...outer, ...own };
  if (href !== undefined) look.href = href.trim();
  for (const declaration of style.split(";")) addStyle(look, declaration);
  return look;
}

/** Word processors and mail programs write looks as styles; Google Docs wraps all in `<b style="font-weight:normal">`. */
function addStyle(look: Look, declaration: string): void {
  const colon = declaration.indexOf(":");
  const name = declaration.slice(0, Math.max(colon, 0)).trim().toLowerCase();
  const value = declaration
    .slice(colon + 1)
    .trim()
    .toLowerCase();
  if (name === "font-weight") {
    if (value === "bold" || value === "bolder" || /^[6-9]00$/.test(value)) look.bold = true;
    else delete look.bold;
  } else if (name === "font-style" && value === "italic") look.italic = true;
  else if (name.startsWith("text-decoration") && value.includes("line-through")) look.struck = true;
}

/** Collects the words between two block marks as visible lines: white space is one space, and `<br>` begins a line. */
export class LineCollector {
  #lines: Line[] = [];
  #current: Line | null = null;
  #endsInSpace = true;

  /** `line` is that of the first character that is not white space. */
  add(text: string, look: Look, line: number): void {
    const collapsed = text.replace(/[ \t\r\n\f]+/g, " ");
    const words = this.#endsInSpace && collapsed.startsWith(" ") ? collapsed.slice(1) : collapsed;
    if (words === "") return;
    this.#current ??= { line, spans: [] };
    addSpan(this.#current, { text: words, ...look });
    this.#endsInSpace = words.endsWith(" ");
  }

  get isAtLineStart(): boolean {
    return this.#current === null;
  }

  get isEmpty(): boolean {
    return this.#current === null && this.#lines.length === 0;
  }

  break(): void {
    if (this.#current !== null) this.#lines.push(this.#current);
    this.#current = null;
    this.#endsInSpace = true;
  }

  /** Gives what was collected and begins anew. */
  take(): Line[] {
    this.break();
    const lines = trimmed(this.#lines);
    this.#lines = [];
    return lines;
  }
}
