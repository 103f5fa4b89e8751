/** The words of the source that stand beside a doubt, kept with the reading so that the file need not be read again. */
import type { LeftOutLine } from "./left-out.ts";
import type { TextLine } from "./reading/entry.ts";
import { sentencesOf } from "./reading/sentence.ts";
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
  return lines.filter(({ line }) => wanted.has(line)).map(({ line, text }) => ({ line, text: text.slice(0, 1000) }));
}

/** Marked actions that name nobody, and that recommend nothing to somebody else. */
export function unownedActions(report: ReadReport) {
  const urged = new Set(report.recommendations.map((one) => one.line));
  return report.actions
    .filter((one) => one.explicit && one.owners.length === 0 && !one.done && !urged.has(one.line))
    .slice(0, MOST_OF_A_KIND);
}

/** Where the quoted lines give this day, and the sentences that do. */
export const sayingDay = (quotes: readonly LeftOutLine[], on: string): Said =>
  saying(quotes, (text) =>
    datesIn(text).some((date) => isoOf(date) === on || isoOf({ ...date, year: Number(on.slice(0, 4)) }) === on),
  );

/** Where the quoted lines hold these words, and the sentences that do. */
export const sayingWords = (quotes: readonly LeftOutLine[], words: readonly (string | null)[]): Said => {
  const wanted = words.flatMap((one) => (one === null || one === "" ? [] : [one.toLowerCase()]));
  return saying(quotes, (text) => wanted.some((one) => text.toLowerCase().includes(one)));
};

export type Said = { lines: number[]; words: string[] };

function saying(quotes: readonly LeftOutLine[], says: (text: string) => boolean): Said {
  const found = quotes.filter((quote) => says(quote.text));
  const words = found.flatMap(({ text }) => {
    const sentences = sentencesOf(text).map((one) => one.text.trim());
    const telling = sentences.filter(says);
    return telling.length > 0 ? telling : [text];
  });
  return { lines: found.map((quote) => quote.line), words: [...new Set(words)] };
}

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
