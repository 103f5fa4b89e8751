import type { DateMention, TextLine } from "./rule.ts";

const MONTHS = [
  "january|jan|janvier|enero",
  "february|feb|février|fevrier|febrero",
  "march|mar|mars|marzo",
  "april|apr|avril|abril",
  "may|mai|mayo",
  "june|jun|juin|junio",
  "july|jul|juillet|julio",
  "august|aug|août|aout|agosto",
  "september|sept|sep|septembre|septiembre",
  "october|oct|octobre|octubre",
  "november|nov|novembre|noviembre",
  "december|dec|décembre|decembre|diciembre",
];
const WEEKDAYS = [
  "sunday|sun|dimanche|domingo",
  "monday|mon|lundi|lunes",
  "tuesday|tues|tue|mardi|martes",
  "wednesday|wed|mercredi|miércoles",
  "thursday|thurs|thur|thu|jeudi|jueves",
  "friday|fri|vendredi|viernes",
  "saturday|sat|samedi|sábado",
];
const numbered = (names: string[]): Map<string, number> =>
  new Map(names.flatMap((each, index) => each.split("|").map((name): [string, number] => [name, index])));
const MONTH_NUMBER = numbered(MONTHS);
const WEEKDAY_NUMBER = numbered(WEEKDAYS);

const MONTH = MONTHS.join("|");
const WEEKDAY = WEEKDAYS.join("|");
const ORDINAL = "(?:st|nd|rd|th|er)?";
const UPTO = "(?:\\s?[-–]\\s?\\d{1,2}(?:st|nd|rd|th)?)?";
const DATE = new RegExp(
  `(?<![\\p{L}\\p{N}/-])(?:(?<before>${WEEKDAY})\\b\\.?,?\\s+(?:the\\s+)?)?(?:` +
    `(?<y>\\d{4})-(?<m>\\d{2})-(?<d>\\d{2})(?![\\d])|` +
    `(?<d2>\\d{1,2})(?<o2>${ORDINAL})${UPTO},?\\s+(?<of>of\\s+|de\\s+)?(?<m2>${MONTH})\\b\\.?(?:,?\\s+(?:de\\s+)?(?<y2>\\d{4})\\b)?|` +
    `(?<m3>${MONTH})\\b\\.?\\s+(?:the\\s+)?(?<d3>\\d{1,2})(?<o3>${ORDINAL})${UPTO}(?![\\d:%]|\\s?[ap]\\.?m\\b)(?:(?<comma>,)?\\s+(?<y3>\\d{4})\\b)?)` +
    `(?:,?\\s*\\(?(?<after>${WEEKDAY})\\b\\)?)?`,
  "giu",
);

/** All days that the lines name, in order. A month without a day is none. */
export function dateMentions(lines: TextLine[]): DateMention[] {
  return lines.flatMap((line) => {
    if (line.place === "code" || !/\d/.test(line.text)) return [];
    return [...line.text.matchAll(DATE)].flatMap((match) => mention(match, line) ?? []);
  });
}

function mention(match: RegExpExecArray, line: TextLine): DateMention | null {
  const groups = match.groups ?? {};
  const monthName = groups.m2 ?? groups.m3 ?? "";
  // "may" in small letters is the verb; "mar" and "sun" likewise begin other words.
  if (monthName !== "" && monthName.length <= 3 && !/^\p{Lu}/u.test(monthName)) return null;
  const month = groups.m ? Number(groups.m) : (MONTH_NUMBER.get(monthName.toLowerCase()) ?? -1) + 1;
  const day = Number(groups.d ?? groups.d2 ?? groups.d3);
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  const year = groups.y ?? groups.y2 ?? groups.y3;
  const weekday = WEEKDAY_NUMBER.get((groups.before ?? groups.after ?? "").toLowerCase());
  return {
    line,
    at: match.index,
    words: match[0].trim().replace(/[.,]$/, ""),
    weekday: weekday ?? null,
    year: year ? Number(year) : null,
    month,
    day,
    form: formOf(groups, monthName),
  };
}

function formOf(groups: Record<string, string | undefined>, monthName: string): string {
  if (groups.m !== undefined) return "yyyy-mm-dd";
  const month =
    monthName.length <= 4 && monthName.toLowerCase() !== "may" && !/^(june|july|mars|mayo|juin|août)$/i.test(monthName)
      ? "Mon"
      : "Month";
  if (groups.d2 !== undefined) return `d${groups.o2 ? "th" : ""} ${groups.of ? "of " : ""}${month}`;
  return `${month} d${groups.o3 ? "th" : ""}${groups.comma ? "," : ""}`;
}

/** The day as YYYY-MM-DD; without a year the one nearest to `near`. Null where no calendar has it. */
export function isoDay(mention: DateMention, near: string | null): string | null {
  if (mention.year !== null) return checked(mention.year, mention);
  if (near === null) return null;
  const year = Number(near.slice(0, 4));
  const days = [year - 1, year, year + 1].flatMap((each) => checked(each, mention) ?? []);
  return days.sort((a, b) => Math.abs(daysBetween(near, a)) - Math.abs(daysBetween(near, b)))[0] ?? null;
}

function checked(year: number, { month, day }: DateMention): string | null {
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** Whole days from the first day to the second; negative where the second is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

const NAMES = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTH_NAMES = MONTHS.map((names) => names.split("|")[0] ?? "").map(
  (name) => name.charAt(0).toUpperCase() + name.slice(1),
);

/** 0 Sunday to 6 Saturday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();
export const weekdayName = (weekday: number): string => NAMES[weekday] ?? "";

/** "22 April 2021", as messages write a day. */
export const inWords = (day: string): string =>
  `${Number(day.slice(8, 10))} ${MONTH_NAMES[Number(day.slice(5, 7)) - 1] ?? ""} ${day.slice(0, 4)}`;
