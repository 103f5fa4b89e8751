import { say } from "../../ui/said.ts";
import { everyMatch } from "../reading/every-match.ts";
import { isoDay } from "./date-mentions.ts";
import type { Fault, Rule, Subject, TextLine } from "./rule.ts";

/** Short names of zones: a place that keeps that time, and minutes before or behind UTC. `season` null: all year. */
type Zone = { place: string; minutes: number; season: "summer" | "standard" | null };

const zone = (place: string, hours: number, season: Zone["season"]): Zone => ({ place, minutes: hours * 60, season });

/** Left out because more than one zone bears the name: IST, AST, BST of Dhaka is rare beside London's. */
const ZONES: Record<string, Zone> = {
  UTC: zone("UTC", 0, null),
  GMT: zone("UTC", 0, null),
  EDT: zone("America/New_York", -4, "summer"),
  EST: zone("America/New_York", -5, "standard"),
  CDT: zone("America/Chicago", -5, "summer"),
  MDT: zone("America/Denver", -6, "summer"),
  PDT: zone("America/Los_Angeles", -7, "summer"),
  PST: zone("America/Los_Angeles", -8, "standard"),
  BST: zone("Europe/London", 1, "summer"),
  WEST: zone("Europe/Lisbon", 1, "summer"),
  CEST: zone("Europe/Paris", 2, "summer"),
  CET: zone("Europe/Paris", 1, "standard"),
  EEST: zone("Europe/Athens", 3, "summer"),
  EET: zone("Europe/Athens", 2, "standard"),
  AEDT: zone("Australia/Sydney", 11, "summer"),
  NZDT: zone("Pacific/Auckland", 13, "summer"),
  NZST: zone("Pacific/Auckland", 12, "standard"),
  JST: zone("Asia/Tokyo", 9, null),
  EAT: zone("Africa/Nairobi", 3, null),
  WAT: zone("Africa/Lagos", 1, null),
};

const TIMED_ZONE = new RegExp(
  `\\b(?<hour>\\d{1,2})(?:[:.h](?<minute>\\d{2}))?(?:\\s?[-–]\\s?\\d{1,2}(?:[:.h]\\d{2})?)?\\s?(?<half>[ap]\\.?m\\.?)?\\s*\\(?(?<zone>${Object.keys(ZONES).join("|")})\\b`,
  "gi",
);

type TimedZone = { name: string; zone: Zone; minutes: number; words: string };

const summerInWinter: Rule = {
  name: "zone-season",
  kind: "time-zone-season",
  level: "error",
  reason: "Summer time named in winter sends people an hour early or late.",
  example: {
    report: "# Marsh Group\n\nHeld on 14 January 2026 at 9:00 EDT.\n",
    said: "EDT is not kept on 14 January 2026: it is EST then.",
  },
  run: (subject) => seasonFaults(subject, "summer"),
};

const standardInSummer: Rule = {
  name: "standard-time-in-summer",
  kind: "time-zone-season",
  level: "warning",
  reason: "Winter time named in summer is an hour off for whoever takes it at its word.",
  example: {
    report: "# Marsh Group\n\nHeld on 14 July 2026 at 15:00 CET.\n",
    said: "CET is not kept on 14 July 2026: it is CEST then.",
  },
  run: (subject) => seasonFaults(subject, "standard"),
};

function seasonFaults(subject: Subject, season: Zone["season"]): Fault[] {
  return timedLines(subject).flatMap(({ line, day, times }) =>
    times
      .filter(({ zone: { place, minutes, season: named } }) => named === season && offsetOn(place, day) !== minutes)
      .map(({ name, words, zone: { place } }) => ({
        line: line.line,
        words,
        message: say("{zone} is not kept on {day}: it is {kept} then.", {
          zone: name,
          day: { day },
          kept: currentName(name, place, day),
        }),
        remedy: say("Give the hour in UTC, or correct the zone."),
      })),
  );
}

const zonesDisagree: Rule = {
  name: "zones-disagree",
  kind: "time-zone-season",
  level: "error",
  reason: "Two hours given for one moment must be the same moment.",
  example: {
    report: "# Marsh Group\n\nHeld on 14 July 2026 at 9:00 EDT / 14:00 UTC.\n",
    said: "9:00 EDT is 13:00 UTC, not 14:00 UTC.",
  },
  run: (subject) =>
    timedLines(subject).flatMap(({ line, day, times }) => {
      const [first, second] = times;
      if (!first || !second || !sameMoment(line.text, first, second) || offBy(first, second) === 0) return [];
      if ([first, second].some(({ zone: { place, minutes } }) => offsetOn(place, day) !== minutes)) return [];
      const right = clock(first.minutes - first.zone.minutes + second.zone.minutes);
      const message = say("{first} is {right}, not {second}.", {
        first: first.words,
        right: `${right} ${second.name}`,
        second: second.words,
      });
      return [
        { line: line.line, words: `${first.words} / ${second.words}`, message, remedy: say("Correct one of the two.") },
      ];
    }),
};

/** "9:00 EDT / 14:00 UTC", "9:00 EDT (14:00 UTC)": nothing but a mark stands between. */
function sameMoment(text: string, first: TimedZone, second: TimedZone): boolean {
  const from = text.indexOf(first.words) + first.words.length;
  return /^\s*(?:[/,;|(=·]|or|and|-|–)?\s*$/i.test(text.slice(from, text.indexOf(second.words, from)));
}

const offBy = (a: TimedZone, b: TimedZone): number =>
  (a.minutes - a.zone.minutes - (b.minutes - b.zone.minutes) + 2 * 1440) % 1440;

const clock = (minutes: number): string => {
  const inDay = (minutes + 2 * 1440) % 1440;
  return `${Math.floor(inDay / 60)}:${String(inDay % 60).padStart(2, "0")}`;
};

const HOUR_THEN_LETTERS = /\d\s?(?:[ap]\.?m\.?)?\s?\(?(?:UTC|GMT|[A-Z]{2,4}T)\b/i;

/** Lines that give an hour in a named zone, with the day they speak of: their own, the next meeting's, or, above the first item, the meeting's. */
function timedLines(subject: Subject): TimedLine[] {
  const known = remembered.get(subject);
  if (known !== undefined) return known;
  const found = timedLinesOf(subject);
  remembered.set(subject, found);
  return found;
}

type TimedLine = { line: TextLine; day: string; times: TimedZone[] };
/** Three rules ask for the same lines. */
const remembered = new WeakMap<Subject, TimedLine[]>();

function timedLinesOf({ report, lines, dates }: Subject): TimedLine[] {
  const firstItem = report.sections[0]?.line ?? Number.POSITIVE_INFINITY;
  const onLine = new Map(dates.map((mention) => [mention.line, isoDay(mention, report.date)] as const).reverse());
  return lines.flatMap((line) => {
    const times = HOUR_THEN_LETTERS.test(line.text) ? timesIn(line.text) : [];
    if (times.length === 0) return [];
    const near =
      line.line === report.next_meeting_line ? report.next_meeting : line.line < firstItem ? report.date : null;
    const day = onLine.get(line) ?? near;
    return day === null ? [] : [{ line, day, times }];
  });
}

function timesIn(text: string): TimedZone[] {
  return everyMatch(text, TIMED_ZONE).flatMap((match) => {
    const { hour = "", minute = "0", half = "", zone: name = "" } = match.groups ?? {};
    const known = ZONES[name];
    if (!known || Number(hour) > 24) return [];
    const afternoon = /^p/i.test(half) && Number(hour) < 12 ? 12 : 0;
    return [
      {
        name,
        zone: known,
        minutes: (Number(hour) + afternoon) * 60 + Number(minute),
        words: match[0].replace("(", ""),
      },
    ];
  });
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Minutes before (+) or behind (-) UTC at noon of that day, as the time zone database of the runtime has it. */
function offsetOn(place: string, day: string): number {
  const formatter =
    formatters.get(place) ?? new Intl.DateTimeFormat("en", { timeZone: place, timeZoneName: "longOffset" });
  formatters.set(place, formatter);
  const name =
    formatter.formatToParts(new Date(`${day}T12:00:00Z`)).find(({ type }) => type === "timeZoneName")?.value ?? "";
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(name);
  return match ? (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) : 0;
}

function currentName(name: string, place: string, day: string): string {
  const offset = offsetOn(place, day);
  const other = Object.entries(ZONES).find(([, each]) => each.place === place && each.minutes === offset)?.[0];
  return (
    other ??
    name
      .replace(/DT$/, "ST")
      .replace(/^BST$/, "GMT")
      .replace(/^WEST$/, "WET")
  );
}

export const zoneRules: Rule[] = [summerInWinter, standardInSummer, zonesDisagree];
