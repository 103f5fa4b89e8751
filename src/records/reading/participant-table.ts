/** Tables of people: which column holds the name, the affiliation, the role, and whether the person was there. */
import type { Block } from "../../platform/formats/tree.ts";
import type { Entry } from "./entry.ts";
import { type ParticipantEntry, participantOf } from "./participant-entry.ts";
import { isFullName, looksLikeName, splitList } from "./person-name.ts";
import { foldTitle } from "./section-role.ts";

type Columns = { name: number; surname: number; affiliation: number; role: number; presence: number };

const NAME =
  /^(?:full )?(?:names?|members?|participants?|attendees?|who|persons?|people|representatives?|delegates?|nom|nombre|first name|tsc members?|individual)$|\bname$/;
const SURNAME = /^(?:last name|surname|family name|nom de famille|apellidos?)$/;
const AFFILIATION =
  /company|institut|organi[sz]ation|affiliation|employer|institution|agency|representing|\borg\b|entity|body|organisme|entidad|institucion/;
const ROLE = /^(?:roles?|positions?|titles?|functions?|fonction|cargo|office|capacity)$/;
const PRESENCE = /present|attend|status|here|in person|quorum|asist|presence|participa|^p ?a$/;
const YES =
  /^(?:y|yes|x|✓|✔|☑|✅|🗸|\[x\]|present|presente?|p|attend(?:ed|ing)|1|true|in[- ]person|remote|online|virtual|oui|s[ií]|here|joined)\b|^[✓✔☑✅🗸●•+]/iu;
const NO =
  /^(?:n|no|absent|regrets?|apolog\w*|excused?|n\/?a|-|–|—|a|0|false|not? .*|☐|✗|✘|❌|\[ ?\]|non|ausente)?\s*$/iu;

/** The rows of each table, in reading order. */
export function tablesIn(entries: readonly Entry[]): Map<Block, Entry[]> {
  const tables = new Map<Block, Entry[]>();
  for (const entry of entries) {
    if (entry.kind !== "row") continue;
    const rows = tables.get(entry.block);
    if (rows === undefined) tables.set(entry.block, [entry]);
    else rows.push(entry);
  }
  return tables;
}

/** Absent are those whom the presence column, or their own words, leave out. */
export function peopleInTable(
  all: readonly Entry[],
  seats: ReadonlySet<string>,
): { present: ParticipantEntry[]; absent: ParticipantEntry[] } {
  const rows = all.filter((row) => row.cells.some((cell) => cell !== ""));
  const columns = columnsOf(rows);
  const present: ParticipantEntry[] = [];
  const absent: ParticipantEntry[] = [];
  if (isGridOfNames(rows)) {
    for (const row of rows)
      for (const cell of row.cells)
        present.push(...[participantOf(cell, row.line, seats)].filter((each) => each !== null));
    return { present, absent };
  }
  for (const row of rows.filter((each) => !isHeader(each, rows))) {
    const last = columns.surname < 0 || columns.surname === columns.name ? "" : nameIn(row, columns.surname);
    const several = splitList(nameIn(row, columns.name));
    const whole = `${nameIn(row, columns.name)} ${last}`.trim();
    for (const words of several.length > 1 && several.every(isFullName) ? several : [whole]) takePerson(words, row);
  }
  return { present, absent };

  function takePerson(words: string, row: Entry): void {
    const person = participantOf(words, row.line, seats);
    if (person === null) return;
    const affiliation = row.cells[columns.affiliation]?.trim() ?? "";
    const role = row.cells[columns.role]?.trim() ?? "";
    if (affiliation !== "" && !NO.test(affiliation)) person.affiliation = affiliation;
    if (role !== "") person.role ??= role;
    const there = columns.presence < 0 || YES.test(row.cells[columns.presence]?.trim() ?? "");
    (there && !person.absent && !isStruck(row) ? present : absent).push(person);
  }
}

/** A table that only sets names side by side. */
function isGridOfNames(rows: readonly Entry[]): boolean {
  if (rows.some((row) => isHeader(row, rows))) return false;
  const cells = rows.flatMap((row) => row.cells).filter((cell) => cell !== "");
  const width = rows[0]?.cells.length ?? 0;
  return width > 1 && cells.length > 2 && cells.filter((cell) => isFullName(cell)).length * 5 >= cells.length * 4;
}

/** A header that speaks of presence beside names, or a column that holds nothing but yes and no beside names. */
export function saysWhoWasThere(all: readonly Entry[]): boolean {
  const rows = all.filter((row) => row.cells.some((cell) => cell !== ""));
  const columns = columnsOf(rows);
  if (columns.presence < 0) return bringsNamesAndBodies(rows);
  const people = rows.filter((row) => !isHeader(row, rows));
  const named = people.filter((row) => looksLikeName(nameIn(row, columns.name))).length;
  const answered = people.filter((row) => YES.test(row.cells[columns.presence]?.trim() ?? "")).length;
  return named >= 2 && named * 3 >= people.length * 2 && answered > 0;
}

/** A header with a column of names and one of bodies, and names below it. */
function bringsNamesAndBodies(rows: readonly Entry[]): boolean {
  const head = rows[0] !== undefined && isHeader(rows[0], rows) ? rows[0].cells.map(foldTitle) : [];
  const name = head.findIndex((cell) => NAME.test(cell));
  if (name < 0 || !head.some((cell, at) => at !== name && AFFILIATION.test(cell))) return false;
  const named = rows.slice(1).filter((row) => isFullName(nameIn(row, name))).length;
  return named >= 2 && named * 3 >= (rows.length - 1) * 2;
}

function columnsOf(rows: readonly Entry[]): Columns {
  const header = rows[0] !== undefined && isHeader(rows[0], rows) ? rows[0].cells.map(foldTitle) : [];
  const find = (form: RegExp): number => header.findIndex((cell) => form.test(cell));
  const columns = {
    name: find(NAME),
    surname: find(SURNAME),
    affiliation: find(AFFILIATION),
    role: find(ROLE),
    presence: find(PRESENCE),
  };
  if (columns.presence === columns.name) columns.presence = -1;
  const body = rows.filter((row) => !isHeader(row, rows)).slice(0, 40);
  if (columns.presence < 0) columns.presence = yesNoColumn(body, columns.name);
  if (columns.name < 0) columns.name = Math.max(0, nameColumn(body));
  if (columns.affiliation < 0 && header.length === 0) {
    const width = body[0]?.cells.length ?? 0;
    const free = [...Array(width).keys()].filter((at) => at !== columns.name && at !== columns.presence);
    if (free.length === 1) columns.affiliation = free[0] ?? -1;
  }
  return columns;
}

function isHeader(row: Entry, rows: readonly Entry[]): boolean {
  if (row !== rows[0]) return false;
  const cells = row.cells.map(foldTitle);
  return (
    cells.some((cell) => NAME.test(cell)) ||
    (row.header && cells.some((cell) => AFFILIATION.test(cell) || PRESENCE.test(cell)))
  );
}

function yesNoColumn(body: readonly Entry[], name: number): number {
  const width = body[0]?.cells.length ?? 0;
  for (let at = 1; at < width; at += 1) {
    const cells = body.map((row) => row.cells[at]?.trim() ?? "");
    if (at !== name && cells.some((cell) => YES.test(cell)) && cells.every((cell) => YES.test(cell) || NO.test(cell)))
      return at;
  }
  return -1;
}

function nameColumn(body: readonly Entry[]): number {
  const width = body[0]?.cells.length ?? 0;
  for (let at = 0; at < width; at += 1) {
    const names = body.filter(
      (row) => looksLikeName(row.cells[at]?.trim() ?? "") && (row.cells[at] ?? "").includes(" "),
    ).length;
    if (names * 2 > body.length) return at;
  }
  return 0;
}

const nameIn = (row: Entry, at: number): string => row.cells[at]?.trim() ?? "";

const isStruck = (row: Entry): boolean => {
  const spans = row.lines[0]?.source.spans ?? [];
  return spans.length > 0 && spans.every((span) => span.struck === true || span.text.trim() === "");
};
