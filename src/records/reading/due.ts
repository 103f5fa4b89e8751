/** By when: the day an action's words give, seen from the day of the meeting, and the words themselves. */

export type Due = { on: string | null; words: string; at: number; impossible: boolean };

const MONTHS: readonly string[] = (
  "january jan janvier enero|february feb février fevrier febrero|march mar mars marzo|april apr avril abril|may mai mayo|" +
  "june jun juin junio|july jul juillet julio|august aug août aout agosto|september sep sept septembre septiembre setiembre|" +
  "october oct octobre octubre|november nov novembre noviembre|december dec décembre decembre diciembre"
).split("|");

const MONTH_NUMBER: ReadonlyMap<string, number> = new Map(
  MONTHS.flatMap((names, index) => names.split(" ").map((name) => [name, index + 1])),
);
const MONTH = [...MONTH_NUMBER.keys()].sort((a, b) => b.length - a.length).join("|");
const WEEKDAY =
  "(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?|lundi|mardi|mercredi|jeudi|vendredi|lunes|martes|miércoles|jueves|viernes";
const ORDINAL = "(?:st|nd|rd|th|er|º|°)?";
const DAY =
  `(?:(?:${WEEKDAY})\\.?,?\\s(?:the\\s)?)?(?:` +
  `(?<y>\\d{4})-(?<m>\\d{1,2})-(?<d>\\d{1,2})|` +
  `(?<d2>\\d{1,2})${ORDINAL}\\s(?:of\\s|de\\s)?(?<m2>${MONTH})\\b\\.?(?:,?\\s(?:de\\s)?(?<y2>\\d{4}))?|` +
  `(?<m3>${MONTH})\\b\\.?\\s(?:the\\s)?(?<d3>\\d{1,2})${ORDINAL}(?![\\d:])(?:,?\\s(?<y3>\\d{4}))?|` +
  `(?<m4>\\d{1,2})/(?<d4>\\d{1,2})(?:/(?<y4>\\d{2,4}))?(?![\\d/]))`;

/** What announces a due day, before it. */
const ANNOUNCED =
  "(?:no later than|not later than|by|until|till|before|due(?: date)?(?: on| by)?:?|on|deadline(?: is| of)?:?|avant|jusqu['’]au|d['’]ici(?: le)?|pour le|le|antes del?|hasta el|para el|el)";
const DAY_DUE = new RegExp(`\\b${ANNOUNCED}\\s(?:the\\s|end of\\s|eod\\s|cob\\s)?(?<day>${DAY})`, "iu");
const DAY_ANY = new RegExp(`(?<![\\p{L}\\p{N}/])(?<day>${DAY})`, "iu");

/** Words that stand for a day without giving one. */
const VAGUE =
  /\b(?:(?:by|before|until|at|in|for|after|during|within|prior to|no later than|towards)\s(?:the\s|this\s|our\s)?(?:(?:end|middle|beginning|start|close)\sof\s(?:the\s|this\s|next\s)?)?(?:next\s|coming\s|following\s|upcoming\s|last\s)?(?:(?:\p{L}+\s){0,2}(?:meeting|call|week|month|quarter|year|session|weekend|summer|spring|autumn|fall|winter)|(?:a|one|two|three|four|five|six|\d{1,2})(?:\s(?:or|to)\s\w+|-\d{1,2})?\s(?:business\s|working\s)?(?:hours?|days?|weeks?|months?)|today|tomorrow|tonight|end of day|eod|monday|tuesday|wednesday|thursday|friday|january|february|march|april|may|june|july|august|september|october|november|december|the holidays|christmas)|next (?:week|month|quarter|year|meeting|call|session)|(?:end|middle|beginning) of (?:the |next |this )?(?:week|month|quarter|year|\p{Lu}\p{L}+)|this (?:week|month|quarter|year|afternoon)|as soon as possible|asap|immediately|shortly|après l['’]appel|la semaine prochaine|la próxima semana|après la réunion|después de la reunión)(?![\p{L}\p{N}])/iu;

/**
 * When an action is due. A day counts where a word announces it ("by 6 May") or, under a mark, where it stands alone.
 * The year, where none is given, is the first in which the day is not before the meeting (DESIGN: "due as said").
 * A day that no calendar has stays words, `impossible`.
 */
export function dueIn(text: string, meetingOn: string | null): Due | null {
  const cut = text.length > 2000 ? text.slice(0, 2000) : text;
  const announced = DAY_DUE.exec(cut);
  if (announced?.groups !== undefined) return dueOf(announced, meetingOn);
  const vague = VAGUE.exec(cut);
  if (vague === null) return null;
  return { on: null, words: vague[0], at: vague.index, impossible: false };
}

/** The first day that a text names, whether or not a word announces it. */
export function dayIn(text: string, meetingOn: string | null): Due | null {
  const found = DAY_ANY.exec(text.length > 2000 ? text.slice(0, 2000) : text);
  return found?.groups === undefined ? null : dueOf(found, meetingOn);
}

/** A day as one piece of text, such as a cell of a "Due" column. */
export function dueOfCell(text: string, meetingOn: string | null): Due | null {
  const words = text.trim();
  if (words === "" || /^(?:-|–|—|n\/?a|none|tbd|tbc|\?)$/i.test(words)) return null;
  const day = dayIn(words, meetingOn);
  return day === null ? { on: null, words, at: 0, impossible: false } : { ...day, words };
}

function dueOf(match: RegExpExecArray, meetingOn: string | null): Due {
  const groups = match.groups ?? {};
  const month = groups.m ?? groups.m4 ?? String(MONTH_NUMBER.get((groups.m2 ?? groups.m3 ?? "").toLowerCase()) ?? 0);
  const day = groups.d ?? groups.d2 ?? groups.d3 ?? groups.d4 ?? "0";
  const year = groups.y ?? groups.y2 ?? groups.y3 ?? groups.y4;
  const base = { words: match[0], at: match.index };
  if (year === undefined && meetingOn === null)
    return { ...base, on: null, impossible: !isDay(2024, Number(month), Number(day)) };
  const on =
    year === undefined
      ? nextDay(Number(month), Number(day), meetingOn ?? "")
      : isoDay(fullYear(year), Number(month), Number(day));
  return { ...base, on, impossible: on === null };
}

const fullYear = (year: string): number => (year.length === 2 ? 2000 + Number(year) : Number(year));

/** A day without a year: within the half year before the meeting it is past, otherwise it is the next to come. */
function nextDay(month: number, day: number, meetingOn: string): string | null {
  const year = Number(meetingOn.slice(0, 4));
  const sameYear = isoDay(year, month, day);
  if (sameYear === null) return isoDay(year + 1, month, day);
  return sameYear < meetingOn && month <= 6 && Number(meetingOn.slice(5, 7)) - month >= 6
    ? isoDay(year + 1, month, day)
    : sameYear;
}

function isoDay(year: number, month: number, day: number): string | null {
  if (!isDay(year, month, day)) return null;
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1 || day > 31) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}
