/** Forms of headings that no format marks: bold lines, "Agenda:" alone, "3. Words" between paragraphs. */
import { plain } from "../../platform/formats/markdown-lines.ts";
import type { Block, Line, List } from "../../platform/formats/tree.ts";
import { roleOf } from "./section-role.ts";
import { numberOf } from "./written-number.ts";

const LABEL =
  /^(?:(?:item|agenda item|point|topic|section)\s+#?((?:\d{1,3}(?:\.\d{1,3}){0,3})|[A-Z]|[IVX]{1,6})\s?[.)\]:–-]?|\(?((?:\d{1,3}(?:\.\d{1,3}){0,3})|[A-Z]|[IVX]{1,6})[.)\]])(?:\s+(?=\S)|(?=\p{L}{2}))/iu;
const NUMBER_ALONE = /^(\d{1,2}(?:\.\d{1,2})+|\d{2,4}\/\d{1,4})\s+(?=\p{Lu})/u;

/** "C049/23", "2021-17/4": the number of a minute in the year's series, before the number of the point or its title. */
const REFERENCE = /^(?:[A-Z]{0,4}\d{1,4}[-/]){1,2}\d{2,4}\.?\s+(?=\d{1,2}[.)]\s|\p{Lu})/u;

/** "E) Parliamentary Track" as label and title; closing colon dropped. */
export function splitLabel(written: string): { title: string; label: string | null } {
  const reference = /^[A-Z]{1,4}\d/.test(written) ? REFERENCE.exec(written) : null;
  const text = reference === null ? written : written.slice(reference[0].length);
  const match = LABEL.exec(text) ?? NUMBER_ALONE.exec(text);
  const title = (match === null ? text : text.slice(match[0].length)).replace(/\s*:\s*$/, "").trim();
  if (match === null || title === "") return { title: title === "" ? text : title, label: null };
  return { title, label: match[1] ?? match[2] ?? null };
}

/** A paragraph of one line, bold from end to end, that reads like a title rather than like a sentence. */
export function isBoldHeading(line: Line, text: string): boolean {
  if (text.length > 120 || text === "") return false;
  const words = line.spans.filter((span) => /[\p{L}\p{N}]/u.test(span.text));
  if (words.length === 0 || !words.every((span) => span.bold === true)) return false;
  return !/[.!;]$/.test(text) || text.length < 40;
}

const SEQUENCES: ((label: string) => number)[] = [
  (label) => (/^\d{1,2}$/.test(label) ? Number(label) : 0),
  (label) => (/^[IVX]{1,6}$/.test(label) ? (numberOf(label) ?? 0) : 0),
  (label) => (/^[A-Z]$/.test(label) ? label.charCodeAt(0) - 64 : 0),
];

/** "II. Budget", "B) Budget": a short paragraph whose label goes on from the last one, of the same kind. */
export function labelledHeading(
  text: string,
  last: { kind: number; number: number },
): { title: string; label: string; kind: number; number: number } | null {
  const capitals = text === text.toUpperCase();
  if (text.length > (capitals ? 160 : 110) || (!capitals && /[.;,]$/.test(text))) return null;
  const { title, label } = splitLabel(text);
  if (label === null || !/^[\p{Lu}\d“"‘']/u.test(title)) return null;
  for (const [kind, numberIn] of SEQUENCES.entries()) {
    const number = numberIn(label);
    const goesOn =
      number === 1
        ? last.number === 0 || kind === last.kind
        : kind === last.kind && number > last.number && number <= last.number + 2;
    if (number > 0 && goesOn) return { title, label, kind, number };
  }
  return null;
}

/** "Agenda:" or, where its words are those of a service section, "Attendees" alone before a list. */
export function isLabelHeading(text: string, next: Block | undefined): boolean {
  if (text.length > 70 || text === "") return false;
  const role = roleOf(splitLabel(text).title);
  if (role !== "item")
    return text.endsWith(":") || next?.kind === "list" || next?.kind === "table" || !/[.,;]$/.test(text);
  return false;
}

/** A list of one item outside any list, whose number goes on from the last: a heading between paragraphs. */
export function numberedHeading(
  list: List,
  next: Block | undefined,
  lastNumber: number,
): { title: string; label: string; form: "numbered" } | null {
  const item = list.items[0];
  if (!list.ordered || item === undefined || list.items.length > 1 || item.blocks.length > 1) return null;
  const first = item.blocks[0];
  if (first?.kind !== "paragraph" || first.lines.length > 2) return null;
  const number = Number.parseInt(item.marker, 10);
  const goesOn = number === lastNumber + 1 || (number === 1 && lastNumber === 0);
  if (!goesOn || next === undefined || next.kind === "heading") return null;
  const title = first.lines
    .map(plain)
    .join(" ")
    .replace(/\s*:\s*$/, "")
    .trim();
  if (title === "" || title.length > 160) return null;
  return { title, label: String(number), form: "numbered" };
}

type ItemSection = { title: string; label: string; line: number; rest: Block[] };

/** After the agenda, a numbered list whose items tell what was said: each item is a section, its first line the title. */
export function itemsAsSections(list: List): ItemSection[] | null {
  if (!list.ordered) return null;
  const found: ItemSection[] = [];
  let told = 0;
  for (const item of list.items) {
    const [first, ...others] = item.blocks;
    if (first?.kind !== "paragraph" || first.lines[0] === undefined) return null;
    const [head, ...more] = first.lines;
    const title = head === undefined ? "" : plain(head).replace(/\s*:\s*$/, "");
    if (title === "" || title.length > 110) return null;
    const rest: Block[] =
      more.length > 0 ? [{ kind: "paragraph", line: more[0]?.line ?? item.line, lines: more }, ...others] : others;
    if (rest.length > 0) told += 1;
    found.push({ title, label: item.marker.replace(/[.)]$/, ""), line: first.lines[0].line, rest });
  }
  return told * 2 >= list.items.length && told > 0 ? found : null;
}

/** "Budget for next year" alone above a sentence, three times or more, in a text without marked headings. */
export function bareHeadings(blocks: readonly Block[]): ReadonlySet<Block> {
  const found = new Set<Block>();
  let marks = 0;
  for (const [at, block] of blocks.entries()) {
    if (block.kind === "heading") marks += 1;
    const text = at === 0 ? null : aloneIn(block);
    const below = blocks[at + 1];
    if (text === null || below?.kind !== "paragraph" || aloneIn(below) !== null) continue;
    if (isBareTitle(text) && /[.!?]["”)]?$/.test(plain(below.lines.at(-1) ?? NO_LINE))) found.add(block);
  }
  return marks > 1 || found.size < 3 ? NO_BLOCKS : found;
}

const NO_LINE: Line = { line: 0, spans: [] };
const NO_BLOCKS: ReadonlySet<Block> = new Set();

/** The one short line of a paragraph that ends as no sentence does. */
function aloneIn(block: Block): string | null {
  const only = block.kind === "paragraph" && block.lines.length === 1 ? block.lines[0] : undefined;
  const text = only === undefined ? "" : plain(only);
  return text.length < 4 || text.length > 90 || /[.;,!?]$/.test(text) ? null : text;
}

const isBareTitle = (text: string): boolean =>
  /^[\p{Lu}\d“"]/u.test(text) && !/:\s|\b(?:19|20)\d\d\b|https?:|\d[:.]\d\d/.test(text) && text.split(" ").length <= 14;
