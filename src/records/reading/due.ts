/** By when: the day an action's words give, seen from the day of the meeting, and the words themselves. */

import { MONTHS } from "./month-names.ts";
import { datesIn, isoDay, swapped, type WrittenDate } from "./written-date.ts";

/** `impossible`: the words name a day that no calendar has ("31 February"); it stays words. */
export type Due = { on: string | null; words: string; impossible: boolean };

/** Actions are short; what stands later is no due day. In characters. */
const MAX_TEXT = 800;

/**
 * When an action is due. A day counts where a word announces it ("by 6 May") or a meeting is named after it ("9 May
 * call"). The year, where none is given, comes from the meeting. Words that give no day are kept as they are.
 */
export function dueIn(text: string, meetingOn: string | null): Due | null {
  const cut = text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) : text;
  for (const date of datesIn(cut)) {
    const announced = ANNOUNCER.exec(cut.slice(Math.max(0, date.at - 30), date.at));
    if (announced !== null) return { on: dayOf(date, meetingOn), words: announced[0] + date.words, impossible: false };
    if (/^\s(?:call|meeting|telecon|session)\b/i.test(cut.slice(date.end, date.end + 12)))
      return { on: dayOf(date, meetingOn), words: date.words, impossible: false };
  }
  const impossible = NO_DAY.exec(cut);
  if (impossible !== null) return { on: null, words: impossible[0], impossible: true };
  const vague = TIME.test(cut) ? VAGUE.exec(cut) : null;
  return vague === null ? null : { on: null, words: vague[0], impossible: false };
}

/** A day as one piece of text, such as a cell of a "Due" column. */
export function dueOfCell(text: string, meetingOn: string | null): Due | null {
  const words = text.trim();
  if (words === "" || /^(?:-|–|—|n\/?a|none|tbd|tbc|\?)$/i.test(words)) return null;
  const date = datesIn(words.slice(0, MAX_TEXT))[0];
  return {
    on: date === undefined ? null : dayOf(date, meetingOn),
    words,
    impossible: date === undefined && NO_DATE.test(words),
  };
}

/** A day alone in brackets at the end: "Vote at the next meeting (January 12)". */
export function bracketedDay(text: string, meetingOn: string | null): Due | null {
  const inner = /\(([^()]{3,40})\)\W{0,2}$/.exec(text.length > 80 ? text.slice(-80) : text)?.[1];
  const date = inner === undefined ? undefined : datesIn(inner)[0];
  if (inner === undefined || date === undefined || date.words.length < inner.length - 8) return null;
  return { on: dayOf(date, meetingOn), words: inner, impossible: false };
}

/** What announces a due day, straight before it. */
const ANNOUNCER =
  /\b(?:no later than|not later than|by|until|till|before|due|on|deadline|avant|jusqu['’]au|d['’]ici(?: le)?|pour le|antes del?|hasta el|para el)(?:\s(?:date|on|by|is|of|the|end of|eod|cob)|:){0,3}\s(?:\p{L}{3,9},?\s)?$/iu;

/** A cheap look: words for a time. */
const TIME =
  /(?:meeting|call|week|month|quarter|year|session|today|tomorrow|tonight|day|eod|hour|january|february|march|april|may|june|july|august|september|october|november|december|christmas|summer|spring|autumn|fall|winter|asap|as soon as|immediately|shortly|(?:end|middle|beginning) of|appel|semaine|semana|réunion|reunión)/i;

/** Words that stand for a day without giving one. */
const VAGUE =
  /\b(?:(?:by|before|until|at|in|after|during|within|prior to|no later than|towards|for)\s(?:(?:the|this|our)\s)?(?:(?:end|middle|beginning|start|close)\sof\s(?:(?:the|this|next)\s)?)?(?:(?:next|coming|following|upcoming|last)\s)?(?:today|tomorrow|tonight|end of day|eod|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|january|february|march|april|may|june|july|august|september|october|november|december|the holidays|christmas|(?:next|coming|following|upcoming)\s(?:\p{L}+\s){0,2}(?:meeting|call|session))|(?:by|before|until|at|in|after|during|prior to|no later than|towards)\s(?:(?:the|this|our)\s)(?:(?:end|middle|beginning|start|close)\sof\s(?:(?:the|this|next)\s)?)?(?:next\s|coming\s|following\s|upcoming\s)?(?:(?:\p{L}+\s){0,2}(?:meeting|call|session)|week|month|quarter|year|weekend|summer|spring|autumn|fall|winter)|(?:in|within|after)\s(?:about\s|roughly\s|another\s)?(?:the next\s)?(?:a|one|two|three|four|five|six|a few|a couple of|\d{1,2})(?:\s(?:or|to)\s\p{L}+|-\d{1,2})?\s(?:business\s|working\s)?(?:hours?|days?|weeks?|months?)|next (?:week|month|quarter|year|meeting|call|session)|(?:end|middle|beginning) of (?:(?:the|next|this)\s)?(?:week|month|quarter|year|\p{Lu}\p{L}+)|this (?:week|month|quarter|year|afternoon)|as soon as possible|asap|immediately|shortly|après l['’]appel|la semaine prochaine|la próxima semana|après la réunion|después de la reunión)(?![\p{L}\p{N}])/iu;

const MONTH = [...MONTHS.keys()].sort((a, b) => b.length - a.length).join("|");
const DATE_LIKE = `(?:\\d{1,2}(?:st|nd|rd|th)?\\s(?:of\\s|de\\s)?(?:${MONTH})|(?:${MONTH})\\s\\d{1,2}(?:st|nd|rd|th)?)(?![\\p{L}\\d:])`;
/** A day that looks like one and was not read as one. */
const NO_DAY = new RegExp(`\\b(?:by|until|till|before|due|on)\\s(?:the\\s)?${DATE_LIKE}`, "iu");
const NO_DATE = new RegExp(DATE_LIKE, "iu");

/** Day and month may have changed places: then the reading that comes sooner after the meeting is meant. */
function dayOf(date: WrittenDate, meetingOn: string | null): string | null {
  if (date.year !== null || meetingOn === null)
    return sooner(isoDay(date), date.ambiguous ? isoDay(swapped(date)) : null, meetingOn);
  const on = inYearOf(date, meetingOn);
  const other =
    /^\d{1,2}\/\d{1,2}$/.test(date.words) && date.day <= 12
      ? inYearOf({ ...date, month: date.day, day: date.month }, meetingOn)
      : null;
  return sooner(on, other, meetingOn);
}

function sooner(on: string | null, other: string | null, meetingOn: string | null): string | null {
  if (on === null || other === null || meetingOn === null || other < meetingOn) return on;
  return on < meetingOn || other < on ? other : on;
}

/** The year of the meeting; the next one where the day would lie half a year or more before the meeting. */
function inYearOf(date: WrittenDate, meetingOn: string): string | null {
  const year = Number(meetingOn.slice(0, 4));
  const late = Number(meetingOn.slice(5, 7)) - date.month >= 6;
  return isoDay(date, late ? year + 1 : year);
}
