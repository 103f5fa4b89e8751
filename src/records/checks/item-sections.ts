import type { Outline, Section } from "../reading/outline.ts";
import { foldTitle } from "../reading/section-role.ts";
import type { ReadReport } from "../report.ts";
import type { ItemSection } from "./rule.ts";

const CLOSING =
  /^(?:a\.?o\.?b\.?|any other (?:business|matters?|items?)|other (?:business|matters|items)|(?:meeting )?clos(?:e|ed|ing|ure)(?: of (?:the )?(?:meeting|call|session))?(?: remarks)?|wrap[- ]?up|(?:meeting )?adjourn(?:ment|ed)?|conclusions?|questions diverses|divers|varios|otros asuntos|asuntos varios|cl[oô]ture|cierre)(?:\s*(?:[(/,:–-]|and\b|&).*)?[.:]?$/i;

/** "AOB", "Any other business", "Close of the meeting". */
export const isClosing = (title: string): boolean => CLOSING.test(title.trim());

/** The sections that report on items, with the agenda item each takes up; service sections and titles are left out. */
export function itemSections(report: ReadReport, outline: Outline): ItemSection[] {
  const byLine = new Map(outline.sections.map((section) => [section.line, section]));
  const start = lastAgendaLine(report, outline);
  const labels = new Map(
    report.agenda_items.map(({ label, title }, index) => [label, { index, title }] as const).reverse(),
  );
  const found = report.sections.flatMap((section): ItemSection[] => {
    const place = byLine.get(section.line);
    if (!place || section.title === "" || place.title !== section.title || section.line < start) return [];
    if (!isItem(place, report)) return [];
    const item = section.agenda_item ?? itemByLabel(section, labels);
    return [{ ...section, agenda_item: item, level: place.level, form: place.form, empty: isEmpty(place) }];
  });
  return withClosing(found, report);
}

function isItem(section: Section, { title }: ReadReport): boolean {
  if (section.title === title) return false;
  for (let at: Section | null = section; at !== null; at = at.parent)
    if (!["item", "discussion", "title", "preface"].includes(at.role)) return isClosing(at.title) && at === section;
  return section.role === "item" || (section.role === "discussion" && isClosing(section.title));
}

/** Where an agenda list stands, what comes before its end reports on nothing. */
function lastAgendaLine({ agenda_items, sections }: ReadReport, outline: Outline): number {
  const agenda = outline.sections.find(({ role, line }) => role === "agenda" && line <= (agenda_items[0]?.line ?? 0));
  const own = new Set(sections.map(({ line }) => line));
  if (!agenda || agenda_items.some(({ line }) => own.has(line))) return 0;
  return agenda_items.reduce((last, { line }) => Math.max(last, line), 0);
}

/** The item of the same number, if at least one of its longer words comes back in the heading. */
function itemByLabel({ label, title }: ReadReport["sections"][number], labels: Labels): number | null {
  const item = label === null ? undefined : labels.get(label);
  if (item === undefined) return null;
  const words = new Set(longWords(item.title));
  return longWords(title).some((word) => words.has(word)) ? item.index : null;
}

/** The first agenda item of each number or letter. */
type Labels = ReadonlyMap<string | null, { index: number; title: string }>;

const longWords = (title: string): string[] =>
  foldTitle(title)
    .split(" ")
    .filter((word) => word.length > 3);

const isEmpty = ({ blocks, children }: Section): boolean =>
  children.length === 0 && blocks.every(({ kind }) => kind === "heading" || kind === "rule");

/** "AOB" on the agenda and "Any other business" over the section are one item. */
function withClosing(sections: ItemSection[], { agenda_items }: ReadReport): ItemSection[] {
  const taken = new Set(sections.map(({ agenda_item }) => agenda_item));
  const closing = agenda_items.findIndex(({ title }, index) => !taken.has(index) && isClosing(title));
  if (closing < 0) return sections;
  const last = sections.findLast(({ agenda_item, title }) => agenda_item === null && isClosing(title));
  return sections.map((section) => (section === last ? { ...section, agenda_item: closing } : section));
}
