import { say } from "../../ui/said.ts";
import type { DateMention, Rule, TextLine } from "./rule.ts";

/** Words that make a day a deadline. */
const DEADLINE =
  /\b(?:by|until|till|before|due(?: on| by)?:?|no later than|not later than|deadline(?: is| of| for \w+ is)?:?)\s+(?:the\s+|end of\s+)?$/i;

const deadlineYear: Rule = {
  name: "deadline-year",
  kind: "year-missing",
  level: "warning",
  reason: "Reports are read years later; a deadline without a year has to be guessed from the meeting.",
  example: {
    report: "# Marsh Group\n\nAction: Asha Mwangi will send the map by 1 April.\n",
    said: 'The deadline "1 April" has no year.',
  },
  run: ({ dates }) =>
    dates.filter(isDeadline).map((mention) => ({
      line: mention.line.line,
      words: mention.words,
      message: say('The deadline "{words}" has no year.', { words: mention.words }),
      remedy: say("Add the year."),
    })),
};

const isDeadline = ({ year, line, at }: DateMention): boolean =>
  year === null && DEADLINE.test(line.text.slice(Math.max(0, at - 40), at));

const dateYear: Rule = {
  name: "date-year",
  kind: "year-missing",
  level: "style",
  reason: "A day without a year can only be placed by who knows when the report was written.",
  example: { report: "# Marsh Group\n\nThe bird count is on 7 May.\n", said: 'No year is given with "7 May".' },
  run: ({ dates }) => {
    const bare = dates.filter((mention) => mention.year === null && !isDeadline(mention));
    const first = bare[0];
    if (!first) return [];
    const words = [...new Set(bare.map((mention) => mention.words))];
    const message = say("No year is given with {words}.", { words: { quoted: words } });
    return [{ line: first.line.line, lines: linesOf(bare), words: first.words, message, remedy: say("Add the year.") }];
  },
};

const dateForm: Rule = {
  name: "date-form",
  kind: "date-format-inconsistent",
  level: "style",
  reason: "One way of writing dates is read faster, and day and month cannot be taken for each other.",
  example: {
    report: "# Marsh Group\n\nHeld on 4 March 2026. The map is due by March 18 2026.\n",
    said: 'Dates are written in 2 ways: "4 March 2026", "March 18 2026".',
  },
  run: ({ dates: all }) => {
    const dates = all.filter(({ form }) => form !== "yyyy-mm-dd");
    const forms = new Map<string, DateMention>();
    for (const mention of dates) if (!forms.has(mention.form)) forms.set(mention.form, mention);
    const first = dates[0];
    if (!first || forms.size < 2) return [];
    const message = say("Dates are written in {count, plural, one {# way} other {# ways}}: {ways}.", {
      count: forms.size,
      ways: { quoted: [...forms.values()].map(({ words }) => words) },
    });
    return [
      {
        line: first.line.line,
        lines: linesOf(dates),
        words: first.words,
        message,
        remedy: say("Use one way, such as 4 March 2026."),
      },
    ];
  },
};

const TIME =
  /\b\d{1,2}(?::\d{2})?\s?(?:a\.?m\.?|p\.?m\.?)(?![\p{L}])|\b\d{1,2}[:.h]\d{2}\b(?=\s?(?:UTC|GMT|[A-Z]{2,4}T\b|h\b))/giu;

const timeForm: Rule = {
  name: "time-form",
  kind: "time-format-inconsistent",
  level: "style",
  reason: "One way of writing the hour keeps people from taking one for another.",
  example: {
    report: "# Marsh Group\n\nHeld at 1 p.m. UTC.\n\n**Next meeting:** 1 April 2026, 1 PM UTC\n",
    said: 'Times are written in 2 ways: "1 p.m.", "1 PM".',
  },
  run: ({ lines }) => {
    const found = lines.flatMap((line) => timesIn(line).map((words) => ({ line, words })));
    const forms = new Map(found.map(({ words }): [string, string] => [timeFormOf(words), words]).reverse());
    const first = found[0];
    if (!first || forms.size < 2) return [];
    const message = say("Times are written in {count, plural, one {# way} other {# ways}}: {ways}.", {
      count: forms.size,
      ways: { quoted: [...forms.values()].reverse() },
    });
    return [
      {
        line: first.line.line,
        lines: linesOf(found),
        words: first.words,
        message,
        remedy: say("Use one way, such as 13:00."),
      },
    ];
  },
};

const timesIn = ({ text }: TextLine): string[] =>
  /\d/.test(text) ? [...text.matchAll(TIME)].map(([words]) => words) : [];

/** "1 p.m." and "2:30 p.m." are one form; "1 PM", "1pm", "13:00" others. */
const timeFormOf = (words: string): string =>
  words.replace(/\d{1,2}([:.h]\d{2})?/, (_, minutes) => (/[ap]\.?m/i.test(words) ? "t" : (minutes?.[0] ?? "t")));

const linesOf = (found: { line: TextLine }[]): number[] => [...new Set(found.map(({ line }) => line.line))];

export const dateFormRules: Rule[] = [deadlineYear, dateYear, dateForm, timeForm];
