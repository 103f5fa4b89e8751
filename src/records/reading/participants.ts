/** Who was there and who excused themselves: every list, table and sentence that says so. */
import type { Block } from "../../platform/formats/tree.ts";
import type { ReadParticipant } from "../report.ts";
import type { Entry } from "./entry.ts";
import { factOf, type Labelled, labelledIn, partsOf } from "./labelled.ts";
import { governingRole, type Outline, type Section } from "./outline.ts";
import { type ParticipantEntry, participantOf } from "./participant-entry.ts";
import { peopleInTable, saysWhoWasThere } from "./participant-table.ts";
import { isFullName, looksLikeName, looksLikeOrganisation, splitList } from "./person-name.ts";
import { foldTitle, roleOf } from "./section-role.ts";

export type Attendance = { listed: boolean; participants: ReadParticipant[]; apologies: ReadParticipant[] };

/** What is being listed while the reading goes on. */
type Mode = { absent: boolean; affiliation: string | null };
type Gathered = {
  present: ParticipantEntry[];
  absent: ParticipantEntry[];
  listed: boolean;
  seats: ReadonlySet<string>;
};

export function attendanceOf(outline: Outline, labelled: Labelled[] = labelledIn(outline)): Attendance {
  const gathered: Gathered = { present: [], absent: [], listed: false, seats: seatsOf(outline) };
  const done = new Set<Entry>();
  for (const section of outline.sections) takeSection(section, gathered, done);
  for (const each of labelled) takeLabelled(each, gathered, done);
  for (const section of outline.sections) takeTables(section, gathered, done);
  takeSentences(outline, gathered);
  const participants = unique(gathered.present);
  const names = new Set(participants.map((each) => foldTitle(each.name)));
  return {
    listed: gathered.listed && participants.length > 0,
    participants,
    apologies: unique(gathered.absent).filter((each) => !names.has(foldTitle(each.name))),
  };
}

/** Letters of the group itself, from its title: beside a name they say a seat. */
function seatsOf(outline: Outline): Set<string> {
  const seats = new Set<string>();
  const titles = [
    outline.fields.title ?? "",
    ...outline.sections.filter((each) => each.role === "title").map((each) => each.title),
  ];
  for (const title of titles) {
    for (const match of title.matchAll(/\b[A-Z]{2,6}\b/g)) seats.add(match[0]);
    const initials = title.match(/\b\p{Lu}(?=\p{Ll})/gu)?.join("") ?? "";
    for (let length = 2; length <= 4; length += 1)
      for (let at = 0; at + length <= initials.length && at < 12; at += 1) seats.add(initials.slice(at, at + length));
  }
  return seats;
}

/** A section under "Participants" or "Regrets", or a sub-section of one that names a body or a kind of members. */
function takeSection(section: Section, gathered: Gathered, done: Set<Entry>): void {
  const role = section.role === "item" ? governingRole(section) : section.role;
  if (role !== "participants" && role !== "apologies") return;
  if (
    section.role === "item" &&
    (section.entries.length === 0 || section.entries.some((entry) => entry.text.length > 160))
  )
    return;
  if (role === "participants") gathered.listed = true;
  const own = section.role === "item" && !isKindOfMember(section.title) && looksLikeOrganisation(section.title);
  const mode: Mode = { absent: role === "apologies", affiliation: own ? section.title : null };
  takeEntries(section.entries, mode, gathered, done);
}

/** "Present: Asha Mwangi, Ben Ode", with the rest in items below it or not. */
function takeLabelled(each: Labelled, gathered: Gathered, done: Set<Entry>): void {
  if (each.fact !== "participants" && each.fact !== "apologies") return;
  if (each.entry !== null && done.has(each.entry)) return;
  const mode: Mode = { absent: each.fact === "apologies", affiliation: null };
  if (each.value !== "") takeNames(each.value, each.line, mode, gathered);
  if (each.entry === null) return;
  done.add(each.entry);
  takeEntries(each.entry.children, mode, gathered, done);
  if (each.fact === "participants") gathered.listed = true;
}

function takeEntries(entries: readonly Entry[], mode: Mode, gathered: Gathered, done: Set<Entry>): void {
  // Only a list in which somebody is ticked says, by an empty box, who was not there; a later list of guests does not.
  const ticked = new Set<Block>();
  for (const entry of entries) if (entry.checked === true) ticked.add(entry.block);
  const items = entries.filter((entry) => entry.kind === "item").length;
  let now = mode;
  for (const entry of entries) {
    if (done.has(entry)) continue;
    if (entry.parent !== null && done.has(entry.parent)) done.add(entry);
    else if (entry.kind === "row") takeTable(entry.block, mode, gathered, done, entries);
    else {
      done.add(entry);
      const empty = entry.checked === false && (ticked.has(entry.block) || ticked.size === 0);
      if (!empty) now = takeEntry(entry, now, mode, items, gathered, done);
    }
  }
}

function takeTable(table: Block, mode: Mode, gathered: Gathered, done: Set<Entry>, entries: readonly Entry[]): void {
  const rows = entries.filter((entry) => entry.block === table);
  for (const row of rows) done.add(row);
  const { present, absent } = peopleInTable(rows, gathered.seats);
  gathered[mode.absent ? "absent" : "present"].push(...present);
  gathered.absent.push(...absent);
}

/** Returns what the entries after it are: a line such as "Regrets:" or "Guests" changes that. */
function takeEntry(entry: Entry, now: Mode, mode: Mode, items: number, gathered: Gathered, done: Set<Entry>): Mode {
  const fact = factOf(entry.text);
  if (fact === "participants" || fact === "apologies") return { absent: fact === "apologies", affiliation: null };
  const after = modeAfter(entry, now);
  if (takeLabelledPerson(entry, now, gathered)) return now;
  if (isKindOfMember(entry.text) && !isFullName(entry.text)) {
    takeEntries(entry.children, now, gathered, done);
    return entry.kind === "item" ? now : mode;
  }
  if (entry.children.length > 0 && isGroupOfPeople(entry)) {
    takeEntries(entry.children, { ...now, affiliation: entry.text.replace(/\s*:$/, "") }, gathered, done);
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
  const group = /^([^:,()]{2,60}):\s+(.+)$/.exec(text);
  const names = group?.[2] === undefined ? [] : splitList(group[2]);
  if (
    group?.[1] !== undefined &&
    names.length > 0 &&
    names.every(isFullName) &&
    (names.length > 1 || !isFullName(group[1]))
  ) {
    const kind = isKindOfMember(group[1]) || roleOf(group[1]) !== "item";
    for (const name of names) takeName(name, entry.line, kind ? now : { ...now, affiliation: group[1] }, gathered);
  } else takeName(text, entry.line, now, gathered);
}

/** A paragraph holds one name a line, or names between commas, or a sentence that is no list at all. */
function takeParagraph(entry: Entry, now: Mode, gathered: Gathered): void {
  const text = unstruck(entry);
  if (
    isSentence(text) ||
    entry.lines.every((line) => line.source.spans.every((span) => span.href !== undefined || span.text.trim() === ""))
  )
    return;
  const lines = entry.lines.filter((line) => !LABEL_LINE.test(line.text));
  const wrapped = lines.some(
    (line, at) =>
      at < lines.length - 1 &&
      (/(?:,|\band|&)$/.test(line.text) || /^(?:\p{Ll}|[(&])/u.test(lines[at + 1]?.text ?? "")),
  );
  if (lines.length > 1 && !wrapped) for (const line of lines) takeNames(line.text, line.line, now, gathered);
  else
    takeNames(
      entry.lines.length === lines.length ? text : lines.map((line) => line.text).join(" "),
      lines[0]?.line ?? entry.line,
      now,
      gathered,
    );
}

/** "Asha Mwangi (Mill), Ben Ode and Chi Lee"; "Asha Mwangi, The Mill" is one person. */
function takeNames(text: string, line: number, now: Mode, gathered: Gathered): void {
  const parts = splitList(text);
  const names = parts.filter((part) => participantOf(part, line) !== null).length;
  const one =
    parts.length === 2 &&
    text.includes(",") &&
    (looksLikeOrganisation(parts[1]?.replace(/\s*\(.*/, "") ?? "") ||
      !looksLikeName(parts[1]?.replace(/\s*\(.*/, "") ?? ""));
  if (one || (parts.length > 2 && names < parts.length / 2)) takeName(text, line, now, gathered);
  else for (const part of parts) takeName(part, line, parts.length > 1 ? withLastBracket(parts, now) : now, gathered);
}

/** "Asha Mwangi, Ben Ode, Chi Lee (The Mill)": one body in a bracket at the end is that of all. */
function withLastBracket(parts: readonly string[], now: Mode): Mode {
  const body = /\(([^()]+)\)$/.exec(parts.at(-1) ?? "")?.[1];
  if (body === undefined || parts.slice(0, -1).some((part) => /[(@]/.test(part))) return now;
  const last = participantOf(parts.at(-1) ?? "", 0);
  return last?.affiliation == null ? now : { ...now, affiliation: last.affiliation };
}

function takeName(text: string, line: number, now: Mode, gathered: Gathered): void {
  const found = participantOf(text, line, gathered.seats);
  if (found === null) return;
  if (found.affiliation === null) found.affiliation = now.affiliation;
  gathered[now.absent || found.absent ? "absent" : "present"].push(found);
}

/** Tables with a column that says who was there count wherever they stand, and so do ticked lists of names. */
function takeTables(section: Section, gathered: Gathered, done: Set<Entry>): void {
  const seen = new Set<Block>();
  for (const entry of section.entries) {
    if (entry.kind !== "row" || done.has(entry) || seen.has(entry.block)) continue;
    seen.add(entry.block);
    const rows = section.entries.filter((other) => other.block === entry.block);
    if (!saysWhoWasThere(rows)) continue;
    takeTable(entry.block, { absent: false, affiliation: null }, gathered, done, rows);
    gathered.listed = true;
  }
}

const REGRETS =
  /(\p{Lu}[\p{L}'’.-]+(?: \p{Lu}[\p{L}'’.-]+){0,3}) (?:sends?|sent|has sent|gave|with|offered) (?:his |her |their )?(?:regrets|apologies)/u;
const APOLOGIES_FROM =
  /\b(?:apologies|regrets)\b(?: for absence)?(?: (?:were|was))?(?: received| noted| accepted)* from:?\s+([^.]{3,200})/i;

/** "Asha Mwangi sends regrets", "Apologies were received from Ben Ode and Chi Lee". */
function takeSentences(outline: Outline, gathered: Gathered): void {
  for (const line of outline.lines) {
    if (!/regret|apolog/i.test(line.text)) continue;
    const one = REGRETS.exec(line.text)?.[1];
    const list = APOLOGIES_FROM.exec(line.text)?.[1];
    const names =
      one !== undefined ? [one] : splitList(list ?? "").filter((name) => isFullName(name.replace(/\s*\(.*/, "")));
    for (const name of names) takeName(name, line.line, { absent: true, affiliation: null }, gathered);
  }
}

function isGroupOfPeople(entry: Entry): boolean {
  const own = participantOf(entry.text, entry.line);
  if (own !== null && isFullName(own.name) && !looksLikeOrganisation(entry.text)) return false;
  return entry.children.every((child) => participantOf(child.text, child.line) !== null);
}

function isKindOfMember(text: string): boolean {
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

function unique(entries: ParticipantEntry[]): ReadParticipant[] {
  const found = new Map<string, ReadParticipant>();
  for (const { absent: _, ...person } of entries) {
    const key = foldTitle(person.name);
    const known = found.get(key);
    if (known === undefined) found.set(key, person);
    else {
      known.affiliation ??= person.affiliation;
      known.role ??= person.role;
    }
  }
  return [...found.values()];
}
