import { type Said, say } from "../../ui/said.ts";
import { everyMatch } from "../reading/every-match.ts";
import { MONTHS } from "../reading/month-names.ts";
import { daysBetween, inWords, isoDay, weekdayOf } from "./date-mentions.ts";
import type { DateMention, Fault, Rule, Subject } from "./rule.ts";

const number: Rule = {
  name: "meeting-number",
  kind: "meeting-number-mismatch",
  level: "error",
  reason: "A meeting is found and cited by its number; two numbers make two meetings of it.",
  example: {
    report: "# Marsh Group\n\n**Meeting 12, 4 March 2026**\n\nThe thirteenth meeting of the group was held online.\n",
    said: "The report says meeting 12 and meeting 13.",
  },
  run: ({ report, context }) => [...twoNumbers(report), ...numberAgain(report, context)],
};

function twoNumbers({ meeting_number, meeting_number_words, alternatives }: Subject["report"]): Fault[] {
  if (meeting_number === null) return [];
  const others = alternatives.meeting_numbers.filter((other) => other.number !== meeting_number);
  const first = others[0];
  if (!first) return [];
  const message = say("The report says meeting {one} and meeting {other}.", {
    one: String(meeting_number),
    other: String(first.number),
  });
  const remedy = say("Keep the number that follows from the meeting before, and correct the other.");
  return [{ line: first.line, words: meeting_number_words ?? String(meeting_number), message, remedy }];
}

function numberAgain({ meeting_number, date }: Subject["report"], { earlier }: Subject["context"]): Fault[] {
  const same = earlier.find((meeting) => meeting.meeting_number === meeting_number && meeting.date !== date);
  if (meeting_number === null || !same?.date) return [];
  const message = say("Meeting {number} is already that of {day}.", {
    number: String(meeting_number),
    day: { day: same.date },
  });
  return [{ line: null, words: String(meeting_number), message, remedy: say("Give this meeting the next number.") }];
}

const twoDates: Rule = {
  name: "meeting-date",
  kind: "date-mismatch",
  level: "error",
  reason: "With two days for one meeting nobody can tell when it was held, nor by when what it agreed is due.",
  example: {
    report: "# Marsh Group\n\n**Meeting 12, 4 March 2026**\n\nThe meeting was held on 18 February 2026 at 13:00 UTC.\n",
    said: "Two days are given for this meeting: 4 March 2026 and 18 February 2026.",
  },
  run: ({ report, context, textOn, items }) => {
    const { date, alternatives } = report;
    const head = items[0]?.line ?? Number.POSITIVE_INFINITY;
    if (date === null) return [];
    const remedy = say("Keep the day on which it was held, and correct the other.");
    const faults = alternatives.dates
      .filter(
        (other) =>
          other.date !== date &&
          other.date !== turned(date) &&
          other.line < head &&
          saysWhenHeld(textOn.get(other.line) ?? ""),
      )
      .map((other): Fault => {
        const days = { one: { day: date }, other: { day: other.date } };
        const message = isPreviousSlot(other.date, report, context)
          ? say("Two days are given for this meeting: {one} and {other}, the day of the meeting before.", days)
          : say("Two days are given for this meeting: {one} and {other}.", days);
        return { line: other.line, words: inWords(other.date), message, remedy };
      });
    return faults.slice(0, 3);
  },
};

/** Day and month changed over: "03/05/24" is no other day than 2024-03-05. */
const turned = (day: string): string => `${day.slice(0, 4)}-${day.slice(8)}-${day.slice(5, 7)}`;

/** A line of the head that speaks of this meeting: not of its minutes, of another meeting or of something due. */
function saysWhenHeld(text: string): boolean {
  if (
    /\b(?:minutes|previous|last|next|prior|approv\w+|deadline|due|until|since|published|posted|scheduled|will be|expires?)\b/i.test(
      text,
    )
  )
    return false;
  return (
    (text.split(/\s+/).length <= 12 && !/[.!?]\s*$/.test(text)) ||
    /\b(?:held|took place|convened|met|meeting (?:was|of|on)|call (?:was|of|on))\b/i.test(text)
  );
}

/** The day of an earlier report, or as long before this meeting as the next one is after it. */
function isPreviousSlot(day: string, report: Subject["report"], { earlier }: Subject["context"]): boolean {
  if (earlier.some((meeting) => meeting.date === day)) return true;
  if (report.date === null || report.next_meeting === null) return false;
  return (
    daysBetween(day, report.date) > 0 && daysBetween(day, report.date) === daysBetween(report.date, report.next_meeting)
  );
}

const previousDate: Rule = {
  name: "date-of-earlier-meeting",
  kind: "date-mismatch",
  level: "error",
  reason: "A report made by copying the last one easily keeps its date.",
  example: {
    report: "# Marsh Group\n\n**Meeting 12, 18 February 2026**\n",
    said: "18 February 2026 is the day of meeting 11.",
  },
  run: ({ report, context, dates }) => {
    const { date, meeting_number } = report;
    const same = context.earlier.find((meeting) => meeting.date === date && meeting.meeting_number !== meeting_number);
    if (date === null || meeting_number === null || !same) return [];
    const place = dates.find((mention) => isoDay(mention, date) === date);
    const message =
      same.meeting_number === null
        ? say("{day} is the day of an earlier meeting.", { day: { day: date } })
        : say("{day} is the day of meeting {number}.", { day: { day: date }, number: String(same.meeting_number) });
    return [
      {
        line: place?.line.line ?? null,
        words: inWords(date),
        message,
        remedy: say("Give the day on which this meeting was held."),
      },
    ];
  },
};

const weekday: Rule = {
  name: "weekday",
  kind: "weekday-mismatch",
  level: "error",
  reason: "Half of the readers go by the weekday and half by the date; they come on different days.",
  example: {
    report: "# Marsh Group\n\nNext meeting: Friday, 4 March 2026\n",
    said: "4 March 2026 is a Wednesday, not a Friday.",
  },
  run: ({ report, dates }) =>
    dates.flatMap((mention): Fault[] => {
      const day = mention.weekday === null || mention.ambiguous ? null : isoDay(mention, report.date);
      if (day === null || mention.weekday === null || mention.weekday === weekdayOf(day)) return [];
      const message = say("{day} is a {right}, not a {wrong}.", {
        ...{ day: { day }, right: { weekday: weekdayOf(day) }, wrong: { weekday: mention.weekday } },
      });
      return [dateFault(mention, message, say("Correct the weekday or the date."))];
    }),
};

const impossibleDate: Rule = {
  name: "no-such-day",
  kind: "date-mismatch",
  level: "error",
  reason: "A day that no calendar has is a slip of the pen, and the right one is lost.",
  example: {
    report: "# Marsh Group\n\nComments are welcome until 31 June 2026.\n",
    said: "There is no such day as 31 June 2026.",
  },
  run: ({ lines }) =>
    lines.flatMap(({ text, line, place }): Fault[] => {
      if (place === "code" || !/29|3[01]/.test(text)) return [];
      return everyMatch(text, LONG_DAY)
        .filter(isImpossible)
        .map(([words]) => ({
          line,
          words,
          message: say("There is no such day as {words}.", { words }),
          remedy: say("Give the day that was meant."),
        }));
    }),
};

/** Days that not every month has, beside the month that may lack them. */
const LONG_DAY =
  /\b(?:(?<day>29|30|31)(?:st|th)?\s+(?:of\s+)?(?<month>feb(?:ruary)?|apr(?:il)?|june?|sept?(?:ember)?|nov(?:ember)?)\b\.?(?:,?\s+(?<year>\d{4}))?|(?<month2>feb(?:ruary)?|apr(?:il)?|june?|sept?(?:ember)?|nov(?:ember)?)\.?\s+(?<day2>29|30|31)(?:st|th)?\b(?!:)(?:,?\s+(?<year2>\d{4}))?)/gi;

function isImpossible({ groups = {} }: RegExpExecArray): boolean {
  const month = MONTHS.get((groups.month ?? groups.month2 ?? "").toLowerCase()) ?? 1;
  return (
    Number(groups.day ?? groups.day2) >
    new Date(Date.UTC(Number(groups.year ?? groups.year2 ?? 2024), month, 0)).getUTCDate()
  );
}

const nextBefore: Rule = {
  name: "next-meeting-order",
  kind: "next-meeting-before-meeting",
  level: "error",
  reason: "A next meeting that lies before this one was copied from an older report; nobody knows when to come.",
  example: {
    report: "# Marsh Group\n\n**Meeting 12, 4 March 2026**\n\n**Next meeting:** 1 April 2025\n",
    said: "The next meeting, 1 April 2025, is not after this one, 4 March 2026.",
  },
  run: ({ report }) => {
    const { date, next_meeting, next_meeting_line, next_meeting_words } = report;
    if (date === null || next_meeting === null || next_meeting > date) return [];
    const message = say("The next meeting, {next}, is not after this one, {day}.", {
      next: { day: next_meeting },
      day: { day: date },
    });
    return [
      {
        line: next_meeting_line,
        words: next_meeting_words ?? next_meeting,
        message,
        remedy: say("Give the day of the next meeting."),
      },
    ];
  },
};

const nextTentative: Rule = {
  name: "next-meeting-fixed",
  kind: "next-meeting-tentative",
  level: "warning",
  reason: "A day that is only proposed keeps nobody's diary free.",
  example: {
    report:
      "# Marsh Group\n\n**Meeting 12, 4 March 2026**\n\n## Any other business\n\nAsha noted the proposal of having the next meeting on 1 April 2026.\n",
    said: "The next meeting is only proposed.",
  },
  run: ({ report }) => {
    if (report.next_meeting_status !== "proposed") return [];
    const words = report.next_meeting_words ?? report.next_meeting ?? "";
    const remedy = say('Settle the day and the hour, and give them under "Next meeting".');
    return [{ line: report.next_meeting_line, words, message: say("The next meeting is only proposed."), remedy }];
  },
};

const deadlineOnMeeting: Rule = {
  name: "deadline-on-next-meeting",
  kind: "due-date-equals-next-meeting",
  level: "warning",
  reason: "What is due on the day of the meeting that needs it cannot be read before it.",
  example: {
    report:
      "# Marsh Group\n\n**Meeting 12, 4 March 2026**\n\nAction: Asha Mwangi will send the map by 1 April 2026.\n\n**Next meeting:** 1 April 2026\n",
    said: "This is due on the day of the next meeting, 1 April 2026.",
  },
  run: ({ report }) => {
    const { next_meeting } = report;
    if (next_meeting === null) return [];
    return report.actions
      .filter(
        ({ due, text }) =>
          due === next_meeting && !/\b(?:at|in|during|for) (?:the |our )?next (?:meeting|call|session)\b/i.test(text),
      )
      .map(({ line, text }) => ({
        line,
        words: text,
        message: say("This is due on the day of the next meeting, {day}.", { day: { day: next_meeting } }),
        remedy: say("Set a day some days before it."),
      }));
  },
};

const dateFault = (mention: DateMention, message: Said, remedy: Said): Fault => ({
  line: mention.line.line,
  words: mention.words,
  message,
  remedy,
});

export const meetingRules: Rule[] = [
  number,
  twoDates,
  previousDate,
  weekday,
  impossibleDate,
  nextBefore,
  nextTentative,
  deadlineOnMeeting,
];
