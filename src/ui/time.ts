import { type Html, html } from "./html.ts";
import type { Words } from "./words.ts";

/** A calendar day with its weekday: "Thursday 21 July 2022". `on` is ISO, as PostgreSQL gives a date. */
export function day(words: Words, on: string): Html {
  return html`<time datetime="${on}">${dayWords(words, on)}</time>`;
}

/** The same without weekday and in short, for rows of tables: "21 Jul 2022". */
export function shortDay(words: Words, on: string): Html {
  return html`<time datetime="${on}">${shortDayWords(words, on)}</time>`;
}

export const shortDayWords = (words: Words, on: string): string => said(words, on, "short");
export const dayWords = (words: Words, on: string): string => said(words, on, "day");
/** The same without weekday: "21 July 2022". */
export const dateWords = (words: Words, on: string): string => said(words, on, "date");

/** 0 Sunday to 6 Saturday; 4 January 1970 was a Sunday. */
export const weekdayWords = (words: Words, weekday: number): string =>
  format(words, "weekday", "UTC").format(new Date(Date.UTC(1970, 0, 4 + weekday)));

function said(words: Words, on: string, style: "day" | "date" | "short"): string {
  const key = `${words.locale} ${style} ${on}`;
  let known = days.get(key);
  if (known === undefined) {
    known = style === "day" ? longDay(words, noon(on), "UTC") : format(words, style, "UTC").format(noon(on));
    if (days.size < 5000) days.set(key, known);
  }
  return known;
}
/** Each day is put into words once: on a list of meetings that is most of the work. */
const days = new Map<string, string>();

/**
 * An instant with weekday, in UTC, and beside it in the zone in which it was called where that differs:
 * "Thursday 21 July 2022, 14:00 UTC (16:00 Rome)".
 */
export function moment(words: Words, at: Date, zone: string | null): Html {
  const said = words.t("{day}, {time} UTC", { day: longDay(words, at, "UTC"), time: clock(words, at, "UTC") });
  const there = zone === null ? null : inZone(words, at, zone);
  return html`<time datetime="${at.toISOString().slice(0, 16)}Z">${said}</time>${there !== null && html` <span class="there">(${there})</span>`}`;
}

/** The hour in a zone, with its day where that is another one. Null where it says no more than UTC does. */
function inZone(words: Words, at: Date, zone: string): string | null {
  if (!isZone(zone)) return null;
  const hour = clock(words, at, zone);
  const dayThere = longDay(words, at, zone);
  const sameDay = dayThere === longDay(words, at, "UTC");
  if (sameDay && hour === clock(words, at, "UTC")) return null;
  const place = (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
  return sameDay ? `${hour} ${place}` : words.t("{day}, {time} {place}", { day: dayThere, time: hour, place });
}

/** The field writes "Thursday 21 July 2022", without Intl's comma. */
const longDay = (words: Words, at: Date, zone: string): string =>
  format(words, "day", zone)
    .format(at)
    .replace(/^(\w+), /, "$1 ");
const clock = (words: Words, at: Date, zone: string): string => format(words, "clock", zone).format(at);

/** Whether the zone is one of the tz database. Unknown ones are answered by an exception in Intl, and only so. */
export function isZone(zone: string): boolean {
  let known = zones.get(zone);
  if (known === undefined) {
    try {
      new Intl.DateTimeFormat("en", { timeZone: zone });
      known = true;
    } catch {
      known = false;
    }
    if (zones.size < 500) zones.set(zone, known);
  }
  return known;
}
const zones = new Map<string, boolean>();

const noon = (on: string): Date => new Date(`${on}T12:00:00Z`);

const STYLES = {
  day: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  date: { day: "numeric", month: "long", year: "numeric" },
  weekday: { weekday: "long" },
  short: { day: "numeric", month: "short", year: "numeric" },
  clock: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

/** Making a formatter takes some 30 µs, using one 1 µs: they are kept, a bounded number of them. */
function format(words: Words, style: keyof typeof STYLES, zone: string): Intl.DateTimeFormat {
  const key = `${words.locale} ${style} ${zone}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(words.tag, { ...STYLES[style], timeZone: zone });
    if (formatters.size < 500) formatters.set(key, formatter);
  }
  return formatter;
}
const formatters = new Map<string, Intl.DateTimeFormat>();
