/** What was chosen about a report holds for its changed copy too, as far as the copy leaves the same open. */
import type { Choices } from "./choices.ts";
import type { ReadReport } from "./report.ts";

export function withEarlier(choices: Choices, earlier: Choices, report: ReadReport): Choices {
  const { alternatives, date, meeting_number } = report;
  const days = [date, ...alternatives.dates.map((one) => one.date)];
  const numbers = [meeting_number, ...alternatives.meeting_numbers.map((one) => one.number)];
  const pairOf = (one: { names: readonly string[] }): string => one.names.join("\n");
  const pairs = new Set(choices.samePersons.map(pairOf));
  const heldOn = choices.heldOn === undefined && isOpen(days, earlier.heldOn) ? earlier.heldOn : choices.heldOn;
  const number = choices.number === undefined && isOpen(numbers, earlier.number) ? earlier.number : choices.number;
  const list = choices.list ?? (report.disclosure.list === null ? earlier.list : undefined);
  const recording = choices.recording ?? (report.disclosure.recording === null ? earlier.recording : undefined);
  return {
    ...choices,
    ...(heldOn !== undefined && { heldOn }),
    ...(number !== undefined && { number }),
    ...(list && { list }),
    ...(recording && { recording }),
    samePersons: [...choices.samePersons, ...earlier.samePersons.filter((one) => !pairs.has(pairOf(one)))],
    shortNames: { ...earlier.shortNames, ...choices.shortNames },
  };
}

/** Whether the copy says this value still among others, or says nothing. */
const isOpen = <Value>(said: readonly (Value | null)[], chosen: Value | null | undefined): boolean =>
  chosen !== undefined && chosen !== null && (said[0] === null || said.includes(chosen));
