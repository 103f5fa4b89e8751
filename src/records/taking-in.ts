/** From a report as it was read, and what a person chose, to what will be kept. No database, no clock. */
import type { RecordedAction } from "../actions/recorded.ts";
import { instantIn, zoneOf } from "../meetings/called-at.ts";
import type { Attachment, Attendance, Meeting, RoleAtMeeting } from "../meetings/meeting.ts";
import type { Choices } from "./choices.ts";
import { besideName, type LeftOutLine } from "./left-out.ts";
import { type Naming, namingOf } from "./naming.ts";
import { type RecordBlock, type RecordBlocks, recordBlocks } from "./record-blocks.ts";
import type {
  Act,
  Finding,
  ReadAction,
  ReadAgendaItem,
  ReadDisclosure,
  ReadParticipant,
  ReadReport,
} from "./report.ts";
import { languageOf } from "./written-language.ts";

/**
 * A report as it was read; lines of lists that say more than a name and an affiliation, which stays with the entry; and
 * the lines of its source that no part of the record holds.
 */
export type Reading = {
  report: ReadReport;
  besideNames: LeftOutLine[];
  leftOut: LeftOutLine[];
  /** Lines of the source that stand beside the doubts. */
  quotes: LeftOutLine[];
  /** Whether it names nobody, so that its meeting never will. */
  unattributed: boolean;
};

/** A person or body by name, until the register gives them a number. */
export type NamedBy = { person: string | null; body: string | null };
type InBlock = { block: number | null };

/** All that will be kept of one report. `block`: place in `blocks`. */
export type MeetingRecord = {
  title: string;
  language: string;
  direction: "ltr" | "rtl";
  meeting: Pick<
    Meeting,
    "number" | "numberWords" | "title" | "heldOn" | "startsAt" | "endsAt" | "timeWords" | "timeZone"
  > &
    Pick<Meeting, "list" | "recording" | "attribution" | "disclosureWords" | "nextOn" | "nextWords" | "nextCertainty">;
  blocks: RecordBlock[];
  agenda: (InBlock & { parent: number | null; label: string | null; title: string })[];
  attendance: (Omit<Attendance, "id" | "personId" | "personSlug" | "bodyId"> & NamedBy)[];
  roles: (Pick<RoleAtMeeting, "role" | "words"> & NamedBy)[];
  attachments: (Omit<Attachment, "id" | "blockNumber"> & InBlock)[];
  events: (InBlock & RecordEvent)[];
  actions: (Omit<RecordedAction, "owners" | "blockId"> & InBlock & { owners: (NamedBy & { words: string })[] })[];
  decisions: (InBlock & { title: string })[];
  recommendations: (InBlock & { title: string; addressees: string[] })[];
  questions: (InBlock & { title: string; askedBy: string | null })[];
  interventions: (InBlock &
    NamedBy & { heading: string; speaker: string; onBehalf: string | null; act: Act; words: string })[];
  acronyms: { letters: string; words: string | null }[];
  findings: Finding[];
  naming: Pick<Naming, "persons" | "bodies" | "aliases">;
};
type RecordEvent = {
  title: string;
  dateWords: string;
  startsOn: string | null;
  endsOn: string | null;
  certainty: "fixed" | "expected" | "proposed";
  address: string | null;
};

/** What the group does where a report says nothing. */
export type GroupHabits = Pick<Meeting, "list" | "recording">;

export function recordOf(
  { report, besideNames, unattributed }: Pick<Reading, "report" | "besideNames" | "unattributed">,
  choices: Choices,
  habits: GroupHabits,
): MeetingRecord {
  const naming = namingOf(report, choices);
  const placed = recordBlocks(report);
  const words = placed.blocks.map((block) => block.body).join("\n");
  return {
    title: titleOf(report, choices),
    ...languageOf(words),
    meeting: { ...meetingOf(report, choices, habits), attribution: unattributed ? "chatham house" : "named" },
    blocks: placed.blocks,
    agenda: agendaOf(report, placed),
    attendance: attendanceOf(report, naming, new Map(besideNames.map((one) => [one.line, one.text]))),
    roles: report.roles.map((one) => ({ role: one.role, words: one.name, ...who(naming, one.name) })),
    attachments: report.documents.map((one) => ({
      title: one.title,
      address: one.href,
      from: one.by,
      to: one.to,
      block: placed.at(one.line, one.title ?? ""),
    })),
    events: report.events.map((one) => ({
      title: one.title,
      dateWords: one.date_words,
      startsOn: asDay(one.date),
      endsOn: asDay(one.date_end),
      certainty: one.certainty,
      address: one.href,
      block: placed.at(one.line, one.title),
    })),
    actions: report.actions
      .filter((one) => one.text.trim() !== "")
      .map((one) => actionOf(one, naming, placed, choices)),
    ...outcomesOf(report, placed),
    interventions: interventionsOf(report, naming, placed),
    acronyms: report.acronyms.map(({ letters, words }) => ({ letters, words })),
    findings: report.lint,
    naming: { persons: naming.persons, bodies: naming.bodies, aliases: naming.aliases },
  };
}

/** A day of the calendar that the database can hold; null for anything else that was read as one. */
export function asDay(words: string | null): string | null {
  if (words === null || !/^(?:19|2\d)\d{2}-\d{2}-\d{2}$/.test(words)) return null;
  const at = new Date(`${words}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(words) ? words : null;
}

/** No series of meetings is longer. */
const HIGHEST_NUMBER = 100_000;
const asNumber = (number: number | null): number | null =>
  number !== null && Number.isInteger(number) && number >= 0 && number <= HIGHEST_NUMBER ? number : null;

const chosen = <T>(choice: T | undefined, read: T): T => (choice === undefined ? read : choice);

/** The report's own title; where it has none, what can be said of the meeting. */
function titleOf(report: ReadReport, choices: Choices): string {
  const number = chosen(choices.number, asNumber(report.meeting_number));
  const heldOn = chosen(choices.heldOn, asDay(report.date));
  return (
    (report.title ?? "").trim() || (number === null ? `Meeting of ${heldOn ?? "an unknown day"}` : `Meeting ${number}`)
  );
}

function meetingOf(
  report: ReadReport,
  choices: Choices,
  habits: GroupHabits,
): Omit<MeetingRecord["meeting"], "attribution"> {
  const heldOn = chosen(choices.heldOn, asDay(report.date));
  const number = chosen(choices.number, asNumber(report.meeting_number));
  const zone = report.timezone === null ? null : zoneOf(report.timezone);
  const instant = (clock: string | null): Date | null =>
    heldOn === null || clock === null || zone === null ? null : instantIn(zone, heldOn, clock);
  const clocks = [report.time, report.end_time].filter((clock) => clock !== null).join(" to ");
  const startsAt = instant(report.time);
  const endsAt = instant(report.end_time);
  const sentences = [report.disclosure.list?.words, report.disclosure.recording?.words].filter(
    (words) => words !== undefined,
  );
  return {
    number,
    numberWords: number === report.meeting_number ? report.meeting_number_words : null,
    title: report.title,
    heldOn,
    startsAt,
    // A meeting that ends "before" it starts went past midnight.
    endsAt: startsAt && endsAt && endsAt < startsAt ? new Date(endsAt.getTime() + 86_400_000) : endsAt,
    timeWords: clocks === "" ? null : [clocks, report.timezone].filter((words) => words !== null).join(" "),
    timeZone: zone ?? report.timezone,
    list: choices.list ?? disclosed(report.disclosure.list) ?? habits.list,
    recording: choices.recording ?? disclosed(report.disclosure.recording) ?? habits.recording,
    disclosureWords: sentences.length === 0 ? null : [...new Set(sentences)].join("\n"),
    nextOn: asDay(report.next_meeting),
    nextWords: report.next_meeting_words,
    nextCertainty: report.next_meeting_status,
  };
}

const disclosed = (said: ReadDisclosure | null): Meeting["list"] | null =>
  said && { audience: said.audience, how: said.counts ? "counts" : said.on_request ? "on request" : "at once" };

const who = (naming: Naming, words: string | null): NamedBy => ({
  person: naming.person(words),
  body: naming.body(words),
});

/** Items in order, sub-items after their item, each with the heading of the section that treats it. */
function agendaOf(report: ReadReport, placed: RecordBlocks): MeetingRecord["agenda"] {
  const items: MeetingRecord["agenda"] = [];
  const add = (item: ReadAgendaItem, parent: number | null, block: number | null): void => {
    const place = items.push({ parent, label: item.label, title: item.title, block }) - 1;
    // Two levels are kept; what stands deeper goes under the item of the second.
    for (const child of item.children) add(child, parent ?? place, null);
  };
  const sections = new Map(report.sections.map((section) => [section.agenda_item, section] as const).reverse());
  report.agenda_items.forEach((item, index) => {
    const section = sections.get(index);
    add(item, null, section === undefined ? null : placed.headingOf(section));
  });
  return items;
}

function attendanceOf(
  report: ReadReport,
  naming: Naming,
  beside: ReadonlyMap<number, string>,
): MeetingRecord["attendance"] {
  const entry = (standing: "present" | "apologies") => (one: ReadParticipant) => ({
    standing,
    name: one.name,
    affiliation: one.affiliation,
    role: besideName(one, beside),
    stakeholderGroup: null,
    person: naming.person(one.name),
    body: naming.body(one.affiliation),
  });
  const missed = report.bodies_not_represented.map(({ body }) => ({
    standing: "not represented" as const,
    name: body,
    affiliation: null,
    role: null,
    stakeholderGroup: null,
    person: null,
    body: naming.body(body),
  }));
  return [...report.participants.map(entry("present")), ...report.apologies.map(entry("apologies")), ...missed];
}

function actionOf(
  one: ReadAction,
  naming: Naming,
  placed: RecordBlocks,
  choices: Choices,
): MeetingRecord["actions"][number] {
  const chosenOwner = choices.owners[one.line];
  const owners = chosenOwner === undefined ? one.owners : [chosenOwner].filter((name) => name !== "");
  const chosenDay = choices.dueOn[one.line];
  return {
    title: one.text,
    owners: owners.map((words) => ({ words, ...who(naming, words) })),
    recipient: one.recipient,
    dueOn: chosenDay === undefined ? asDay(one.due) : chosenDay || null,
    dueWords: one.due_words,
    marked: one.explicit,
    state: one.done ? "done" : "open",
    block: placed.at(one.line, one.text),
  };
}

function outcomesOf(
  report: ReadReport,
  placed: RecordBlocks,
): Pick<MeetingRecord, "decisions" | "recommendations" | "questions"> {
  return {
    decisions: report.decisions.map((one) => ({ title: one.text, block: placed.at(one.line, one.text) })),
    recommendations: report.recommendations.map((one) => ({
      title: one.text,
      addressees: one.to,
      block: placed.at(one.line, one.text),
    })),
    questions: report.open_questions.map((one) => ({
      title: one.text,
      askedBy: one.asked_by,
      block: placed.at(one.line, one.text),
    })),
  };
}

function interventionsOf(report: ReadReport, naming: Naming, placed: RecordBlocks): MeetingRecord["interventions"] {
  return report.sections.flatMap((section) =>
    section.interventions.map((said) => ({
      heading: section.title,
      speaker: said.speaker,
      person: naming.person(said.speaker),
      body: naming.body(said.on_behalf) ?? naming.body(said.speaker),
      onBehalf: said.on_behalf,
      act: said.act,
      words: said.text,
      block: placed.at(said.line, said.text),
    })),
  );
}
