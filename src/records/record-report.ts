import { Disclosure, disclosureOfWord, ListDisclosure, RecordingDisclosure } from "../access/disclosure.ts";
import { ROLES_AT_MEETING } from "../meetings/meeting.ts";
import type { DocumentTree } from "../platform/formats/tree.ts";
import { namesIn, type RecordFile, readRecordFile } from "./record-file.reader.ts";
import { EARLIER_FORM, RECORD_FORM } from "./record-file.ts";
import type { ReadAgendaItem, ReadDisclosure, ReadParticipant, ReadReport, ReadRole, ReadSection } from "./report.ts";

/** What was found in a file, exact where the file is of our own form (record-file.ts), else as it is. */
export function asOwnForm(found: ReadReport, tree: DocumentTree, bytes: Uint8Array): ReadReport {
  if (tree.fields.baraza !== RECORD_FORM && tree.fields.baraza !== EARLIER_FORM) return found;
  const file = readRecordFile(new TextDecoder().decode(bytes));
  return file ? reportOfFile(found, file) : found;
}

/**
 * The report that a file of our own form holds: what the form says exactly takes the place of what the recognisers
 * found in its words; what it does not say (who spoke, links, acronyms) stays as found.
 */
export function reportOfFile(found: ReadReport, file: RecordFile): ReadReport {
  const field = (name: string): string | null => {
    const value = file.fields[name];
    return value === undefined ? null : String(value);
  };
  const number = file.fields.number;
  const [, time = null, endTime = null, timezone = null] =
    /^(\d\d:\d\d)?(?: to (\d\d:\d\d))? ?(.*)$/.exec(field("time_words") ?? "") ?? [];
  const attendance = attendanceIn(file);
  const agenda = agendaIn(file);
  return {
    ...found,
    group: field("group"),
    title: field("title"),
    date: field("date"),
    date_source: field("date") === null ? null : "text",
    alternatives: { dates: [], meeting_numbers: [] },
    meeting_number: typeof number === "number" ? number : null,
    meeting_number_words: field("number_words"),
    time: time || null,
    end_time: endTime || null,
    timezone: timezone || null,
    roles: rolesIn(file),
    chair: rolesIn(file).find((one) => one.role === "moderator")?.name ?? null,
    ...attendance,
    agenda_items: agenda,
    sections: sectionsIn(file, found),
    actions: actionsIn(file),
    decisions: rows(file, "decisions").map(({ line, cells }) => ({
      text: cells[0] ?? "",
      line: lineOf(file, cells[1]) ?? line,
    })),
    recommendations: rows(file, "recommendations").map(({ line, cells }) => ({
      text: cells[0] ?? "",
      to: namesIn(cells[1] ?? ""),
      line: lineOf(file, cells[2]) ?? line,
    })),
    open_questions: rows(file, "questions").map(({ line, cells }) => ({
      text: cells[0] ?? "",
      asked_by: cells[1] || null,
      line: lineOf(file, cells[2]) ?? line,
    })),
    documents: rows(file, "documents").map(({ line, cells: [title, href, by, to] }) => ({
      title: title || null,
      href: href || null,
      by: by || null,
      to: to || null,
      line,
    })),
    next_meeting: field("next"),
    next_meeting_words: field("next_words"),
    next_meeting_status: certaintyOf(field("next_certainty")),
    disclosure: { list: disclosureIn(file, "list"), recording: disclosureIn(file, "recording") },
  };
}

const rows = (file: RecordFile, name: keyof RecordFile["tables"]) => file.tables[name] ?? [];

/** Where the block with this number begins in the file. */
const lineOf = (file: RecordFile, number: string | undefined): number | null =>
  number ? (file.blocks.find((block) => block.number === Number(number))?.line ?? null) : null;

const certaintyOf = (word: string | null): ReadReport["next_meeting_status"] =>
  word === "fixed" || word === "proposed" ? word : null;

function rolesIn(file: RecordFile): ReadRole[] {
  return rows(file, "roles").flatMap(({ line, cells: [role, name = ""] }) => {
    const known = ROLES_AT_MEETING.find((one) => one === role);
    return known ? { role: known, name, words: name, line } : [];
  });
}

function attendanceIn(
  file: RecordFile,
): Pick<ReadReport, "participants_listed" | "participants" | "apologies" | "bodies_not_represented"> {
  const entries = rows(file, "attendance");
  const standing = (word: string): ReadParticipant[] =>
    entries
      .filter(({ cells }) => cells[0] === word)
      .map(({ line, cells: [, name = "", affiliation, role] }) => ({
        name,
        alias: null,
        affiliation: affiliation || null,
        role: role || null,
        line,
      }));
  return {
    participants_listed: entries.length > 0,
    participants: standing("present"),
    apologies: standing("apologies"),
    bodies_not_represented: standing("not represented").map(({ name, line }) => ({ body: name, line })),
  };
}

function agendaIn(file: RecordFile): ReadAgendaItem[] {
  const items: ReadAgendaItem[] = [];
  for (const { line, cells } of rows(file, "agenda")) {
    const [level, label, title = ""] = cells;
    const item = { title, label: label || null, line, children: [] };
    const parent = items.at(-1);
    if (level === "1" || !parent) items.push(item);
    else parent.children.push(item);
  }
  return items;
}

/** The blocks by their headings; who spoke in a section is as found under the same heading. */
function sectionsIn(file: RecordFile, found: ReadReport): ReadSection[] {
  const sections: ReadSection[] = [];
  for (const block of file.blocks) {
    if (block.kind === "heading") sections.push(section(file, found, block));
    else if (sections.length === 0)
      sections.push({ title: "", label: null, agenda_item: null, line: block.line, interventions: [], blocks: [] });
    sections.at(-1)?.blocks.push({ kind: block.kind, body: block.body, line: block.line });
  }
  return sections;
}

function section(file: RecordFile, found: ReadReport, heading: RecordFile["blocks"][number]): ReadSection {
  const label = heading.attributes.label;
  const item = rows(file, "agenda")
    .filter(({ cells }) => cells[0] === "1")
    .findIndex(({ cells }) => cells[3] === String(heading.number));
  return {
    title: heading.body,
    label: typeof label === "string" ? label : null,
    agenda_item: item === -1 ? null : item,
    line: heading.line,
    interventions: found.sections.find((one) => one.line === heading.line)?.interventions ?? [],
    blocks: [],
  };
}

function actionsIn(file: RecordFile): ReadReport["actions"] {
  return rows(file, "actions").map(
    ({ line, cells: [, text = "", owners = "", recipient, due, dueWords, state, block] }) => ({
      text,
      owners: namesIn(owners),
      recipient: recipient || null,
      due: due || null,
      due_words: dueWords || null,
      explicit: true,
      done: state === "done",
      line: lineOf(file, block) ?? line,
    }),
  );
}

/** In the first form, "participants" stood for members where it was at once. */
function disclosedIn(file: RecordFile, name: "list" | "recording"): Disclosure | null {
  const word = String(file.fields[name] ?? "");
  const [, audience, onRequest] = /^(public|participants|nobody)( on request)?$/.exec(word) ?? [];
  if (file.fields.baraza === EARLIER_FORM && audience !== undefined)
    return Disclosure.parse({ audience, onRequest: onRequest !== undefined });
  const read = (name === "list" ? ListDisclosure : RecordingDisclosure).safeParse(word);
  return read.success ? disclosureOfWord(read.data) : null;
}

function disclosureIn(file: RecordFile, name: "list" | "recording"): ReadDisclosure | null {
  const said = disclosedIn(file, name);
  if (said === null) return null;
  return {
    audience: said.audience,
    on_request: said.how === "on request",
    counts: said.how === "counts",
    annexed: name === "list" && rows(file, "attendance").length > 0,
    words: String(file.fields.disclosure_words ?? ""),
    line: 1,
  };
}
