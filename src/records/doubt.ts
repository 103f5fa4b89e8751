/** What is not certain about a report that was read: only this is put to the person who takes it in. */
import type { PlannedMeeting } from "../meetings/meeting.ts";
import { type Choices, noChoices } from "./choices.ts";
import { namingOf } from "./naming.ts";
import { MOST_OF_A_KIND, unownedActions, yearlessActions } from "./quotes.ts";
import type { ReadReport } from "./report.ts";
import type { Reading } from "./taking-in.ts";

/** `field`: name of the form's field. `lines`: where in the source the words stand that are shown beside it. */
type Asked = { field: string; chosen: string; lines: number[] };

export type Doubt = Asked &
  (
    | { kind: "which day"; days: string[] }
    | { kind: "no day" }
    | { kind: "which number"; numbers: number[] }
    | { kind: "which meeting"; planned: PlannedMeeting[]; revised: PlannedMeeting | null }
    | { kind: "one person"; names: [string, string]; why: string }
    | { kind: "short name"; name: string; candidates: string[] }
    | { kind: "no owner"; title: string; people: string[] }
    | { kind: "no year"; title: string; words: string }
  );

/** What the group knows already that an answer may rest on. */
export type KnownToGroup = {
  /** Meetings without a report, and the one whose changed report this may be. */
  planned: PlannedMeeting[];
  revised: PlannedMeeting | null;
  /** Full names in the group's records. */
  people: string[];
};

/** Each doubt with the likeliest answer chosen. Whether two names are one person stays open unless a person says. */
export function doubtsOf({ report }: Pick<Reading, "report">, known: KnownToGroup): Doubt[] {
  return [
    ...dayDoubt(report),
    ...numberDoubt(report),
    ...meetingDoubt(report, known),
    ...report.same_person.slice(0, MOST_OF_A_KIND).map(
      ({ names, why }, place): Doubt => ({
        kind: "one person",
        field: `same-${place}`,
        chosen: "open",
        names,
        why,
        lines: [],
      }),
    ),
    ...shortNameDoubts(report, known),
    ...ownerDoubts(report),
    ...yearlessActions(report).map(
      (one): Doubt => ({
        kind: "no year",
        field: `due-${one.line}`,
        chosen: one.due ?? "",
        title: one.text,
        words: one.due_words ?? "",
        lines: [one.line],
      }),
    ),
  ];
}

function dayDoubt({ date, alternatives }: ReadReport): Doubt[] {
  if (date === null) return [{ kind: "no day", field: "date", chosen: "", lines: [] }];
  const days = [...new Set([date, ...alternatives.dates.map((one) => one.date)])];
  const lines = alternatives.dates.map((one) => one.line);
  return days.length > 1 ? [{ kind: "which day", field: "date", chosen: date, days, lines }] : [];
}

function numberDoubt({ meeting_number, alternatives }: ReadReport): Doubt[] {
  if (meeting_number === null) return [];
  const numbers = [...new Set([meeting_number, ...alternatives.meeting_numbers.map((one) => one.number)])];
  const lines = alternatives.meeting_numbers.map((one) => one.line);
  return numbers.length > 1
    ? [{ kind: "which number", field: "number", chosen: String(meeting_number), numbers, lines }]
    : [];
}

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
  return [{ kind: "which meeting", field: "meeting", chosen, planned: near, revised, lines: [] }];
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
      return { kind: "short name", field: `name-${place}`, chosen, name, candidates, lines: [] };
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
    const read = /^(public|participants|nobody)( on request)?$/.exec(given);
    const audience = read?.[1];
    if (audience === "public" || audience === "participants" || audience === "nobody")
      choices[what] = { audience, onRequest: read?.[2] !== undefined };
    else wrong[what] = "choice";
  }
  return { choices, wrong };
}

function take(choices: Choices, doubt: Doubt, given: string): "day" | "number" | "choice" | null {
  switch (doubt.kind) {
    case "no day":
    case "which day":
      if (given !== "" && !isDay(given)) return "day";
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
      if (given !== "" && !isDay(given)) return "day";
      choices.dueOn[doubt.field.slice("due-".length)] = given;
      return null;
  }
}

function isDay(given: string): boolean {
  const at = new Date(`${given}T00:00:00Z`);
  return (
    /^(?:19|2\d)\d{2}-\d{2}-\d{2}$/.test(given) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(given)
  );
}
