/** When a meeting was and which of its series: day, number, time, zone, and what the report says otherwise. */
import type { ReadReport } from "../report.ts";
import type { Head, HeadLine } from "./head.ts";
import type { Labelled } from "./labelled.ts";
import type { Outline } from "./outline.ts";
import { datesIn, isoDay, replaceDates, swapped, type WrittenDate } from "./written-date.ts";
import { numberOf } from "./written-number.ts";
import { timesIn, type WrittenTime } from "./written-time.ts";

export type Moment = Pick<
  ReadReport,
  "date" | "date_source" | "alternatives" | "meeting_number" | "meeting_number_words" | "time" | "end_time" | "timezone"
>;

/** `fileName` gives the day only where the words give none, and the year where they leave it out. */
export function momentOf(outline: Outline, head: Head, labelled: readonly Labelled[], fileName: string): Moment {
  const lines = linesOfMoment(outline, head, labelled);
  const fromName =
    datesIn(fileName.replace(/_/g, " "))
      .map((date) => isoDay(date))
      .find((date) => date !== null) ?? null;
  const found = dayOf(lines, outline, fromName);
  const numbers = numbersIn(lines);
  const number = numbers[0] ?? null;
  return {
    date: found?.date ?? null,
    date_source: found?.source ?? null,
    alternatives: {
      dates: found === null ? [] : otherDays(lines, found.date),
      meeting_numbers: numbers
        .filter((each) => each.number !== number?.number)
        .map(({ number: value, line }) => ({ number: value, line })),
    },
    meeting_number: number?.number ?? null,
    meeting_number_words: number?.words ?? null,
    ...clockOf(lines, outline),
  };
}

/** What is labelled as day or time first, then the title, then the rest of the head. */
function linesOfMoment(outline: Outline, head: Head, labelled: readonly Labelled[]): HeadLine[] {
  const stated = labelled
    .filter((each) => (each.fact === "date" || each.fact === "time") && each.value !== "")
    .filter(
      (each) => each.section.role !== "next-meeting" && each.section.role !== "item" && each.section.role !== "actions",
    )
    .slice(0, 4)
    .map(({ value, line, fact }) => ({ text: fact === "time" ? timeWords(value) : value, line }));
  const title = head.title === null ? [] : [{ text: head.title, line: head.titleLine ?? 1 }];
  const body = outline.sections.length < 3 ? outline.lines.slice(0, 12).map(({ text, line }) => ({ text, line })) : [];
  return [
    ...stated,
    ...title,
    ...head.lines.filter((line) => !/\b(?:next|previous|last|upcoming|prior|deadline|due)\b/i.test(line.text)),
    ...body,
    ...heldLines(outline),
  ].map(({ text, line }) => ({ text: text.slice(0, LONGEST_HEAD_LINE), line }));
}

/** "The ninth session of the Task Force took place on 14 March": among the first lines of the text, whatever is above. */
const heldLines = (outline: Outline): HeadLine[] =>
  outline.lines
    .slice(0, 25)
    .filter(({ text }) => HELD.test(text) && !/\b(?:next|previous|last|will)\b/i.test(text.slice(0, 200)))
    .slice(0, 1)
    .map(({ text, line }) => ({ text: text.split(/(?<=[a-z]{3}[.)])\s+(?=\p{Lu})/u, 1)[0] ?? text, line }));
const HELD =
  /^(?:the|la|le|el)\s.{0,160}\b(?:meeting|session|call|conference|consultation|réunion|séance|session|reunión|sesión)\b.{0,160}\b(?:was held|took place|was convened|met|s['’]est tenue|a eu lieu|se celebró|tuvo lugar)\b/i;

/** What stands further on in a line is no head of a report. In characters. */
const LONGEST_HEAD_LINE = 3000;

/** "11-12" and "15" under "Time:" are hours although nothing says so. */
const timeWords = (value: string): string =>
  /^\d{1,2}(?:\s?-\s?\d{1,2})?$/.test(value) ? `${value.split("-")[0]?.trim()}:00` : value;

function dayOf(
  lines: readonly HeadLine[],
  outline: Outline,
  fromName: string | null,
): { date: string; source: "text" | "front-matter" | "filename" } | null {
  const dates = lines.flatMap((line) => datesIn(line.text));
  const monthFirst = lines.some((line) => /\b(?:[ECMP][SD]?T|US|Eastern|Pacific)\b/.test(line.text));
  for (const date of dates) {
    const iso = isoDay(settled(date, fromName, monthFirst));
    if (iso !== null) return { date: iso, source: "text" };
  }
  const year =
    fromName?.slice(0, 4) ??
    yearIn(outline.fields.date) ??
    yearIn(outline.fields.sent) ??
    yearIn(
      lines
        .slice(0, 6)
        .map((line) => line.text)
        .join(" "),
    );
  const short = dates[0];
  if (short !== undefined && year !== null) {
    const iso = isoDay(short, Number(year));
    if (iso !== null) return { date: iso, source: "text" };
  }
  const field = datesIn(`${outline.fields.date ?? ""} ${outline.fields.title ?? ""}`)
    .map((date) => isoDay(date))
    .find((date) => date !== null);
  if (field !== undefined && field !== null) return { date: field, source: "front-matter" };
  return fromName === null ? null : { date: fromName, source: "filename" };
}

/** "05/03/24": the file's own name, then the weekday, then the zone decide; else the day comes first. */
function settled(date: WrittenDate, fromName: string | null, monthFirst: boolean): WrittenDate {
  if (!date.ambiguous) return date;
  const other = swapped(date);
  if (fromName !== null) return isoDay(other) === fromName ? other : date;
  if (date.weekday !== null)
    return weekdayOf(other) === date.weekday && weekdayOf(date) !== date.weekday ? other : date;
  return monthFirst ? other : date;
}

const weekdayOf = (date: WrittenDate): number => new Date(`${isoDay(date)}T00:00:00Z`).getUTCDay();
const yearIn = (text: string | undefined): string | null => /\b(20\d\d)\b/.exec(text ?? "")?.[1] ?? null;

/** Other days that the head gives for the meeting itself. */
function otherDays(lines: readonly HeadLine[], date: string): { date: string; line: number }[] {
  const found = new Map<string, { date: string; line: number }>();
  for (const line of lines) {
    for (const each of datesIn(line.text)) {
      const iso = isoDay(each);
      if (iso !== null && iso !== date && each.lastDay === null && !found.has(iso))
        found.set(iso, { date: iso, line: line.line });
    }
  }
  return [...found.values()];
}

const MEETING = "(?:meetings?|sessions?|calls?|telecon(?:ference)?s?|réunion|reunión|séance|sesión)";
const AFTER = new RegExp(
  `\\b${MEETING}\\s+(?:(?:no\\.?|number|nr\\.?|numéro|nº|n°|#)\\s?)?#?([IVXLC]+|\\d{1,3})(?![\\d.:/-]|\\s?(?:am|pm|[ap]\\.m))\\b`,
  "iu",
);
const BEFORE = new RegExp(
  `\\b(?!the\\s)(\\d{1,3}(?:st|nd|rd|th|e|ème|ª|º)|[\\p{L}]+(?:[- ](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth))?)\\s+(?:(?:virtual|online|regular|ordinary|monthly|weekly|formal|plenary|open|face-to-face|hybrid|remote|annual|general|official|joint|public)\\s+)*${MEETING}\\b`,
  "iu",
);
/** "the 97th River Board Meeting": words in capitals between the number and the meeting. */
const OF_A_BODY =
  /\b(\d{1,3})(?:st|nd|rd|th)\s+(?:[\p{Lu}\d][\p{L}\d&/-]*\s+(?:of\s+)?){1,6}(?:[Mm]eeting|MEETING|[Tt]elecon|[Tt]eleconference|[Ss]ession|[Cc]all)\b/u;
const MEETING_LINE =
  /\b(?:meeting|minutes|committee|council|call|session|group|board|report|acta|r[eé]union|reuni[oó]n)\b/i;
const NUMBERED = /(?:\b[Nn][Oo]\.?\s?|\bNr\.?\s?|\bnumber\s|[nN][º°]\s?|(?<![\w/])#)(\d{1,3})\b/;

type Numbered = { number: number; words: string; line: number };

function numbersIn(lines: readonly HeadLine[]): Numbered[] {
  const found: Numbered[] = [];
  for (const { text, line } of lines) {
    const bare = replaceDates(text, () => "|");
    const words =
      AFTER.exec(bare)?.[1] ??
      ordinalBefore(bare) ??
      (/\d(?:st|nd|rd|th)\s/.test(bare) ? OF_A_BODY.exec(bare)?.[1] : undefined) ??
      (bare.length < 120 && MEETING_LINE.test(bare) ? NUMBERED.exec(bare)?.[1] : undefined);
    const number = words === undefined ? null : numberOf(words);
    if (words !== undefined && number !== null && number > 0 && !found.some((each) => each.number === number))
      found.push({ number, words, line });
  }
  return found;
}

/** "The eighteenth virtual meeting"; "first meeting" of a year or a plan is none, so a day of head words must stand by. */
function ordinalBefore(text: string): string | undefined {
  const words = BEFORE.exec(text)?.[1];
  if (words === undefined || /^(?:one|two|three|four|five|six|seven|eight|nine|ten|a|i)$/i.test(words))
    return undefined;
  if (/^second$/i.test(words) && !/\bthe second\b/i.test(text)) return undefined;
  if (/^\d+$/.test(words) || numberOf(words) === null || /^[ivxlc]+$/.test(words)) return undefined;
  return words;
}

const OPENED = /\b(?:called to order|opened|convened|commenced|began|started|ouverte?|abierta)\b/i;

/** "The meeting was called to order at 7 p.m.", where the head gives no hour. */
function openedAt(outline: Outline): WrittenTime | undefined {
  for (const line of outline.lines.slice(0, 120)) {
    const opened = OPENED.exec(line.text);
    const time = opened === null ? undefined : timesIn(line.text.slice(opened.index, opened.index + 120))[0];
    if (time !== undefined) return time;
  }
  return undefined;
}

function clockOf(lines: readonly HeadLine[], outline: Outline): Pick<Moment, "time" | "end_time" | "timezone"> {
  const times = lines.flatMap((line) =>
    /https?:/.test(line.text) && !/[ap]m\b|UTC/i.test(line.text) ? [] : timesIn(line.text.replace(/https?:\S+/g, " ")),
  );
  const best = times[0] ?? openedAt(outline);
  if (best === undefined) return { time: null, end_time: null, timezone: null };
  const zone = best.zone ?? times.find((each) => each.time === best.time && each.zone !== null)?.zone ?? null;
  return { time: best.time, end_time: best.endTime, timezone: zone };
}
