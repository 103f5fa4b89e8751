/** People named beside the list of members: "Staff: …", "Others: …", "Substitutes: … for …", or a bare list with no word above it. */
import type { Entry } from "./entry.ts";
import { factOf } from "./labelled.ts";
import type { Outline, Section } from "./outline.ts";
import { participantOf } from "./participant-entry.ts";
import { type Gathered, type Mode, takeEntries, takeName, takeNames } from "./participant-lists.ts";
import { isFullName, splitList } from "./person-name.ts";

const PRESENT: Mode = { absent: false, affiliation: null };

/** Words for people, the last of a label of at most five: "Non-voting members", "Town staff", "Secretariat". */
export const KIND =
  /^(?:[\p{L}-]+ ){0,4}(?:members?|directors?|trustees|officers|councill?ors|commissioners|supervisors|staff|secretariat|guests?|observers?|visitors?|others?|panelists|substitutes?|alternates?|proxies|advis[eo]rs|delegates|representatives|faculty|students|public|participants|board|executive|committee|council|experts|speakers|volunteers|coordinators|leads|ex officio|online|remotely|zoom|phone|teleconference)(?: (?:and|or|&) [\p{L}-]+)?$/iu;
const STAND_INS = /^(?:substitutes?|alternates?|proxies|stand-?ins)\b/i;
const LABEL = /^(\p{Lu}[^:.;]{2,44}):\s+(\S.*)$/u;

/** In the head of a report, or right beside a list of those present. */
export function takeKinds(section: Section, gathered: Gathered, done: Set<Entry>): void {
  const head = section.role === "preface" || section.role === "title" || section.role === "roles";
  let beside = false;
  for (const entry of section.entries) {
    const listed = done.has(entry);
    if (entry.kind === "paragraph" && (head || beside || listed)) takeLabels(entry, beside || listed, gathered);
    beside = listed || (beside && entry.kind === "paragraph" && entry.text.length < 60);
  }
}

/** "Members of the Community:" with names below it, beside a point that lists those present: they were there too. */
export function takeBeside(section: Section, present: Entry, gathered: Gathered, done: Set<Entry>): void {
  const kin = section.entries.filter((entry) => entry.parent === present.parent && entry.depth === present.depth);
  for (const entry of kin.slice(kin.indexOf(present) + 1)) {
    if (done.has(entry) || entry.kind !== "item" || !isOfNames(entry)) return;
    done.add(entry);
    takeEntries(entry.children, PRESENT, gathered, done, entry);
  }
}

/** A label, and below it at least three entries that are names but for a few, with nothing further below them. */
function isOfNames({ text, children }: Entry): boolean {
  if (!text.endsWith(":") || text.length > 60 || factOf(text) === "apologies" || children.length < 3) return false;
  if (children.some((child) => child.children.length > 0)) return false;
  return (
    children.filter((child) => isFullName((child.text.split(/[,(]/, 1)[0] ?? "").trim())).length >=
    children.length * 0.7
  );
}

function takeLabels(entry: Entry, beside: boolean, gathered: Gathered): void {
  for (const { label, words, line } of labelledValues(entry))
    if (takeValue(label, words, line, beside, gathered)) gathered.listed = true;
}

/** Each kind of people with what stands behind it, wrapped lines joined. */
function labelledValues(entry: Entry): { label: string; words: string; line: number }[] {
  const found: { label: string; words: string; line: number }[] = [];
  let open = false;
  let before = "";
  for (const { text, line } of entry.lines) {
    const match = text.includes(":") ? LABEL.exec(text) : null;
    const last = found.at(-1);
    if (match?.[1] !== undefined) {
      open = KIND.test(match[1]) && factOf(match[1]) === null;
      if (open) found.push({ label: match[1], words: match[2] ?? "", line });
    } else if (open && last !== undefined && (before.length >= 55 || /[,;]$/.test(before))) last.words += ` ${text}`;
    else open = false;
    before = text;
  }
  return found;
}

/** Everything between the commas must be a name, and one at least a full one where no list of people stands beside. */
function takeValue(label: string, words: string, line: number, beside: boolean, gathered: Gathered): boolean {
  const parts = splitList(words).map((part) =>
    STAND_INS.test(label) ? part.replace(/\s(?:for|replacing|in place of)\s.*$/, "") : part,
  );
  const people = parts.map((part) => participantOf(part, line));
  const full = people.filter((each) => each !== null && isFullName(each.name)).length;
  if (people.filter((each) => each !== null).length * 4 < people.length * 3 || (!beside && full === 0)) return false;
  if (full * 2 < parts.length && parts.length < 3 && !beside) return false;
  takeNames(parts.join(words.includes(";") ? "; " : ", "), line, PRESENT, gathered);
  return true;
}

/** No word for participants anywhere: full names between commas, or one a line or item, in the head of the report. */
export function takeUnlabelled(outline: Outline, gathered: Gathered): void {
  for (const section of outline.sections.slice(0, 4)) {
    if (section.role !== "preface" && section.role !== "title" && section.role !== "agenda" && section.role !== "roles")
      continue;
    for (const entry of section.entries) {
      const found = entry.kind === "paragraph" ? namesOf(entry) : [];
      for (const { text, line } of found) takeName(text, line, PRESENT, gathered);
      gathered.listed ||= found.length > 0;
    }
    takeItems(section, gathered);
    if (gathered.listed) return;
  }
}

function namesOf(entry: Entry): { text: string; line: number }[] {
  const names = splitList(entry.text);
  if (names.length >= 4 && names.every(isFullName)) return names.map((text) => ({ text, line: entry.line }));
  const lines = entry.lines.filter(
    (line) =>
      isFullName(line.text) && line.text.length < 40 && !/\b(?:minutes|meeting|agenda|report|notes)\b/i.test(line.text),
  );
  return lines.length >= 3 ? lines : [];
}

/** The first list of the head, where every item is a person with a title or a body. */
export function isListOfPersons(items: readonly Entry[]): boolean {
  return (
    items.length >= 3 &&
    items.every((item) => {
      if (item.ordered || item.text.length > 110 || item.children.length > 0) return false;
      const person = participantOf(item.text, item.line);
      return person !== null && isFullName(person.name);
    })
  );
}

function takeItems(section: Section, gathered: Gathered): void {
  const first = section.entries.find((entry) => entry.kind === "item");
  if (first === undefined) return;
  const items = section.entries.filter((entry) => entry.block === first.block);
  if (!isListOfPersons(items)) return;
  for (const item of items) takeName(item.text, item.line, PRESENT, gathered);
  gathered.listed = true;
}

const PRESENT_WERE =
  /\b(?:present|in attendance|attending|participating|participants|attendees)(?: at the meeting| on the call| remotely)? (?:were|was|included)(?: as follows)?:?\s+(\p{Lu}[^:]{8,600}?)\.(?=\s|$)/u;
const WERE_PRESENT =
  /^(\p{Lu}[^:.]{8,600}?),? (?:were (?:all )?(?:present|in attendance)|attended(?: the (?:meeting|call))?|joined the (?:meeting|call)|took part|participated)\b/u;

/** "Members present were Asha Mwangi, Ben Ode and Chi Lee.", "Asha Mwangi and Ben Ode attended the meeting.": in the opening, where no list says it. */
export function takePresentSentences(outline: Outline, gathered: Gathered): void {
  for (const section of outline.sections.slice(0, 4)) {
    for (const entry of section.entries.slice(0, 8)) {
      if (entry.kind !== "paragraph" || !/present|attend|joined|took part|participa/.test(entry.text)) continue;
      const text = entry.text.slice(0, 1500);
      const words = PRESENT_WERE.exec(text)?.[1] ?? WERE_PRESENT.exec(text)?.[1];
      const parts = splitList(words ?? "");
      if (parts.length < 2 || !parts.every((part) => isFullName(part.replace(/\s*[([].*$/, "")))) continue;
      for (const part of parts) takeName(part, entry.line, PRESENT, gathered);
      gathered.listed = true;
    }
    if (gathered.listed) return;
  }
}
