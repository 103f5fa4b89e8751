/** The words of the source that stand beside a doubt, kept with the reading so that the file need not be read again. */
import type { LeftOutLine } from "./left-out.ts";
import type { TextLine } from "./reading/entry.ts";
import { datesIn } from "./reading/written-date.ts";
import type { ReadReport } from "./report.ts";

/** More doubts of one kind than this are not put to a person; nor are their words kept. */
export const MOST_OF_A_KIND = 12;

export function quotesFor(report: ReadReport, lines: readonly TextLine[]): LeftOutLine[] {
  const wanted = new Set<number>([
    ...report.alternatives.dates.map((one) => one.line),
    ...report.alternatives.meeting_numbers.map((one) => one.line),
    ...unownedActions(report).map((one) => one.line),
    ...yearlessActions(report).map((one) => one.line),
  ]);
  const first = (holds: (line: TextLine) => boolean): void => {
    const found = lines.find(holds);
    if (found) wanted.add(found.line);
  };
  if (report.alternatives.dates.length > 0)
    first((line) => datesIn(line.text).some((date) => isoOf(date) === report.date));
  if (report.alternatives.meeting_numbers.length > 0) first((line) => saysNumber(line.text, report));
  for (const { names } of report.same_person.slice(0, MOST_OF_A_KIND))
    for (const name of names) first((line) => line.text.includes(name));
  return lines.filter(({ line }) => wanted.has(line)).map(({ line, text }) => ({ line, text: text.slice(0, 400) }));
}

/** Marked actions that name nobody. */
export const unownedActions = (report: ReadReport) =>
  report.actions.filter((one) => one.explicit && one.owners.length === 0 && !one.done).slice(0, MOST_OF_A_KIND);

/** Actions whose day was written without a year, so that the reading had to add one. */
export function yearlessActions(report: ReadReport) {
  const yearless = new Set(report.lint.filter((one) => one.kind === "year-missing").flatMap((one) => one.lines));
  return report.actions.filter((one) => one.due !== null && yearless.has(one.line)).slice(0, MOST_OF_A_KIND);
}

const isoOf = (date: { year: number | null; month: number; day: number }): string =>
  `${date.year ?? ""}-${String(date.month).padStart(2, "0")}-${String(date.day).padStart(2, "0")}`;

const saysNumber = (text: string, { meeting_number, meeting_number_words }: ReadReport): boolean =>
  [meeting_number_words, String(meeting_number)].some(
    (words) => words !== null && words !== "" && text.toLowerCase().includes(words.toLowerCase()),
  );
