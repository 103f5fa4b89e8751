/** Times of day and zones as people write them: "1 p.m. UTC", "8:00am - 9:00am PT", "14h30", "1300 GMT". */
import { everyMatch } from "./every-match.ts";
import { replaceDates } from "./written-date.ts";

/** 24 hours, "HH:MM". `zone` as written. */
export type WrittenTime = { time: string; endTime: string | null; zone: string | null; words: string; at: number };

/** Zone names that occur beside times; an offset or "Time" may follow. Source: IANA abbreviations in common use. */
const ZONE_NAME =
  "(?:UTC|GMT|Zulu|[ECMP][SD]?T|CES?T|CET|EET|EEST|WE[S]?T|BST|IST|JST|KST|HKT|SGT|A[EWC][SD]?T|NZ[SD]?T|MSK|EAT|CAT|WAT|SAST|BRT|ART|PHT|ICT|PKT|AKST|AKDT|HST|AST|ADT|NST|TRT|[A-Z]{1,2}ST|[A-Z]{1,2}DT)";
const ZONE = new RegExp(
  `^[\\s,(]*((?:US[ /-]?)?(?:${ZONE_NAME}\\b(?:\\s?[+-]\\s?\\d{1,2}(?::?\\d{2})?\\b)?|(?:[A-Z]\\p{L}+ )?(?:Eastern|Central|Mountain|Pacific|Atlantic|London|Paris|Geneva|Brussels|Berlin|Nairobi|Greenwich Mean|Coordinated Universal)(?: (?:Standard |Daylight |Summer )?[Tt]ime)?|(?:local|Local) [Tt]ime|Z\\b))`,
  "u",
);
const ZONE_BEFORE = new RegExp(`(${ZONE_NAME})\\s*$`);

const CLOCK =
  /(?<![\d:./#$€£])([01]?\d|2[0-4])(?:(?:[:.h]|\s?h\s)([0-5]\d)(?![\d])(?::[0-5]\d)?)?\s?(?:([ap])\.?\s?m\b\.?)?(?:h(?:rs|ours)?\b)?/giu;
const FOUR =
  /(?<![\d:./#-])([01]\d|2[0-3])([0-5]\d)\s?(?:h(?:rs|ours)?\b|(?=\s?(?:UTC|GMT|Zulu|Z\b|[CEW]ES?T\b|[ECMP][SD]?T\b)))/gu;
const JOIN = /^[^\S\u2007]?(?:-|–|—|to|until|till|à|a)[^\S\u2007]?$/;
const WORDS = /\b(noon|midday|midnight)\b/i;

type Clock = { hour: number; minute: number; half: "a" | "p" | null; at: number; end: number; sure: boolean };

/** Every time in one line, ranges as one. A bare number is a time only with minutes, am/pm, or a zone after it. */
export function timesIn(line: string): WrittenTime[] {
  const text = withoutDates(line);
  const clocks = clocksIn(text);
  const found: WrittenTime[] = [];
  for (let index = 0; index < clocks.length; index += 1) {
    const one = clocks[index];
    if (one === undefined) continue;
    const next = clocks[index + 1];
    const range = next !== undefined && JOIN.test(text.slice(one.end, next.at)) ? next : null;
    const last = range ?? one;
    const zone =
      zoneAt(text, last.end) ??
      (range === null ? null : zoneAt(text, one.end)) ??
      ZONE_BEFORE.exec(text.slice(Math.max(0, one.at - 10), one.at))?.[1] ??
      null;
    const half = one.half ?? halfFrom(one, range);
    const dots = range !== null && text[one.at + 2] === "." && text[range.at + 2] === ".";
    const sure = dots || one.sure || zone !== null || (range?.sure ?? false);
    if (range !== null) index += 1;
    if (!sure) continue;
    found.push({
      time: written(one, half),
      endTime: range === null ? null : written(range, range.half),
      zone,
      words: text.slice(one.at, last.end).trim(),
      at: one.at,
    });
  }
  return found;
}

/** Days blanked out, so that their numbers are not taken for hours. */
const withoutDates = (line: string): string => replaceDates(line, (date) => "\u2007".repeat(date.end - date.at));

function clocksIn(text: string): Clock[] {
  const noon = WORDS.exec(text);
  if (!/\d/.test(text)) {
    if (noon === null) return [];
    return [
      {
        hour: noon[1]?.toLowerCase() === "midnight" ? 0 : 12,
        minute: 0,
        half: null,
        at: noon.index,
        end: noon.index + noon[0].length,
        sure: true,
      },
    ];
  }
  const clocks: Clock[] = [];
  for (const match of everyMatch(text, FOUR)) {
    clocks.push({
      hour: Number(match[1]),
      minute: Number(match[2]),
      half: null,
      at: match.index,
      end: match.index + match[0].trimEnd().length,
      sure: true,
    });
  }
  // Both come in the order of the text, so that one step forward is enough to look for the one that covers this place.
  const whole = [...clocks];
  let next = 0;
  for (const match of everyMatch(text, CLOCK)) {
    while ((whole[next]?.end ?? Number.POSITIVE_INFINITY) <= match.index) next += 1;
    if (match.index >= (whole[next]?.at ?? Number.POSITIVE_INFINITY)) continue;
    const clock = clockOf(match, text);
    if (clock !== null) clocks.push(clock);
  }
  return clocks.sort((a, b) => a.at - b.at);
}

function clockOf(match: RegExpExecArray, text: string): Clock | null {
  const hour = Number(match[1]);
  const minute = Number(match[2] ?? 0);
  const half = match[3] === undefined ? null : match[3].toLowerCase() === "p" ? "p" : "a";
  if (half !== null && (hour > 12 || hour === 0) && hour > 23) return null;
  const end = match.index + match[0].trimEnd().length;
  const after = text[end] ?? "";
  // "2.5 people", "1.0", "3.10.2021", "5%": numbers, not times.
  if (/^[\d%/]/.test(after) || (match[2] === undefined && /^[.:,]\d/.test(text.slice(end)))) return null;
  const dotted = match[2] !== undefined && text[match.index + (match[1]?.length ?? 0)] === ".";
  if (dotted && match[1]?.length === 1 && half === null) return null;
  return {
    hour,
    minute,
    half,
    at: match.index,
    end,
    sure: half !== null || (match[2] !== undefined && !dotted) || /h/i.test(match[0]),
  };
}

function zoneAt(text: string, end: number): string | null {
  return ZONE.exec(text.slice(end, end + 45))?.[1]?.trim() ?? null;
}

/** "3 - 4pm" is in the afternoon; "11 - 1pm" begins before noon. */
function halfFrom(one: Clock, range: Clock | null): "a" | "p" | null {
  if (range?.half == null) return null;
  if (range.half === "p" && (one.hour % 12) * 60 + one.minute > (range.hour % 12) * 60 + range.minute) return "a";
  return range.half;
}

function written(clock: Clock, half: "a" | "p" | null): string {
  const hour = half === null || clock.hour > 12 ? clock.hour % 24 : (clock.hour % 12) + (half === "p" ? 12 : 0);
  return `${String(hour).padStart(2, "0")}:${String(clock.minute).padStart(2, "0")}`;
}
