/** The points of a meeting: its agenda list, or where there is none, the matters its sections are about. */
import type { ReadAgendaItem } from "../report.ts";
import type { Entry } from "./entry.ts";
import { splitLabel } from "./heading-form.ts";
import { factOf, type Labelled, partsOf } from "./labelled.ts";
import { isListOfPersons } from "./other-people.ts";
import type { Outline, Section } from "./outline.ts";
import { saysWhoWasThere } from "./participant-table.ts";
import { shortened } from "./point-title.ts";
import { runInMatters } from "./run-in-headings.ts";
import { foldTitle, type Role, roleOf } from "./section-role.ts";

/** Words that only hold other points: they are passed over and their children taken. */
const CONTAINER =
  /^(?:(?:proposals|presentations|issues|topics) and discussions?|topics?|new business|old business|unfinished business|business|agenda|agenda items?|items?|discussion(?: items?| topics?)?|topics for discussion|main topics|points|specific topics|regular business|notes)$/;
const PATH = /^[\w.-]+\/[\w.-]+$/;
const SERVICE: ReadonlySet<Role> = new Set<Role>([
  "participants",
  "apologies",
  "actions",
  "past-actions",
  "decisions",
  "next-meeting",
  "links",
  "documents",
  "annex",
  "service",
  "roles",
  "agenda",
]);

/** First level first; sub-items hang below their items. */
export function agendaOf(outline: Outline, labelled: readonly Labelled[]): ReadAgendaItem[] {
  for (const section of outline.sections) {
    if (section.role !== "agenda") continue;
    const items = pointsUnder(section);
    if (items.length > 0) return items;
  }
  const unlabelled = unlabelledList(outline);
  if (unlabelled.length > 0) return unlabelled;
  for (const each of labelled) {
    if (each.fact !== "agenda" || each.entry === null) continue;
    const items = each.entry.children.filter((child) => child.parent === each.entry).map(pointOf);
    if (items.length > 0) return items;
  }
  const matters = mattersOf(outline);
  const runIn = matters.length < 4 ? runInMatters(outline) : [];
  if (runIn.length > matters.length) {
    const after = matters.filter((each) => each.line > (runIn[0]?.line ?? 0));
    return [...runIn, ...after].sort((a, b) => a.line - b.line);
  }
  return matters.length > 0 ? matters : listedMatters(outline);
}

function pointsUnder(section: Section): ReadAgendaItem[] {
  const items = pointsAmong(section.entries, foldTitle(section.title) === "contents");
  const listed = items.length > 1;
  for (const child of section.children) {
    // Numbered notes after the list of points are what was said of them.
    if (isServiceSection(child) || (child.form === "numbered" && listed)) continue;
    if (isContainer(child.title)) for (const point of pointsUnder(child)) items.push(point);
    else items.push({ title: shortened(child.title), label: child.label, line: child.line, children: [] });
  }
  return items;
}

/** A bare list with which the document opens, before sections of notes: the agenda without its name. */
function unlabelledList(outline: Outline): ReadAgendaItem[] {
  const [preface, ...rest] = outline.sections;
  const head = [preface, ...rest.filter((section) => section.role === "title")].find((section) =>
    section?.entries.some((entry) => entry.kind === "item"),
  );
  if (
    head === undefined ||
    !rest.some((section) => section.role === "discussion" || section.role === "actions" || section.form === "numbered")
  )
    return [];
  const all = head.entries.filter((entry) => entry.kind === "item" && entry.parent === null);
  const first = all.filter((entry) => entry.block === all[0]?.block);
  const items = isListOfPersons(first) ? all.slice(first.length) : all;
  if (
    items.length < 3 ||
    items.some((item) => item.text.length > 120 || /^[^:]{2,30}:\s/.test(item.text) || isService(item.text))
  )
    return [];
  return items.map(pointOf);
}

/** Numbered paragraphs where there are any, else items of the first level, else short lines one by one. */
function pointsAmong(entries: readonly Entry[], contents: boolean): ReadAgendaItem[] {
  const numbered = entries.filter(
    (entry) => entry.kind === "paragraph" && entry.parent === null && splitLabel(entry.text).label !== null,
  );
  if (numbered.length > 0 && entries[0] === numbered[0]) return numbered.map(pointOf);
  const listed = entries.filter((entry) => entry.kind === "item" && entry.parent === null);
  const people = listed.findIndex((item, at) => at > 1 && factOf(item.text.split(":")[0] ?? "") === "participants");
  if (people > 0) listed.length = people;
  // Bullets between numbered points are points below them that lost their indentation.
  const ordered = listed.filter((entry) => entry.ordered);
  const items = ordered.length > 1 && listed[0]?.ordered === true ? ordered : listed;
  if (items.length > 0) {
    return withIssue(items)
      .flatMap((item) => {
        if (isContainer(item.text) && item.children.length > 0)
          return item.children.filter((child) => child.parent === item).map(pointOf);
        return contents && roleOf(item.text) !== "item" ? [] : [pointOf(item)];
      })
      .filter((point) => point.title !== "");
  }
  const rows = entries.filter((entry) => entry.kind === "row" && !entry.header);
  const head = entries.find((entry) => entry.kind === "row" && entry.header)?.cells ?? [];
  const column = head.findIndex((cell) =>
    /^(?:(?:agenda )?(?:items?|topics?|points?)|subject|title|sujet|tema)$/.test(foldTitle(cell)),
  );
  if (rows.length > 1) return rows.flatMap((row) => pointOfRow(row, column));
  const lines = entries
    .filter((entry) => entry.kind === "paragraph" && !entry.lines.some((line) => partsOf(line.text) !== null))
    .flatMap((entry) => entry.lines);
  if (lines.length < 2 || lines.some((line) => line.text.length > 140)) return [];
  return lines.map((line) => ({ ...titled(line.text), line: line.line, children: [] }));
}

const ISSUE = /^\S*#\d+$/;

/** Where most points carry the number of their issue, an item without one is a note on the point before it. */
function withIssue(items: readonly Entry[]): readonly Entry[] {
  const numbered = items.filter((item) =>
    item.lines.some((line) =>
      line.source.spans.some((span) => span.href !== undefined && ISSUE.test(span.text.trim())),
    ),
  );
  return numbered.length > 1 && numbered.length * 3 >= items.length * 2 ? numbered : items;
}

/** An agenda set as a table: the longest of the cells that are words names the point, a bare number its label. */
function pointOfRow(row: Entry, column: number): ReadAgendaItem[] {
  const named = row.cells[column]?.trim() ?? "";
  if (column >= 0 && /\p{L}{2}/u.test(named))
    return [{ title: shortened(named), label: null, line: row.line, children: [] }];
  const label = /^\d{1,2}(?:\.\d+)*\.?$/.exec(row.cells[0] ?? "")?.[0]?.replace(/\.$/, "") ?? null;
  const title = row.cells
    .slice(label === null ? 0 : 1)
    .find((cell) => /\p{L}{3}/u.test(cell) && !/^\d{1,2}[:.h]\d\d/.test(cell));
  return title === undefined ? [] : [{ title: shortened(title), label, line: row.line, children: [] }];
}

/** Titles of the sections that hold matter, topmost only; those under "Discussion" are taken, itself is not. */
function mattersOf(outline: Outline): ReadAgendaItem[] {
  const people = outline.sections.find((section) => section.role === "participants")?.line ?? 0;
  const third = outline.sections[3]?.line ?? Number.POSITIVE_INFINITY;
  const found: ReadAgendaItem[] = [];
  const take = (section: Section): void => {
    const holder = section.role === "discussion" || section.role === "title" || section.role === "preface";
    if (
      isServiceSection(section) ||
      (section.entries.some((entry) => entry.kind === "row") && saysWhoWasThere(section.entries))
    )
      return;
    const matters = section.children.filter(
      (child) => child.role === "item" || child.role === "discussion" || isMattersArising(child.title),
    );
    const reports = matters.length > 1 && section.entries.length === 0 && REPORTS.test(section.title);
    if (holder || reports || isContainer(section.title)) {
      for (const child of section.children) take(child);
      if (matters.length === 0 && NOTES.test(foldTitle(section.title))) found.push(...itemsWithNotes(section));
      if (
        matters.length > 0 ||
        section.role !== "discussion" ||
        NOTES.test(foldTitle(section.title)) ||
        !hasKin(section, outline)
      )
        return;
    }
    if (section.line < people && section.form === "bold" && section.children.length === 0 && section.line < third)
      return;
    found.push({
      title: shortened(section.title),
      label: section.label,
      line: section.line,
      children: matters.map((child) => ({
        title: shortened(child.title),
        label: child.label,
        line: child.line,
        children: [],
      })),
    });
  };
  const topics = outline.sections.find(
    (section) => FRAME.test(foldTitle(section.title)) && section.children.length > 1,
  );
  for (const section of topics?.children ?? outline.sections.slice(1).filter((each) => each.parent === null))
    take(section);
  return found.length === 1 && found[0] !== undefined && isContainer(found[0].title) ? [] : found;
}

/** "Officers' Reports" with nothing but the reports below it. */
const REPORTS = /^(?:[\p{L}’']+ ){0,2}reports$/iu;
const FRAME = /^(?:topics?(?: discussed| for discussion)?|agenda items discussed|discussion (?:items|topics))$/;
const NOTES = /^(?:(?:meeting )?(?:minutes|notes)|topics?|proceedings)$/;

/** First-level items that hold notes below them, where a section begins with them: each is a matter. */
function itemsWithNotes(section: Section): ReadAgendaItem[] {
  const items = section.entries.filter((entry) => entry.kind === "item" && entry.parent === null);
  const withNotes = items.filter((entry) => entry.children.length > 0).length;
  if (section.entries[0] !== items[0] || withNotes * 2 < items.length) return [];
  return items.map(pointOf);
}

/** "Discussion" among other matters is one of them; alone it is the frame of all. */
const hasKin = (section: Section, outline: Outline): boolean =>
  (section.parent?.children ?? outline.sections).some(
    (other) => other !== section && other.parent === section.parent && other.role === "item",
  );

/** No agenda and no sections: the first level of the minutes' own list, or their numbered paragraphs. */
function listedMatters(outline: Outline): ReadAgendaItem[] {
  const sections = outline.sections.filter(
    (section) => section.role === "discussion" || section.role === "preface" || section.role === "title",
  );
  for (const section of sections) {
    const numbered = section.entries.filter(
      (entry) =>
        entry.parent === null &&
        (entry.kind === "paragraph" || entry.ordered) &&
        (entry.ordered || splitLabel(entry.text).label !== null),
    );
    const points = numbered.length > 1 ? numbered.map(pointOf) : itemsWithNotes(section);
    const matters = points.filter((item) => !isService(item.title));
    if (matters.length > 1) return matters;
  }
  return [];
}

/** What is left from the last meeting is a point of this one, although its actions are not. */
const isMattersArising = (title: string): boolean => /^matters arising\b/i.test(title);

const isServiceSection = (section: Section): boolean => SERVICE.has(section.role) && !isMattersArising(section.title);

/** "Next meeting: …", "Adjourned 12:45", "Apologies for absence from …": said among the points, and none of them. */
const isService = (title: string): boolean =>
  factOf(title.split(":")[0] ?? "") !== null ||
  (SERVICE.has(roleOf(title)) && !isMattersArising(title)) ||
  /^(?:adjourn|meeting (?:closed|adjourned)|todo\b|action:|apologies\b|present\b)/i.test(title);

export const isContainer = (title: string): boolean => PATH.test(title.trim()) || CONTAINER.test(foldTitle(title));

function pointOf(entry: Entry): ReadAgendaItem {
  const { title, label } = titled(wordsBeforeIssue(entry));
  const written = entry.ordered ? entry.marker.replace(/[.)]$/, "") : label;
  return {
    title,
    label: written === "" ? null : written,
    line: entry.line,
    children: entry.children.filter((child) => child.parent === entry && child.kind === "item").map(pointOf),
  };
}

function titled(text: string): { title: string; label: string | null } {
  const { title, label } = splitLabel(text);
  return { title: shortened(title), label };
}

/** What stands before the link to an issue ("#12") belongs to the point; what follows on further lines does not. */
function wordsBeforeIssue(entry: Entry): string {
  let text = "";
  for (const line of entry.lines) {
    for (const span of line.source.spans) {
      if (span.href !== undefined && text.trim() !== "" && ISSUE.test(span.text.trim())) return text.trim();
      text += span.text;
    }
    text += " ";
  }
  const lead = boldLead(entry);
  return lead ?? text.replace(/\s+/g, " ").trim();
}

/** "**Budget** - a long account of it …": where much follows, the bold words at the start name the point. */
function boldLead(entry: Entry): string | null {
  if (entry.text.length < 90) return null;
  const spans = entry.lines[0]?.source.spans ?? [];
  const end = spans.findIndex((span) => span.bold !== true && span.text.trim() !== "");
  if (end <= 0) return null;
  const words = spans
    .slice(0, end)
    .map((span) => span.text)
    .join("")
    .replace(/\s+/g, " ")
    .replace(/[:.\s]+$/, "")
    .trim();
  return words.length > 3 && words.length < 90 ? words : null;
}
