import { everyMatch } from "../reading/every-match.ts";
import { fold, MONTHS, WEEKDAYS } from "../reading/month-names.ts";
import { datesIn, isoDay as isoOf } from "../reading/written-date.ts";
import type { DateMention, TextLine } from "./rule.ts";

/** Names of months with no letter before them, and days in figures: where one stands, a day may stand around it. */
const SIGN =
  /\b(?:jan|f[eé]v|feb|ene|mar|a[pv]r|abr|ma[iy]|jun|juin|juil|jul|aug|ao[uû]|ago|sep|set|oct|nov|d[eé]c|dic)|\d[-/.]\d{1,2}[-/.]\d/gi;
/** A day is written within so many characters around its month ("Wednesday, the 27th of September, 2026"). */
const AROUND = 34;

/** All days that the lines name, in order. "10/29" alone is left out: it may be a share or a number. */
export function dateMentions(lines: TextLine[]): DateMention[] {
  const mentions: DateMention[] = [];
  for (const line of lines) {
    if (line.place === "code" || !/\d/.test(line.text)) continue;
    for (const [from, to] of windows(line.text)) {
      for (const date of datesIn(line.text.slice(from, to))) {
        if (date.year === null && !/\p{L}/u.test(date.words)) continue;
        const weekday = date.weekday ?? weekdayAfter(line.text, from + date.end);
        const place = { at: from + date.at, end: from + date.end };
        mentions.push({ ...date, ...place, weekday, line, form: formOf(date.words) });
      }
    }
  }
  return mentions;
}

/** The stretches of a text in which days can stand; those that meet are one. */
function windows(text: string): [from: number, to: number][] {
  const found: [number, number][] = [];
  for (const { index } of everyMatch(text, SIGN)) {
    const last = found.at(-1);
    const from = wordStart(text, Math.max(0, index - AROUND));
    if (last !== undefined && from <= last[1]) last[1] = index + AROUND;
    else found.push([from, index + AROUND]);
  }
  return found;
}

/** Not inside a word or a number: "2026" must not be read as "26". */
function wordStart(text: string, at: number): number {
  let from = at;
  while (from > 0 && /[\p{L}\p{N}]/u.test(text.charAt(from - 1))) from -= 1;
  return from;
}

/** "2026-01-15 (Thursday)". */
function weekdayAfter(text: string, end: number): number | null {
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
