import { fold, MONTHS, WEEKDAYS } from "../reading/month-names.ts";
import { datesIn, isoDay as isoOf, type WrittenDate } from "../reading/written-date.ts";
import type { DateMention, TextLine } from "./rule.ts";

/** Most lines hold no day; this tells them at a glance. */
const MAY_HOLD_DAY = /\d/;
const MAY_NAME_MONTH =
  /\d{4}[-/.]\d|\d[-/.]\d{1,2}[-/.]\d{2}|jan|f[eé]v|feb|ene|mar|a[pvb]r|ma[iy]|jun|juin|jui|jul|aug|ao[uû]|ago|sep|set|oct|nov|d[eé]c|dic/i;

/** All days that the lines name, in order. "10/29" alone is left out: it may be a share or a number. */
export function dateMentions(lines: TextLine[]): DateMention[] {
  return lines.flatMap((line) => {
    if (line.place === "code" || !MAY_HOLD_DAY.test(line.text) || !MAY_NAME_MONTH.test(line.text)) return [];
    return datesIn(line.text).flatMap((date) => {
      const named = /\p{L}/u.test(date.words);
      if (!named && date.year === null) return [];
      return [{ ...date, weekday: date.weekday ?? weekdayAfter(line.text, date), line, form: formOf(date.words) }];
    });
  });
}

/** "2026-01-15 (Thursday)". */
function weekdayAfter(text: string, { end }: WrittenDate): number | null {
  const word = /^,?\s*\(?(\p{L}{3,10})\)?/u.exec(text.slice(end, end + 16))?.[1];
  return word === undefined ? null : (WEEKDAYS.get(fold(word)) ?? null);
}

/** How a day is written, apart from which: "d Month", "Month d", "dth of Month", "yyyy-mm-dd". Weekday and year make no form. */
function formOf(words: string): string {
  if (!/\p{L}/u.test(words)) return words.replace(/\d/g, "d");
  const bare = words.replace(/\p{L}{3,}/gu, (word) => {
    const folded = fold(word);
    if (WEEKDAYS.has(folded)) return "";
    return MONTHS.has(folded)
      ? folded.length <= 4 && !/^(?:may|june|july|mars|mayo|juin|mai)$/.test(folded)
        ? "Mon"
        : "Month"
      : word;
  });
  return bare
    .replace(/\b\d{4}\b/, "")
    .replace(/\s?[-–]\s?\d+/, "")
    .replace(/\d+/g, "d")
    .replace(/(?<=d)(?:st|nd|rd|er)/, "th")
    .replace(/[\s,.]+/g, " ")
    .trim();
}

/** The day as YYYY-MM-DD; without a year the one nearest to `near`, null where that is unknown too. */
export function isoDay(mention: DateMention, near: string | null): string | null {
  if (mention.year !== null) return isoOf(mention);
  if (near === null) return null;
  const year = Number(near.slice(0, 4));
  const days = [year - 1, year, year + 1].flatMap((each) => isoOf(mention, each) ?? []);
  return days.sort((a, b) => Math.abs(daysBetween(near, a)) - Math.abs(daysBetween(near, b)))[0] ?? null;
}

/** Whole days from the first day to the second; negative where the second is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

const WEEKDAY_NAMES = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTH_NAMES = "January February March April May June July August September October November December".split(" ");

/** 0 Sunday to 6 Saturday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();
export const weekdayName = (weekday: number): string => WEEKDAY_NAMES[weekday] ?? "";

/** "22 April 2021", as messages write a day. */
export const inWords = (day: string): string =>
  `${Number(day.slice(8, 10))} ${MONTH_NAMES[Number(day.slice(5, 7)) - 1] ?? ""} ${day.slice(0, 4)}`;
