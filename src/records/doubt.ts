/** What is not certain about a report that was read: only this is put to the person who takes it in. */
import { disclosureOfWord, ListDisclosure, RecordingDisclosure } from "../access/disclosure.ts";
import type { PlannedMeeting } from "../meetings/meeting.ts";
import { type Choices, noChoices } from "./choices.ts";
import { namingOf } from "./naming.ts";
import { MOST_OF_A_KIND, type Said, sayingDay, sayingWords, unownedActions, yearlessActions } from "./quotes.ts";
import type { ReadReport } from "./report.ts";
import { asDay, type Reading } from "./taking-in.ts";

/** `field`: name of the form's field. `words`: those of the source, and `lines` where they stand there. */
type Asked = { field: string; chosen: string } & Said;

export type Doubt = Asked &
  (
    | { kind: "which day"; days: { on: string; lines: number[] }[] }
    | { kind: "no day" }
    | { kind: "which number"; numbers: { number: number; lines: number[] }[] }
    | { kind: "which meeting"; planned: PlannedMeeting[]; revised: PlannedMeeting | null }
    | { kind: "one person"; names: [string, string]; why: string }
    | { kind: "short name"; name: string; candidates: string[] }
    | { kind: "no owner"; title: string; people: string[] }
    | { kind: "no year"; title: string }
  );

/** What the group knows already that an answer may rest on. */
export type KnownToGroup = {
  /** Meetings without a report, and the one whose changed report this may be. */
  planned: PlannedMeeting[];
  revised: PlannedMeeting | null;
  /** Full names in the group's records. */
  people: string[];
  /** What was chosen about the report that this one may change. */
  earlier: Choices | null;
};

/**
 * Each doubt with the likeliest answer chosen: the one that was given before where this is a changed report. Whether
 * two names are one person stays open unless a person says.
 */
export function doubtsOf(reading: Pick<Reading, "report" | "quotes">, known: KnownToGroup): Doubt[] {
  const { earlier } = known;
  const doubts = freshDoubts(reading, known);
  return earlier === null
    ? doubts
    : doubts.map((one) => ({ ...one, chosen: answeredBefore(one, earlier) ?? one.chosen }));
}

/** The earlier answer to the same question, where it is among those that can be given now. */
function answeredBefore(doubt: Doubt, earlier: Choices): string | undefined {
  switch (doubt.kind) {
    case "which day":
      return doubt.days.find((one) => one.on === earlier.heldOn)?.on;
    case "no day":
      return earlier.heldOn ?? undefined;
    case "which number":
      return doubt.numbers.some((one) => one.number === earlier.number) ? String(earlier.number) : undefined;
    case "one person":
      return earlier.samePersons.find((one) => one.names.join("\n") === doubt.names.join("\n"))?.answer;
    case "short name":
      return doubt.candidates.find((one) => one === earlier.shortNames[doubt.name]);
    default:
      return undefined;
  }
}

function freshDoubts({ report, quotes }: Pick<Reading, "report" | "quotes">, known: KnownToGroup): Doubt[] {
  return [
    ...dayDoubt(report, quotes),
    ...numberDoubt(report, quotes),
    ...meetingDoubt(report, known),
    ...report.same_person.slice(0, MOST_OF_A_KIND).map(({ names, why }, place): Doubt => {
      const { lines } = sayingWords(quotes, names);
      return { kind: "one person", field: `same-${place}`, chosen: "open", names, why, lines, words: [] };
    }),
    ...shortNameDoubts(report, known),
    ...ownerDoubts(report),
    ...yearlessActions(report).map(
      (one): Doubt => ({
        kind: "no year",
        field: `due-${one.line}`,
        chosen: one.due ?? "",
        title: one.text,
        words: [one.text],
        lines: [one.line],
      }),
    ),
  ];
}

function dayDoubt({ date, alternatives }: ReadReport, quotes: Reading["quotes"]): Doubt[] {
  if (date === null) return [{ kind: "no day", field: "date", chosen: "", lines: [], words: [] }];
  const all = [...new Set([date, ...alternatives.dates.map((one) => one.date)])].filter((on) => asDay(on) !== null);
  const days = all.map((on) => ({ on, ...sayingDay(quotes, on) }));
  return days.length > 1 ? [{ kind: "which day", field: "date", chosen: date, days, ...together(days) }] : [];
}

function numberDoubt(report: ReadReport, quotes: Reading["quotes"]): Doubt[] {
  const { meeting_number, meeting_number_words, alternatives } = report;
  if (meeting_number === null) return [];
  const all = [...new Set([meeting_number, ...alternatives.meeting_numbers.map((one) => one.number)])];
  const numbers = all.map((number) => {
    const on = new Set(alternatives.meeting_numbers.filter((one) => one.number === number).map((one) => one.line));
    const said = number === meeting_number ? sayingWords(quotes, [meeting_number_words, String(number)]) : null;
    const there = quotes.filter((quote) => on.has(quote.line));
    return { number, lines: said?.lines ?? [...on], words: said?.words ?? firstSentences(there) };
  });
  return numbers.length > 1
    ? [{ kind: "which number", field: "number", chosen: String(meeting_number), numbers, ...together(numbers) }]
    : [];
}

/** Enough of a line to know it by, in characters. */
const ENOUGH = 160;
const firstSentences = (quotes: Reading["quotes"]): string[] =>
  quotes.map(({ text }) => (text.length > ENOUGH ? `${text.slice(0, ENOUGH).trimEnd()}…` : text));

const together = (all: readonly Said[]): Said => ({
  lines: [...new Set(all.flatMap((one) => one.lines))].sort((a, b) => a - b),
  words: [...new Set(all.flatMap((one) => one.words))],
});

/** A planned meeting of the same number or day is likely this one; one within two weeks is asked about. */
function meetingDoubt(report: ReadReport, { planned, revised }: KnownToGroup): Doubt[] {
  const same = planned.find(
    (one) =>
      (one.number !== null && one.number === report.meeting_number) ||
      (one.heldOn !== null && one.heldOn === report.date),
  );
  const near = planned.filter((one) => one === same || isNear(one.heldOn, report.date));
  if (near.length === 0 && revised === null) return [];
  const chosen = revised ? "revise" : same ? String(same.id) : "own";
  return [{ kind: "which meeting", field: "meeting", chosen, planned: near, revised, lines: [], words: [] }];
}

const isNear = (one: string | null, other: string | null): boolean =>
  one === null || other === null || Math.abs(Date.parse(one) - Date.parse(other)) <= 14 * 86_400_000;

/** A first or last name alone that the report does not explain and that somebody in the group's records bears. */
function shortNameDoubts(report: ReadReport, { people }: KnownToGroup): Doubt[] {
  const naming = namingOf(report, noChoices);
  const said = [
    ...report.participants.map((one) => one.name),
    ...report.sections.flatMap((section) => section.interventions.map((one) => one.speaker)),
    ...report.actions.flatMap((one) => one.owners),
  ];
  return [...new Set(said)]
    .filter((name) => /^[\p{L}'’.-]{2,40}$/u.test(name) && naming.person(name) === null && naming.body(name) === null)
    .map((name) => ({ name, candidates: bearersOf(name, people) }))
    .filter(({ candidates }) => candidates.length > 0)
    .slice(0, MOST_OF_A_KIND)
    .map(({ name, candidates }, place): Doubt => {
      const chosen = candidates.length === 1 ? (candidates[0] ?? "") : "";
      return { kind: "short name", field: `name-${place}`, chosen, name, candidates, lines: [], words: [name] };
    });
}

const bearersOf = (name: string, people: readonly string[]): string[] =>
  people.filter((person) => person.toLowerCase().split(/\s+/).includes(name.toLowerCase())).slice(0, 8);

function ownerDoubts(report: ReadReport): Doubt[] {
  const { persons, bodies } = namingOf(report, noChoices);
  return unownedActions(report).map((one) => ({
    kind: "no owner",
    field: `owner-${one.line}`,
    chosen: "",
    title: one.text,
    people: [...persons.slice(0, 60), ...bodies.slice(0, 20)],
    words: [one.text],
    lines: [one.line],
  }));
}

/** What the answers in a form come to. Fields that hold no sense are told by name. */
export function choicesFrom(
  fields: Record<string, string>,
  doubts: readonly Doubt[],
): { choices: Choices; wrong: Record<string, "day" | "number" | "choice"> } {
  // A changed report of a meeting is one only where the preview asked, and showed what it changes.
  const choices: Choices = { ...noChoices, revise: false, samePersons: [], shortNames: {}, owners: {}, dueOn: {} };
  const wrong: Record<string, "day" | "number" | "choice"> = {};
  for (const doubt of doubts) {
    const given = (fields[doubt.field] ?? doubt.chosen).trim();
    const fault = take(choices, doubt, given);
    if (fault) wrong[doubt.field] = fault;
  }
  for (const what of ["list", "recording"] as const) {
    const given = fields[what];
    if (given === undefined) continue;
    const read = (what === "list" ? ListDisclosure : RecordingDisclosure).safeParse(given);
    if (read.success) choices[what] = disclosureOfWord(read.data);
    else wrong[what] = "choice";
  }
  return { choices, wrong };
}

function take(choices: Choices, doubt: Doubt, given: string): "day" | "number" | "choice" | null {
  switch (doubt.kind) {
    case "no day":
    case "which day":
      if (given !== "" && asDay(given) === null) return "day";
      choices.heldOn = given === "" ? null : given;
      return null;
    case "which number":
      if (!/^\d{1,5}$/.test(given)) return "number";
      choices.number = Number(given);
      return null;
    case "which meeting":
      choices.revise = given === "revise" && doubt.revised !== null;
      choices.meetingId = doubt.planned.some((one) => String(one.id) === given) ? Number(given) : null;
      return given === "own" || choices.revise || choices.meetingId !== null ? null : "choice";
    case "one person":
      if (given !== "yes" && given !== "no" && given !== "open") return "choice";
      choices.samePersons.push({ names: doubt.names, answer: given });
      return null;
    case "short name":
      if (given !== "" && !doubt.candidates.includes(given)) return "choice";
      if (given !== "") choices.shortNames[doubt.name] = given;
      return null;
    case "no owner":
      if (given !== "" && !doubt.people.includes(given)) return "choice";
      if (given !== "") choices.owners[doubt.field.slice("owner-".length)] = given;
      return null;
    case "no year":
      if (given !== "" && asDay(given) === null) return "day";
      choices.dueOn[doubt.field.slice("due-".length)] = given;
      return null;
  }
}
