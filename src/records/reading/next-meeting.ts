/** When the group meets next: from its section, its label, or the sentence that says so. */
import type { ReadReport } from "../report.ts";
import type { Labelled } from "./labelled.ts";
import { type Outline, withDescendants } from "./outline.ts";
import { datesIn, dayAfter, type WrittenDate } from "./written-date.ts";
import { timesIn } from "./written-time.ts";

export type NextMeeting = Pick<
  ReadReport,
  "next_meeting" | "next_meeting_status" | "next_meeting_words" | "next_meeting_time" | "next_meeting_line"
>;

const NONE: NextMeeting = {
  next_meeting: null,
  next_meeting_status: null,
  next_meeting_words: null,
  next_meeting_time: null,
  next_meeting_line: null,
};
const PHRASE =
  /\b(?:(?:the |our )?next (?:[\p{L}’']+[ -]){0,6}?(?:meetings?|calls?|telecons?|teleconference|sessions?|gathering)|(?:meet|reconvene|convene) (?:again|next)|prochaine (?:r[eé]union|s[eé]ance)|pr[oó]xima (?:reuni[oó]n|sesi[oó]n)|following (?:meeting|call))\b/iu;
const PROPOSED =
  /\b(?:propos\w*|tentativ\w*|suggest\w*|provisional\w*|possibl[ey]|to be confirmed|tbc|potential\w*|may be|might)\b/i;

/** A stop after a word; "7 p.m. Thursday" and "St. Mary" go on. */
const SENTENCE_END = /(?:[\p{L}\d)]{3}[.]|[!?])\s+\p{Lu}/u;

/** `date` is the meeting's own day: the next one is on or after it where the words give no year. */
export function nextMeetingOf(outline: Outline, labelled: readonly Labelled[], date: string | null): NextMeeting {
  const stated = [
    ...sectionLines(outline),
    ...labelled.filter((each) => each.fact === "next-meeting").map(({ value, line }) => ({ text: value, line })),
  ];
  const found = pick(stated, date, false) ?? pick(outline.lines, date, true) ?? pick(wrappedLines(outline), date, true);
  return found ?? NONE;
}

/** Each line that says "next" and ends without a day, with the one after it. */
function wrappedLines(outline: Outline): { text: string; line: number }[] {
  const found: { text: string; line: number }[] = [];
  for (const [at, { text, line }] of outline.lines.entries())
    if (/\b(?:next|again|prochaine|pr[oó]xima)\b/i.test(text))
      found.push({ text: `${text} ${outline.lines[at + 1]?.text ?? ""}`, line });
  return found;
}

function sectionLines(outline: Outline): { text: string; line: number }[] {
  return outline.sections
    .filter((section) => section.role === "next-meeting")
    .flatMap(withDescendants)
    .flatMap((section) => [
      { text: section.title, line: section.line },
      ...section.entries
        .slice(0, 12)
        .flatMap((entry) =>
          entry.cells.length > 0 ? [{ text: entry.cells.join(" "), line: entry.line }] : entry.lines,
        ),
    ]);
}

function pick(
  lines: readonly { text: string; line: number }[],
  date: string | null,
  needsPhrase: boolean,
): NextMeeting | null {
  for (const { text, line } of lines) {
    if (!/\d/.test(text)) continue;
    const phrase = needsPhrase ? PHRASE.exec(text) : null;
    if (needsPhrase && phrase === null) continue;
    const from = phrase?.index ?? 0;
    const near = datesIn(text).filter(
      (each) =>
        !needsPhrase || (each.at >= from && each.at - from < 180 && !SENTENCE_END.test(text.slice(from, each.at))),
    );
    for (const each of near) {
      const day = dayOf(each, date);
      if (day === null || (needsPhrase && date !== null && day <= date)) continue;
      return {
        next_meeting: day,
        next_meeting_status: PROPOSED.test(text) ? "proposed" : "fixed",
        next_meeting_words: each.words,
        next_meeting_time: timesIn(text)[0]?.time ?? null,
        next_meeting_line: line,
      };
    }
  }
  return null;
}

function dayOf(words: WrittenDate, date: string | null): string | null {
  if (words.year === null && date === null) return null;
  return dayAfter(words, date ?? "");
}
