/** Days as people write them, found in running text: "22 April 2021", "May 6", "7-11 June", "05/03/24", "2016 03 25". */

import { type Token, tokensOf } from "./date-tokens.ts";
import { fold, MONTHS, NEEDS_CAPITAL, WEEKDAYS } from "./month-names.ts";

export type WrittenDate = {
  /** null where the words give no year. */
  year: number | null;
  month: number;
  day: number;
  /** The last day where a range within a month is written ("7-11 June"). */
  lastDay: number | null;
  /** 0 is Sunday; null where no weekday stands before it. */
  weekday: number | null;
  /** True where day and month could change places ("05/03/24"). */
  ambiguous: boolean;
  words: string;
  at: number;
  end: number;
};

type Form = Pick<WrittenDate, "year" | "month" | "day"> & {
  from: number;
  to: number;
  lastDay?: number;
  ambiguous?: boolean;
};

/** All days in one line of text, left to right. Words without a day ("May 2018") are none. */
export function datesIn(text: string): WrittenDate[] {
  if (!/\d/.test(text)) return [];
  const tokens = tokensOf(text);
  const found: WrittenDate[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    if (tokens[index]?.kind !== "number") continue;
    const form = formAt(tokens, index);
    if (form === null || !isDay(form)) continue;
    found.push(finish(text, tokens, form));
    index = form.to;
  }
  return found;
}

/** The text with each day in it given as `instead` says. */
export function replaceDates(text: string, instead: (date: WrittenDate) => string): string {
  let [replaced, at] = ["", 0];
  for (const date of datesIn(text)) {
    replaced += text.slice(at, date.at) + instead(date);
    at = date.end;
  }
  return replaced + text.slice(at);
}

/** ISO day, or null where there is no year and none is given. */
export function isoDay(date: WrittenDate, year: number | null = date.year): string | null {
  const known = date.year ?? year;
  return known === null ? null : iso(known, date.month, date.day);
}

/** The first day on or after `after` (ISO) that these words can mean; with a year written, that day as it stands. */
export function dayAfter(date: WrittenDate, after: string): string {
  if (date.year !== null) return iso(date.year, date.month, date.day);
  const year = Number(after.slice(0, 4));
  const same = iso(year, date.month, date.day);
  return same >= after ? same : iso(year + 1, date.month, date.day);
}

/** Day and month changed over: the other reading of an ambiguous date. */
export function swapped(date: WrittenDate): WrittenDate {
  return date.ambiguous ? { ...date, month: date.day, day: date.month } : date;
}

/** Tries each form with the number at `index` as its first number. */
function formAt(tokens: Token[], index: number): Form | null {
  return (
    yearFirst(tokens, index) ??
    compact(tokens, index) ??
    dayFirst(tokens, index) ??
    monthFirst(tokens, index) ??
    slashed(tokens, index)
  );
}

function yearFirst(tokens: Token[], index: number): Form | null {
  const year = numberAt(tokens, index, 4);
  if (year === null || year < 1900 || year > 2199) return null;
  const mark = tokens[index + 1];
  const marked = mark !== undefined && /^[-/.\u2010\u2011\u2013]$/.test(mark.text);
  const step = marked ? 2 : 1;
  const month = shortNumber(tokens, index + step);
  const day = shortNumber(tokens, index + step * 2);
  if (month === null || day === null) return null;
  if (marked && tokens[index + step + 1]?.text !== mark.text) return null;
  if (!marked && (tokens[index + 1]?.text.length !== 2 || tokens[index + 2]?.text.length !== 2)) return null;
  return { year, month, day, from: index, to: index + step * 2 };
}

function compact(tokens: Token[], index: number): Form | null {
  const text = tokens[index]?.text ?? "";
  if (!/^20\d{6}$/.test(text)) return null;
  return {
    year: Number(text.slice(0, 4)),
    month: Number(text.slice(4, 6)),
    day: Number(text.slice(6)),
    from: index,
    to: index,
  };
}

function dayFirst(tokens: Token[], index: number): Form | null {
  const first = shortNumber(tokens, index);
  if (first === null || !standsAlone(tokens, index)) return null;
  let at = afterOrdinal(tokens, index);
  const last = /^(?:-|–|—|to|and|et|y|&|au|al)$/.test(tokens[at]?.text ?? "") ? shortNumber(tokens, at + 1) : null;
  // "Meeting 5 — 12 December": the number of a meeting, then its day; no days from the 5th on.
  if (last !== null && isOrdinalOfMeeting(tokens, index)) return null;
  if (last !== null) at = afterOrdinal(tokens, at + 1);
  while (/^(?:of|de|-|–|\.|\/|,)$/i.test(tokens[at]?.text ?? "")) at += 1;
  const month = monthAt(tokens, at);
  if (month === null) return null;
  const tail = yearAfter(tokens, at + 1);
  return {
    year: tail?.year ?? null,
    month,
    day: first,
    from: index,
    to: tail?.to ?? at,
    ...(last === null ? {} : { lastDay: last }),
  };
}

function isOrdinalOfMeeting(tokens: Token[], index: number): boolean {
  let at = index - 1;
  while (/^[.#°º]$/.test(tokens[at]?.text ?? "") && index - at < 4) at -= 1;
  return /^(?:meeting|session|call|no|nr|num|number|n|réunion|séance|reunión|sesión)$/i.test(tokens[at]?.text ?? "");
}

function monthFirst(tokens: Token[], index: number): Form | null {
  let at = index - 1;
  while (/^(?:\.|-|the|,)$/i.test(tokens[at]?.text ?? "") && index - at < 3) at -= 1;
  const month = monthAt(tokens, at);
  const day = shortNumber(tokens, index);
  if (month === null || day === null || !/^\p{Lu}/u.test(tokens[at]?.text ?? "")) return null;
  let next = afterOrdinal(tokens, index);
  if (tokens[next]?.text === ":" && tokens[next + 1]?.kind === "number") return null;
  const last = /^(?:-|–|—|to|and|&)$/.test(tokens[next]?.text ?? "") ? shortNumber(tokens, next + 1) : null;
  if (last !== null && last > day) next = afterOrdinal(tokens, next + 1);
  const tail = yearAfter(tokens, next);
  const range = last !== null && last > day ? { lastDay: last } : {};
  return { year: tail?.year ?? null, month, day, from: at, to: tail?.to ?? next - 1, ...range };
}

/** "05/03/24", "22.04.2021", "10/29": day first unless that is no day; a pair alone only with a slash, month first. */
function slashed(tokens: Token[], index: number): Form | null {
  const first = shortNumber(tokens, index);
  const mark = tokens[index + 1]?.text ?? "";
  const second = shortNumber(tokens, index + 2);
  if (first === null || second === null || !/^[/.-]$/.test(mark) || !tight(tokens, index, index + 2)) return null;
  if (/^[/.:-]$/.test(tokens[index - 1]?.text ?? "") && tight(tokens, index - 1, index)) return null;
  const third = tokens[index + 3]?.text === mark && tight(tokens, index, index + 4) ? yearOf(tokens[index + 4]) : null;
  if (third === null) {
    if (mark !== "/" || tokens[index + 3]?.text === "/") return null;
    return {
      year: null,
      ...(first > 12 ? { month: second, day: first } : { month: first, day: second }),
      from: index,
      to: index + 2,
    };
  }
  const order = second > 12 ? { month: first, day: second } : { month: second, day: first };
  return {
    year: third,
    ...order,
    from: index,
    to: index + 4,
    ambiguous: first <= 12 && second <= 12 && first !== second,
  };
}

function yearAfter(tokens: Token[], at: number): { year: number; to: number } | null {
  let index = at;
  while (/^(?:,|-|–|\.|\/|of|de|del|')$/i.test(tokens[index]?.text ?? "") && index - at < 2) index += 1;
  const year = yearOf(tokens[index]);
  const next = tokens[index + 1];
  if (year === null || ((next?.text === ":" || next?.text === ".") && /^\d\d/.test(tokens[index + 2]?.text ?? "")))
    return null;
  const twoDigits = tokens[index]?.text.length === 2;
  // "June 7, 14" and "6 May - 13 UTC" are no years: two digits count only right after a dash, a slash or an apostrophe.
  if (twoDigits && !/^['/-]$/.test(tokens[index - 1]?.text ?? "")) return null;
  if (twoDigits && !tight(tokens, index - (tokens[index - 1]?.text === "'" ? 1 : 2), index)) return null;
  return { year, to: index };
}

function yearOf(token: Token | undefined): number | null {
  if (token?.kind !== "number") return null;
  if (token.text.length === 2) return 2000 + Number(token.text);
  const year = Number(token.text);
  return token.text.length === 4 && year >= 1900 && year < 2200 ? year : null;
}

function monthAt(tokens: Token[], at: number): number | null {
  const token = tokens[at];
  if (token?.kind !== "word" || token.text.length < 3 || token.text.length > 10) return null;
  const folded = fold(token.text);
  const month = MONTHS.get(folded);
  if (month === undefined || (NEEDS_CAPITAL.has(folded) && !/^\p{Lu}/u.test(token.text))) return null;
  return month;
}

function afterOrdinal(tokens: Token[], index: number): number {
  const next = tokens[index + 1];
  return next !== undefined &&
    next.text.length <= 2 &&
    /^(?:st|nd|rd|th|er|º|°)$/i.test(next.text) &&
    tight(tokens, index, index + 1)
    ? index + 2
    : index + 1;
}

const shortNumber = (tokens: Token[], index: number): number | null =>
  numberAt(tokens, index, 1) ?? numberAt(tokens, index, 2);

function numberAt(tokens: Token[], index: number, digits: number): number | null {
  const token = tokens[index];
  return token?.kind === "number" && token.text.length === digits ? Number(token.text) : null;
}

/** No digit, colon or stop clings to the number from the left ("14:30 May", "v1.2 May"). */
function standsAlone(tokens: Token[], index: number): boolean {
  const before = tokens[index - 1];
  return before === undefined || (before.text !== ":" && before.text !== ".") || !tight(tokens, index - 1, index);
}

function tight(tokens: Token[], from: number, to: number): boolean {
  for (let index = from; index < to; index += 1) {
    const one = tokens[index];
    if (one === undefined || tokens[index + 1]?.at !== one.at + one.text.length) return false;
  }
  return true;
}

function isDay(form: Form): boolean {
  if (form.month < 1 || form.month > 12 || form.day < 1) return false;
  return form.day <= new Date(Date.UTC(form.year ?? 2000, form.month, 0)).getUTCDate();
}

function finish(text: string, tokens: Token[], form: Form): WrittenDate {
  let from = form.from;
  let at = from - 1;
  while (/^(?:,|the|le|el|\.)$/i.test(tokens[at]?.text ?? "") && from - at < 3) at -= 1;
  const weekday = WEEKDAYS.get(fold(tokens[at]?.kind === "word" ? (tokens[at]?.text ?? "") : "")) ?? null;
  if (weekday !== null) from = at;
  const last = tokens[form.to];
  const start = tokens[from]?.at ?? 0;
  const end = (last?.at ?? 0) + (last?.text.length ?? 0);
  const { year, month, day } = form;
  return {
    year,
    month,
    day,
    lastDay: form.lastDay ?? null,
    weekday,
    ambiguous: form.ambiguous ?? false,
    words: text.slice(start, end),
    at: start,
    end,
  };
}

const iso = (year: number, month: number, day: number): string =>
  `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
