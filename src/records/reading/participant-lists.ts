/** Entries of a list of people, in whatever form the list is: one an item, one a line, between commas, by body. */
import type { Block } from "../../platform/formats/tree.ts";
import type { Entry } from "./entry.ts";
import { factOf, labelAlone, partsOf, withColumns } from "./labelled.ts";
import { hasOfficeBefore, isRole, type ParticipantEntry, participantOf } from "./participant-entry.ts";
import {
  type BodyWithNames,
  bodiesWithNames,
  byHonorific,
  couplesOf,
  dashedGroup,
  isFullEntry,
  personOfLines,
  TITLED,
} from "./participant-groups.ts";
import { peopleInTable, tablesIn } from "./participant-table.ts";
import { isFullName, looksLikeName, looksLikeOrganisation, splitList } from "./person-name.ts";
import { roleOf } from "./section-role.ts";

/** What is being listed while the reading goes on. */
export type Mode = { absent: boolean; affiliation: string | null };

export type Gathered = {
  present: ParticipantEntry[];
  absent: ParticipantEntry[];
  listed: boolean;
  seats: ReadonlySet<string>;
};

export function takeEntries(
  entries: readonly Entry[],
  mode: Mode,
  gathered: Gathered,
  done: Set<Entry>,
  under: Entry | null = null,
): void {
  // Only a list in which somebody is ticked says, by an empty box, who was not there; a later list of guests does not.
  const ticked = new Set<Block>();
  for (const entry of entries) if (entry.checked === true) ticked.add(entry.block);
  const items = entries.filter((entry) => entry.kind === "item").length;
  let now = mode;
  takeCouples(entries, mode, gathered, done);
  const tables = tablesIn(entries);
  for (const entry of entries) {
    if (done.has(entry)) continue;
    if (entry.parent !== null && entry.parent !== under && done.has(entry.parent)) done.add(entry);
    else if (entry.kind === "row") takeTable(tables.get(entry.block) ?? [], mode, gathered, done);
    else {
      done.add(entry);
      const empty = entry.checked === false && (ticked.has(entry.block) || ticked.size === 0);
      if (!empty) now = takeEntry(entry, now, mode, items, gathered, done);
    }
  }
}

/** Items or paragraphs of one line each in which name and body go by couples. */
function takeCouples(entries: readonly Entry[], mode: Mode, gathered: Gathered, done: Set<Entry>): void {
  const [first] = entries;
  if (first === undefined || entries.length < 3 || (first.kind !== "item" && first.kind !== "paragraph")) return;
  const isPlain = (entry: Entry): boolean =>
    entry.kind === first.kind &&
    entry.lines.length === 1 &&
    entry.checked === null &&
    entry.children.length === 0 &&
    !done.has(entry) &&
    (entry.lines[0]?.source.spans.every((span) => span.struck !== true) ?? true);
  if (!entries.every(isPlain)) return;
  const couples = couplesOf(entries.map((entry) => ({ text: entry.text, line: entry.line })));
  if (couples === null) return;
  for (const { text, line } of couples) takeName(text, line, mode, gathered);
  for (const entry of entries) done.add(entry);
}

export function takeTable(rows: readonly Entry[], mode: Mode, gathered: Gathered, done: Set<Entry>): void {
  for (const row of rows) done.add(row);
  const { present, absent } = peopleInTable(rows, gathered.seats);
  for (const person of present) gathered[mode.absent ? "absent" : "present"].push(person);
  for (const person of absent) gathered.absent.push(person);
}

/** Returns what the entries after it are: a line such as "Regrets:" or "Guests" changes that. */
function takeEntry(entry: Entry, now: Mode, mode: Mode, items: number, gathered: Gathered, done: Set<Entry>): Mode {
  const fact = /[,:]\s*\S/.test(entry.text) ? null : factOf(entry.text);
  if (fact === "participants" || fact === "apologies") {
    const named = { absent: fact === "apologies", affiliation: null };
    takeEntries(entry.children, named, gathered, done, entry);
    return entry.kind === "item" ? now : named;
  }
  const above = labelAlone(entry.lines[0]?.text ?? "", entry.lines.length > 1);
  if (above !== null) {
    const absent = above.fact === "apologies";
    const listed = absent || above.fact === "participants";
    const rest = entry.lines.slice(1).filter((line) => listed || isFullName(line.text));
    takeLines(rest, { ...now, absent }, gathered);
    return now;
  }
  const after = modeAfter(entry, now);
  if (takeLabelledPerson(entry, now, gathered)) return now;
  if (isKindOfMember(entry.text) && !isFullName(entry.text)) {
    takeEntries(entry.children, now, gathered, done, entry);
    return entry.kind === "item" ? now : mode;
  }
  if (entry.children.length > 0 && isGroupOfPeople(entry)) {
    takeEntries(entry.children, { ...now, affiliation: entry.text.replace(/\s*:$/, "") }, gathered, done, entry);
    return now;
  }
  for (const child of entry.children) done.add(child);
  if (entry.kind === "item" && !(items <= 2 && splitList(entry.text).length > 2)) {
    const whole = entry.lines.length > 1 && entry.lines.every((line) => isFullName(line.text));
    if (whole) for (const line of entry.lines) takeName(line.text, line.line, now, gathered);
    else takeItem(entry, now, gathered);
  } else takeParagraph(entry, now, gathered);
  return after;
}

const LABEL_LINE = /^([^:]{3,50}):\s*$/;

/** A last line such as "Absent:" speaks of the list that follows it. */
function modeAfter(entry: Entry, now: Mode): Mode {
  const label = LABEL_LINE.exec(entry.lines.at(-1)?.text ?? "")?.[1];
  if (label === undefined || entry.lines.length < 2) return now;
  const fact = factOf(label);
  if (fact === "apologies" || fact === "participants") return { absent: fact === "apologies", affiliation: null };
  return isKindOfMember(label) ? { absent: false, affiliation: null } : now;
}

/** "Chair: Asha Mwangi" among the participants: she was there, if the full name stands. Other labels are no names. */
function takeLabelledPerson(entry: Entry, now: Mode, gathered: Gathered): boolean {
  const parts = partsOf(entry.text);
  if (parts === null || parts.value === "") return false;
  if (parts.fact === "participants" || parts.fact === "apologies") {
    takeNames(parts.value, entry.line, { ...now, absent: parts.fact === "apologies" }, gathered);
    return true;
  }
  if (entry.lines.length > 1) return false;
  for (const name of splitList(parts.value))
    if (isFullName(name.replace(/\s*[(,–-].*$/, ""))) takeName(name, entry.line, now, gathered);
  return true;
}

/** One item, one person; or "Body: Asha Mwangi, Ben Ode". Struck words are not read. */
function takeItem(entry: Entry, now: Mode, gathered: Gathered): void {
  const text = unstruck(entry).replace(/\s+[^\s:,]{3,30}:$/, "");
  if (text === "") {
    takeName(entry.text, entry.line, { ...now, absent: true }, gathered);
    return;
  }
  if (!takeGroup(text, entry.line, now, gathered)) takeName(text, entry.line, now, gathered);
}

/** "The Mill: Asha Mwangi, Ben Ode". False where the line has another form. */
function takeGroup(text: string, line: number, now: Mode, gathered: Gathered): boolean {
  const dashed = dashedGroup(text);
  if (dashed !== null) return takeBodies([dashed], line, now, gathered);
  const group = /^([^:,()]{2,60}):\s+(.+)$/.exec(text);
  const names = group?.[2] === undefined ? [] : splitList(group[2]);
  if (group?.[1] === undefined || names.length === 0 || !names.every(isFullEntry)) return false;
  if (names.length === 1 && isFullName(group[1])) return false;
  const kind = isKindOfMember(group[1]) || roleOf(group[1]) !== "item";
  for (const name of names) takeName(name, line, kind ? now : { ...now, affiliation: group[1] }, gathered);
  return true;
}

function takeBodies(bodies: readonly BodyWithNames[], line: number, now: Mode, gathered: Gathered): true {
  for (const { body, names } of bodies)
    for (const name of names) takeName(name, line, { ...now, affiliation: body }, gathered);
  return true;
}

/** "Status: approved": a fact that stands among the people. */
const STATED =
  /^(?:status|date|time|place|location|quorum|total|note|notes|link|recording|version|agenda)\b[^:]{0,20}:/i;

/** A paragraph holds one name a line, or names between commas, or a sentence that is no list at all. */
function takeParagraph(entry: Entry, now: Mode, gathered: Gathered): void {
  const text = unstruck(entry);
  if (
    isSentence(text) ||
    STATED.test(text) ||
    entry.lines.every((line) => line.source.spans.every((span) => span.href !== undefined || span.text.trim() === ""))
  )
    return;
  if (entry.lines.some((line) => line.source.spans.some((span) => span.struck)))
    takeNames(text, entry.line, now, gathered);
  else {
    const lines = entry.lines.map((line) => ({ text: withColumns(line), line: line.line }));
    const person = personOfLines(lines);
    if (person !== null) takeName(person, entry.line, now, gathered);
    else takeLines(lines, now, gathered);
  }
}

/** Lines that each hold a person or several, or one list wrapped over all of them. */
export function takeLines(all: readonly { text: string; line: number }[], now: Mode, gathered: Gathered): void {
  const lines = all.filter((line) => !LABEL_LINE.test(line.text));
  const wrapped = lines.some(
    (line, at) =>
      at < lines.length - 1 &&
      (/(?:,|\band|&)$/.test(line.text) || /^(?:\p{Ll}|[(&])/u.test(lines[at + 1]?.text ?? "")),
  );
  // A long first line of several names goes on in the next, wherever it was cut.
  const cut =
    !/\)$/.test(lines[0]?.text ?? "") &&
    (lines[0]?.text.length ?? 0) >= 55 &&
    splitList(lines[0]?.text ?? "").length >= 3;
  const couples = couplesOf(lines);
  if (couples !== null) for (const { text, line } of couples) takeName(text, line, now, gathered);
  else if (lines.length > 1 && !wrapped && !cut) {
    for (const line of lines)
      if (!takeGroup(line.text, line.line, now, gathered)) takeNames(line.text, line.line, now, gathered);
  } else if (lines[0] !== undefined) takeNames(lines.map((line) => line.text).join(" "), lines[0].line, now, gathered);
}

/** "Asha Mwangi (Mill), Ben Ode and Chi Lee"; "Asha Mwangi, The Mill" is one person. */
export function takeNames(text: string, line: number, now: Mode, gathered: Gathered): void {
  const parts = byHonorific(splitList(text));
  const alternating =
    parts.length > 3 && !text.includes(";") ? couplesOf(parts.map((part) => ({ text: part, line }))) : null;
  if (alternating !== null) {
    for (const each of alternating) takeName(each.text, line, now, gathered);
    return;
  }
  const bodies = text.includes("(") ? bodiesWithNames(parts) : null;
  if (bodies !== null) {
    takeBodies(bodies, line, now, gathered);
    return;
  }
  const names = parts.filter((part) => participantOf(part, line) !== null).length;
  const [first = "", ...others] = parts.map((part) => part.replace(/\s*[([].*/, ""));
  const one =
    others.length > 0 &&
    text.includes(",") &&
    !text.includes(";") &&
    isFullName(first) &&
    (isTitleAndBody(others) || !others.some(couldBeAPerson));
  if (one || (parts.length > 2 && names < parts.length / 2)) takeName(text, line, now, gathered);
  else for (const part of parts) takeName(part, line, parts.length > 1 ? withLastBracket(parts, now) : now, gathered);
}

/** "Director, North Mill" after the name. */
const isTitleAndBody = ([title, body, ...more]: readonly string[]): boolean =>
  title !== undefined && body !== undefined && more.length === 0 && isRole(title) && !TITLED.test(body);

/** Not "directrice", "The Mill" or "Chair": what follows a name and is no other name. */
const couldBeAPerson = (part: string): boolean =>
  TITLED.test(part) ||
  part.startsWith("@") ||
  hasOfficeBefore(part) ||
  (/^\p{Lu}/u.test(part) && looksLikeName(part) && !looksLikeOrganisation(part) && !isRole(part));

/** "Asha Mwangi, Ben Ode, Chi Lee (The Mill)": one body in a bracket at the end is that of all. */
function withLastBracket(parts: readonly string[], now: Mode): Mode {
  const body = /\(([^()]+)\)$/.exec(parts.at(-1) ?? "")?.[1];
  if (body === undefined || parts.slice(0, -1).some((part) => /[(@]/.test(part))) return now;
  const last = participantOf(parts.at(-1) ?? "", 0);
  return last?.affiliation == null ? now : { ...now, affiliation: last.affiliation };
}

export function takeName(text: string, line: number, now: Mode, gathered: Gathered): void {
  const found = participantOf(text, line, gathered.seats);
  if (found === null) return;
  if (found.affiliation === null) found.affiliation = now.affiliation;
  gathered[now.absent || found.absent ? "absent" : "present"].push(found);
}

function isGroupOfPeople(entry: Entry): boolean {
  const own = participantOf(entry.text, entry.line);
  if (own !== null && isFullName(own.name) && !looksLikeOrganisation(entry.text)) return false;
  return entry.children.every((child) => participantOf(child.text, child.line) !== null);
}

export function isKindOfMember(text: string): boolean {
  return (
    text.length < 60 &&
    /\b(?:members?|voting|guests?|observers?|remote|staff|online|onsite|in[- ]person|attend\w*|present|partners|others?|public|additional|zoom|phone|virtual|representatives|non-voting|alternates|invited|visitors|leads|maintainers|delegates)\b/i.test(
      text,
    ) &&
    participantOf(text, 0)?.affiliation == null
  );
}

const isSentence = (text: string): boolean =>
  text.length > 60 && /\b(?:was|were|is|are|has|have|will|please|should|can)\b/.test(text) && !/,.*,.*,/.test(text);

function unstruck(entry: Entry): string {
  if (!entry.lines.some((line) => line.source.spans.some((span) => span.struck))) return entry.text;
  const words = entry.lines.flatMap((line) => line.source.spans).filter((span) => span.struck !== true);
  return words
    .map((span) => span.text)
    .join("")
    .replace(/\s+/g, " ")
    .trim();
}
