/** A reading in which nobody is named: for meetings under the Chatham House Rule. docs/decisions/0023 says what goes. */
import type { ReadReport } from "./report.ts";
import { ReadingJson } from "./report-import.ts";
import type { Reading } from "./taking-in.ts";

/** What stands where a name stood: the editors' mark for words left out, in every language. */
const LEFT_OUT = "[…]";
/** Fields that the program itself reads; no name is looked for in them. */
const PLAIN = new Set(["kind", "act", "audience", "level", "rule", "date", "due", "date_end", "next_meeting"]);
for (const name of ["time", "end_time", "timezone", "next_meeting_time", "certainty", "date_source"]) PLAIN.add(name);

/**
 * Names and affiliations of everybody who was there, spoke, or took something on go out of every word of the reading,
 * the full ones and their parts; lists of people go whole.
 */
export function withoutNames(reading: Reading): Reading {
  const hide = hider(namesIn(reading.report), affiliationsIn(reading.report));
  const { report } = reading;
  const bare: Reading = {
    ...reading,
    unattributed: true,
    besideNames: [],
    quotes: [],
    report: {
      ...report,
      ...{ chair: null, roles: [], participants: [], apologies: [], bodies_not_represented: [], same_person: [] },
      ...{ participants_listed: false, speakers_by_section: [], lint: [], faults: [] },
      sections: report.sections.map((section) => ({ ...section, interventions: [] })),
      actions: report.actions.map((one) => ({ ...one, owners: [] })),
      promises: report.promises.map((one) => ({ ...one, who: [] })),
      open_questions: report.open_questions.map((one) => ({ ...one, asked_by: null })),
      documents: report.documents.map((one) => ({ ...one, by: null })),
    },
  };
  const hidden: unknown = JSON.parse(JSON.stringify(bare), (field, value: unknown) =>
    typeof value === "string" && !PLAIN.has(field) ? hide(value) : value,
  );
  return ReadingJson.parse(hidden);
}

/** Whether a report says of itself that nobody is named. */
export const saysChathamHouse = ({ disclosure }: ReadReport): boolean =>
  /\bchatham house\b/i.test(disclosure.list?.words ?? "");

const people = (report: ReadReport) => [...report.participants, ...report.apologies];
const spoken = (report: ReadReport) => report.sections.flatMap((section) => section.interventions);

const namesIn = (report: ReadReport): string[] =>
  [
    ...people(report).flatMap((one) => [one.name, one.alias]),
    ...spoken(report).flatMap((one) => [one.speaker, one.spoken_as]),
    ...report.speakers_by_section.flatMap((one) => one.speakers),
    ...report.roles.flatMap((one) => [one.name]),
    ...report.actions.flatMap((one) => one.owners),
    ...report.promises.flatMap((one) => one.who),
    ...report.open_questions.map((one) => one.asked_by),
    ...report.documents.map((one) => one.by),
    ...report.same_person.flatMap((one) => one.names),
    report.chair,
  ].filter((name) => name !== null);

const affiliationsIn = (report: ReadReport): string[] =>
  [
    ...people(report).flatMap((one) => [one.affiliation, one.role]),
    ...spoken(report).map((one) => one.on_behalf),
  ].filter((words) => words !== null);

/** Words that stand in names and say nothing of whose they are. */
const COMMON =
  /^(?:the|and|for|all|von|van|der|del|las|los|mr|mrs|ms|dr|members?|participants?|chair|co-chair|group)$/iu;
const LETTER = "[\\p{L}\\p{N}]";

function hider(names: readonly string[], affiliations: readonly string[]): (words: string) => string {
  const whole = [...names, ...affiliations, ...affiliations.flatMap((words) => words.split(/[,;()/–—]| - /))];
  const parts = names.flatMap((name) => name.split(/[\s,;()]+/)).filter((part) => /^\p{Lu}.{2,}/u.test(part));
  const sought = new Set([...whole, ...parts].map((words) => words.trim()).filter(isTelling));
  if (sought.size === 0) return (words) => words;
  // The longest first, so that a part does not go before the whole.
  const forms = [...sought].sort((a, b) => b.length - a.length).map(asPattern);
  const found = new RegExp(`(?<!${LETTER})(?:${forms.join("|")})(?!${LETTER})`, "giu");
  return (words) => words.replace(found, LEFT_OUT).replaceAll(/\[…\](?:\s+\[…\])+/g, LEFT_OUT);
}

const isTelling = (words: string): boolean => words.length > 1 && /\p{L}/u.test(words) && !COMMON.test(words);
const asPattern = (words: string): string => words.split(/\s+/).map(RegExp.escape).join("\\s+");
