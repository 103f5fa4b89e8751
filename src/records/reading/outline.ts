/** A report's tree as sections: what stands under which heading, in reading order. */
import { plain } from "../../platform/formats/markdown-lines.ts";
import type { Block, DocumentTree, Heading } from "../../platform/formats/tree.ts";
import { type Entry, entriesOf, type TextLine, textLines } from "./entry.ts";
import {
  bareHeadings,
  isBoldHeading,
  isLabelHeading,
  itemsAsSections,
  labelledHeading,
  numberedHeading,
  splitLabel,
} from "./heading-form.ts";
import { isListOfPersons, KIND } from "./other-people.ts";
import { saysWhoWasThere } from "./participant-table.ts";
import { type Role, roleOf } from "./section-role.ts";
import { datesIn } from "./written-date.ts";

/** How a heading was recognised: marked as one in the format, all bold, "Words:" alone, "3. Words" alone. */
export type HeadingForm = "none" | "marked" | "bold" | "label" | "numbered";

export type Section = {
  /** Without number or letter. "" for what stands before the first heading. */
  title: string;
  /** As written, without its dot or bracket: "3", "A", "IV"; null where there is none. */
  label: string | null;
  form: HeadingForm;
  line: number;
  /** 0 for the preface; marked headings 1 to 6; recognised ones below them. */
  level: number;
  role: Role;
  parent: Section | null;
  children: Section[];
  /** Blocks of this section alone, its heading and the sections under it left out. */
  blocks: Block[];
  /** The same as paragraph-sized pieces; items follow their parents. */
  entries: Entry[];
};

export type Outline = {
  /** All sections in reading order; the first is the preface. */
  sections: Section[];
  /** Every visible line of the document in reading order, headings included. */
  lines: TextLine[];
  fields: Record<string, string>;
  tree: DocumentTree;
};

export function outlineOf(tree: DocumentTree): Outline {
  const sections = sectionsOf(tree.blocks);
  const lines: TextLine[] = [];
  for (const section of sections) {
    section.entries = entriesOf(section.blocks);
    if (section.role === "item" && (isListOfPeople(section) || isKindWithPeople(section)))
      section.role = "participants";
    for (const entry of section.entries) for (const line of entry.lines) lines.push(line);
  }
  markTitles(sections);
  const headings = tree.blocks.filter((block) => block.kind === "heading").flatMap((block) => textLines(block.lines));
  for (const line of headings) lines.push(line);
  lines.sort((a, b) => a.line - b.line);
  return { sections, lines, fields: tree.fields, tree };
}

/** The section and everything below it, in reading order. */
export function withDescendants(section: Section): Section[] {
  return [section, ...section.children.flatMap(withDescendants)];
}

/** Nearest role of its own or above it that is not "item": what a sub-heading belongs to. */
export function governingRole(section: Section): Role {
  for (let at: Section | null = section; at !== null; at = at.parent) if (at.role !== "item") return at.role;
  return "item";
}

const TITLE_WORDS =
  /\b(?:meeting|minutes|telecon(?:ference)?|conference call|summary report|meeting (?:notes|report|record)|weekly call|monthly call|(?:re|ré)union|reuni[oó]n|compte[ -]rendu|proc[eè]s[ -]verbal|acta|s[eé]ance|sesi[oó]n)\b/i;

/** "Review of the minutes", "Approval of the last report": a matter, no title. */
const MATTER_WORDS = /\b(?:review|approv\w*|adopt\w*|confirm\w*|last|previous|welcome|opening)\b/i;
const MATTER_FIRST = /^(?:approv|adopt|confirm|review|accept|correct)/i;
const REPORT_WORDS = /\b(?:minutes|report|record|notes|summary|acta|compte[ -]rendu)\b/i;

/** The document's own titles, which hold no matter: the first heading above all others, and such as "Summary Report". */
function markTitles(sections: Section[]): void {
  const headings = sections.filter((section) => section.form === "marked" || section.form === "bold");
  const first = headings[0];
  if (first === undefined) return;
  const alone = headings.length > 1 && headings.slice(1).every((other) => other.level > first.level);
  const dated = datesIn(first.title).length > 0;
  if (MATTER_FIRST.test(first.title) || (!dated && MATTER_WORDS.test(first.title))) return;
  if (first.role === "agenda" && first.title.length > 30 && (dated || TITLE_WORDS.test(first.title)))
    first.role = "title";
  if (first.role === "item" && (first.label === null || dated) && (alone || dated || TITLE_WORDS.test(first.title)))
    first.role = "title";
  for (const section of headings) {
    const again = section === first || !alone || REPORT_WORDS.test(section.title) || datesIn(section.title).length > 0;
    if (MATTER_FIRST.test(section.title)) return;
    if (section.role === "item" && section.label === null && again && TITLE_WORDS.test(section.title)) {
      section.role = "title";
      if (first.role === "item" && first.label === null) first.role = "title";
    }
    if (section.role === "item" && section !== first && isSubtitle(section)) section.role = "title";
    if (section.role !== "title" && section !== first) return;
  }
}

/** "**River Project**" followed by nothing but the day and the place of the meeting. */
function isSubtitle(section: Section): boolean {
  if (section.form === "marked" || section.entries.some((entry) => entry.kind !== "paragraph")) return false;
  return section.entries.some(
    (entry) => entry.text.length < 120 && datesIn(entry.text).some((date) => date.year !== null),
  );
}

/** A table that says who was there, whatever its heading. */
function isListOfPeople(section: Section): boolean {
  const first = section.entries[0];
  if (first?.kind !== "row") return false;
  return saysWhoWasThere(section.entries.filter((entry) => entry.block === first.block));
}

/** "Board of Directors", "Team members" above a list of full names and nothing else. */
function isKindWithPeople(section: Section): boolean {
  const [first] = section.entries;
  if (first?.kind !== "item" || first.ordered || section.entries.length < 2 || !KIND.test(section.title)) return false;
  return section.entries.every((entry) => entry.block === first.block) && isListOfPersons(section.entries);
}

type Found = { title: string; label: string | null; form: HeadingForm; level: number };

function sectionsOf(blocks: Block[]): Section[] {
  const preface = newSection({ title: "", label: null, form: "none", level: 0 }, 1, null);
  preface.role = "preface";
  const sections = [preface];
  const ranks = new Map<HeadingForm, number>();
  let open = preface;
  const last = { numbered: 0, kind: -1, number: 0 };
  const seen = { agenda: false };
  const bare = bareHeadings(blocks);
  const put = (found: Found, line: number): void => {
    let parent: Section | null = open;
    while (parent !== null && parent.level >= found.level && parent.level > 0) parent = parent.parent;
    // A numbered matter does not belong to the list of people it follows.
    while (found.form === "numbered" && (parent?.role === "participants" || parent?.role === "apologies"))
      parent = parent.parent;
    open = newSection(found, line, parent ?? preface);
    sections.push(open);
  };
  for (const [index, block] of blocks.entries()) {
    const items = seen.agenda && block.kind === "list" ? itemsAsSections(block) : null;
    if (items !== null) {
      const level = rankOf("numbered", ranks);
      for (const { title, label, line, rest } of items) {
        put({ title, label, form: "numbered", level }, line);
        for (const each of rest) open.blocks.push(each);
      }
      continue;
    }
    if (open.role === "agenda" && block.kind === "list" && block.items.length > 1) seen.agenda = true;
    const found =
      headingIn(block, blocks[index + 1], ranks, last) ?? (bare.has(block) ? bareHeading(block, ranks) : null);
    if (found === null) {
      open.blocks.push(block);
      continue;
    }
    put(found, block.line);
  }
  return sections;
}

function newSection(found: Found, line: number, parent: Section | null): Section {
  const section: Section = {
    ...found,
    line,
    role: roleOf(found.title),
    parent: parent?.level === 0 ? null : parent,
    children: [],
    blocks: [],
    entries: [],
  };
  section.parent?.children.push(section);
  return section;
}

/** Recognised headings rank below the marked ones, in the order in which their forms first occur. */
function headingIn(
  block: Block,
  next: Block | undefined,
  ranks: Map<HeadingForm, number>,
  last: { numbered: number; kind: number; number: number },
): Found | null {
  if (block.kind === "heading") return marked(block);
  const found =
    boldOrLabel(block, next) ??
    labelledParagraph(block, next, last) ??
    (block.kind === "list" ? numberedHeading(block, next, last.numbered) : null);
  if (found === null) return null;
  if (found.form === "numbered" && /^\d+$/.test(found.label ?? "")) last.numbered = Number(found.label);
  return { ...found, level: rankOf(found.form, ranks) };
}

function rankOf(form: HeadingForm, ranks: Map<HeadingForm, number>): number {
  const rank = ranks.get(form) ?? 7 + ranks.size;
  ranks.set(form, rank);
  return rank;
}

/** A labelled line between other blocks; the last sequence goes on in `last`. */
function labelledParagraph(
  block: Block,
  next: Block | undefined,
  last: { kind: number; number: number },
): Omit<Found, "level"> | null {
  const only = block.kind === "paragraph" && block.lines.length === 1 ? block.lines[0] : undefined;
  if (only === undefined || next === undefined) return null;
  const found = labelledHeading(plain(only), last);
  if (found === null) return null;
  last.kind = found.kind;
  last.number = found.number;
  return { title: found.title, label: found.label, form: "numbered" };
}

function bareHeading(block: Block, ranks: Map<HeadingForm, number>): Found | null {
  if (block.kind !== "paragraph") return null;
  return { ...splitLabel(textLines(block.lines)[0]?.text ?? ""), form: "label", level: rankOf("label", ranks) };
}

function marked(block: Heading): Found {
  const text = textLines(block.lines.filter((line) => !/^[=\-~*#_]{3,}$/.test(plain(line))))
    .map((each) => each.text)
    .join(" ");
  return { ...splitLabel(text), form: "marked", level: block.level };
}

function boldOrLabel(block: Block, next: Block | undefined): Omit<Found, "level"> | null {
  if (block.kind !== "paragraph") return null;
  const only = block.lines[0];
  if (only === undefined || block.lines.length > 1) return null;
  const text = textLines(block.lines)[0]?.text ?? "";
  if (isBoldHeading(only, text)) return { ...splitLabel(text), form: "bold" };
  if (isLabelHeading(text, next)) return { ...splitLabel(text), form: "label" };
  return null;
}
