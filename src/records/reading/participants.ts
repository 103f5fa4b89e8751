/** Who was there and who excused themselves: every list, table and sentence that says so. */
import type { ReadParticipant } from "../report.ts";
import type { Entry } from "./entry.ts";
import { factOf, type Labelled, labelledIn } from "./labelled.ts";
import { takeBeside, takeKinds, takePresentSentences, takeUnlabelled } from "./other-people.ts";
import { governingRole, type Outline, type Section } from "./outline.ts";
import type { ParticipantEntry } from "./participant-entry.ts";
import {
  type Gathered,
  isKindOfMember,
  type Mode,
  takeEntries,
  takeLines,
  takeName,
  takeTable,
} from "./participant-lists.ts";
import { saysWhoWasThere, tablesIn } from "./participant-table.ts";
import { isFullName, looksLikeOrganisation, splitList } from "./person-name.ts";
import { foldTitle } from "./section-role.ts";

export type Attendance = { listed: boolean; participants: ReadParticipant[]; apologies: ReadParticipant[] };

export function attendanceOf(outline: Outline, labelled: Labelled[] = labelledIn(outline)): Attendance {
  const gathered: Gathered = { present: [], absent: [], listed: false, seats: seatsOf(outline) };
  const done = new Set<Entry>();
  for (const section of outline.sections) takeSection(section, gathered, done);
  if (!gathered.listed) for (const section of outline.sections) takeAnnex(section, gathered, done);
  const inLists = new Set(done);
  for (const each of labelled) takeLabelled(each, gathered, done, inLists);
  for (const { fact, entry } of labelled) {
    if (fact !== "participants" || entry?.kind !== "item" || entry.children.length === 0) continue;
    const section = outline.sections.find((one) => one.entries.includes(entry));
    if (section !== undefined) takeBeside(section, entry, gathered, done);
  }
  for (const section of outline.sections) takeTables(section, gathered, done);
  for (const section of outline.sections) takeIntroduced(section, gathered, done);
  for (const section of outline.sections) takeKinds(section, gathered, done);
  if (!gathered.listed) takePresentSentences(outline, gathered);
  if (!gathered.listed) takeUnlabelled(outline, gathered);
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
    (section.entries.length === 0 || section.entries.some((entry) => entry.text.length > 160 && !isListOfNames(entry)))
  )
    return;
  if (role === "participants") gathered.listed = true;
  const own = section.role === "item" && !isKindOfMember(section.title) && looksLikeOrganisation(section.title);
  const mode: Mode = { absent: role === "apologies", affiliation: own ? section.title : null };
  takeEntries(section.entries, mode, gathered, done);
}

/** An annex that is a list of names and nothing else says who was there, whatever its title. */
function takeAnnex(section: Section, gathered: Gathered, done: Set<Entry>): void {
  const items = section.entries.filter((entry) => entry.kind === "item");
  if (section.role !== "annex" || items.length < 3 || items.length < section.entries.length * 0.8) return;
  const named = items.filter(({ text }) => text.length < 160 && isFullName((text.split(/[,(;–—]/, 1)[0] ?? "").trim()));
  if (named.length < items.length * 0.8) return;
  gathered.listed = true;
  takeEntries(section.entries, { absent: false, affiliation: null }, gathered, done);
}

/** However long: names and nothing else between the marks. */
const isListOfNames = (entry: Entry): boolean => {
  const names = splitList(entry.text);
  return names.length > 4 && names.every(isFullName);
};

/** "Present: Asha Mwangi, Ben Ode", with the rest in items below it or not. */
function takeLabelled(each: Labelled, gathered: Gathered, done: Set<Entry>, inLists: ReadonlySet<Entry>): void {
  if (each.fact !== "participants" && each.fact !== "apologies") return;
  if (each.entry !== null && inLists.has(each.entry)) return;
  const mode: Mode = { absent: each.fact === "apologies", affiliation: null };
  takeLines(each.lines, mode, gathered);
  if (each.fact === "participants" && each.lines.length > 0) gathered.listed = true;
  if (each.entry === null) return;
  done.add(each.entry);
  takeEntries(each.entry.children, mode, gathered, done, each.entry);
  if (each.fact === "participants") gathered.listed = true;
}

/** Tables with a column that says who was there count wherever they stand, and so do ticked lists of names. */
function takeTables(section: Section, gathered: Gathered, done: Set<Entry>): void {
  for (const rows of tablesIn(section.entries).values()) {
    if (rows.some((row) => done.has(row)) || !saysWhoWasThere(rows)) continue;
    takeTable(rows, { absent: false, affiliation: null }, gathered, done);
    gathered.listed = true;
  }
}

/** "… so we know who was here. Roll call:" and the list below it. */
function takeIntroduced(section: Section, gathered: Gathered, done: Set<Entry>): void {
  for (const [at, entry] of section.entries.entries()) {
    if (entry.kind !== "paragraph" || done.has(entry) || !entry.text.endsWith(":")) continue;
    const tail = /(?:^|[.!?:]\s+)([^.!?:]{3,60}):$/.exec(entry.text)?.[1] ?? "";
    const fact = factOf(tail);
    if (fact !== "participants" && fact !== "apologies") continue;
    const list = section.entries.slice(at + 1);
    const end = list.findIndex((each) => each.kind !== "item");
    takeEntries(
      end < 0 ? list : list.slice(0, end),
      { absent: fact === "apologies", affiliation: null },
      gathered,
      done,
    );
    gathered.listed ||= fact === "participants";
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

function unique(entries: ParticipantEntry[]): ReadParticipant[] {
  const found = new Map<string, ReadParticipant>();
  for (const { absent: _, ...person } of entries) {
    // What stands in brackets is left aside when names are compared; in words that are no name it tells them apart.
    const key = person.name.includes("(") ? person.name : foldTitle(person.name);
    const known = found.get(key);
    if (known === undefined) found.set(key, person);
    else {
      known.affiliation ??= person.affiliation;
      known.role ??= person.role;
    }
  }
  return [...found.values()];
}
