import { say } from "../../ui/said.ts";
import { everyMatch } from "../reading/every-match.ts";
import type { Fault, Rule, TextLine } from "./rule.ts";

/** Letters that need no writing out. */
const EVERYBODY_KNOWS = new Set(
  "UN EU UK US USA UTC GMT AOB AoB TBD TBC URL PDF HTML FAQ OK ID TV PM AM CET CEST EST EDT BST PST PDT WG".split(" "),
);

const acronyms: Rule = {
  name: "acronym",
  kind: "acronym-unexpanded",
  level: "style",
  reason: "Newcomers and readers in later years do not know the letters.",
  example: { report: "# Marsh Group\n\nThe RWMB supports the plan.\n", said: "Never written out: RWMB." },
  run: ({ report }) => {
    const bare = report.acronyms.filter(({ words, letters }) => words === null && !EVERYBODY_KNOWS.has(letters));
    const first = bare[0];
    if (!first) return [];
    const letters = [...new Set(bare.map((each) => each.letters))];
    const message = say("Never written out: {letters}.", { letters: letters.join(", ") });
    return [
      {
        line: first.line,
        lines: [...new Set(bare.map(({ line }) => line))],
        words: letters.join(", "),
        message,
        remedy: say("Write each out the first time, with the letters in brackets."),
      },
    ];
  },
};

const HYPHENED = /(?<![\p{L}\p{N}-])\p{Lu}[\p{L}\p{N}]*-\p{L}[\p{L}\p{N}]*(?![\p{L}\p{N}-])/gu;

const hyphens: Rule = {
  name: "one-name-two-spellings",
  kind: "name-variant",
  level: "style",
  reason: "A name spelled in two ways is found only half the time.",
  example: {
    report: "# Marsh Group\n\nWG-Reeds met twice.\n\nA letter of WG Reeds went out.\n",
    said: 'One name is spelled in 2 ways: "WG-Reeds", "WG Reeds".',
  },
  run: ({ lines }) => {
    const prose = lines
      .filter(({ place }) => place !== "code")
      .map(({ line, text }) => ({ line, text: text.includes("://") ? text.replace(ADDRESS, " ") : text }));
    const hyphened = prose.flatMap(({ text }) =>
      text.includes("-") ? everyMatch(text, HYPHENED).map(([form]) => form.toLowerCase()) : [],
    );
    const names = [...new Set(hyphened)].filter((form) => !COMMON_PREFIX.test(form)).slice(0, MOST_NAMES);
    if (names.length === 0) return [];
    const form = new RegExp(
      `(?<![\\p{L}\\p{N}/._-])(?:${names.map((name) => name.replace("-", "[- ]?")).join("|")})(?![\\p{L}\\p{N}/_-])`,
      "giu",
    );
    const uses = prose.flatMap(({ text, line }) => everyMatch(text, form).map(([words]) => ({ line, words })));
    return [...Map.groupBy(uses, ({ words }) => words.toLowerCase().replace(/[- ]/, "")).values()].flatMap(
      spellingFault,
    );
  },
};

const ADDRESS = /https?:\S+/g;
const COMMON_PREFIX = /^(?:co|non|re|pre|post|multi|inter|sub|e)-/;
/** More hyphened names than this in one report are a list of codes. */
const MOST_NAMES = 60;

function spellingFault(uses: { line: number; words: string }[]): Fault[] {
  const ways = [...new Set(uses.map(({ words }) => words))];
  // A capital at the head of a sentence is no other spelling, unless letters of a short name change with it.
  if (new Set(ways.map((words) => words.toLowerCase())).size < 2 && !ways.some((words) => /^\p{Lu}{2}/u.test(words)))
    return [];
  const first = uses[0];
  if (!first || ways.length < 2) return [];
  const message = say("One name is spelled in {count, plural, one {# way} other {# ways}}: {ways}.", {
    count: ways.length,
    ways: { quoted: ways },
  });
  const lines = [...new Set(uses.map(({ line }) => line))];
  return [{ line: first.line, lines, words: ways.join(" / "), message, remedy: say("Use one spelling throughout.") }];
}

/** "Envoy on Technology": a head, a small word, what it is for. Latin letters only, because this runs over every line. */
const TITLED = /\b([A-ZÀ-Þ][a-zß-ÿ]{3,}) (on|for|of|in) (?:the )?([A-ZÀ-Þ][a-zß-ÿ]{3,})\b/g;
const OFFICES =
  /^(?:Chair|Member|Secretary|President|Director|University|Government|Ministry|Minister|Republic|State|States|United|Head|Update|Report|Minutes|List|Review|Approval|Summary|Call|Introduction|Overview|Status|Adoption|Discussion|Presentation)$/;

const headNouns: Rule = {
  name: "one-body-two-names",
  kind: "name-variant",
  level: "style",
  reason: "A body under several names looks like several bodies.",
  example: {
    report: "# Marsh Group\n\nThe Office for Rivers sent a note.\n\nThe River Office was thanked for its note.\n",
    said: 'These may be one body: "Office for Rivers", "River Office".',
  },
  run: ({ lines }) => {
    const titled = uses(lines, TITLED, ([words, head = "", small = "", what = ""]) => ({ words, head, what, small }));
    const named = titled.filter(({ head }) => !OFFICES.test(head));
    const heads = [...new Set(named.map(({ head }) => head))].slice(0, MOST_NAMES);
    if (heads.length === 0) return [];
    const pair = new RegExp(`\\b([A-ZÀ-Þ][a-zß-ÿ]{3,}) (${heads.join("|")})\\b`, "g");
    const pairs = uses(lines, pair, ([words, what = "", head = ""]) => ({ words, head, what, small: "" }));
    const all = [...named, ...pairs];
    const groups = Map.groupBy(all, ({ head, what }) => `${head} ${what.slice(0, 4)}`);
    return [...groups.values()].flatMap(bodyFault);
  },
};

type BodyUse = { line: number; words: string; head: string; what: string; small: string };

function uses(lines: TextLine[], form: RegExp, read: (match: RegExpExecArray) => Omit<BodyUse, "line">): BodyUse[] {
  return lines.flatMap(({ text, line, place }) =>
    place === "code" ? [] : everyMatch(text, form).map((match) => ({ ...read(match), line })),
  );
}

function bodyFault(all: BodyUse[]): Fault[] {
  const first = all[0];
  const ways = [...new Set(all.map(({ words }) => words.replace(" the ", " ")))];
  const whole = all.every(({ what }) => what.startsWith(first?.what ?? "") || (first?.what ?? "").startsWith(what));
  if (!first || ways.length < 2 || !whole) return [];
  const lines = [...new Set(all.map(({ line }) => line))].sort((a, b) => a - b);
  const message = say("These may be one body: {ways}.", { ways: { quoted: ways } });
  return [
    {
      line: lines[0] ?? first.line,
      lines,
      words: ways.join(" / "),
      message,
      remedy: say("Use the body's own name throughout."),
    },
  ];
}

const PLACEHOLDER =
  /\[(?:please )?(?:add|insert|your|name|to be (?:added|completed|filled)|fill)\b[^\]]{0,60}\]|<(?:insert|add|name|date|link)\b[^>]{0,40}>|\blorem ipsum\b|(?<![\p{L}\p{N}])(?:X{3,}|\?\?\?+|_{4,})(?![\p{L}\p{N}])/iu;

/** A cheap look for the signs of one. */
const MAY_BE_PLACEHOLDER = /[[<]|\?\?\?|____|xxx|lorem/i;

const placeholder: Rule = {
  name: "placeholder",
  kind: "template-placeholder",
  level: "warning",
  reason: "A line of the template that was never filled in shows that something is missing.",
  example: {
    report: "# Marsh Group\n\n- Asha Mwangi\n- [Please add yourself]\n",
    said: "A line of the template was left in.",
  },
  run: ({ lines }) =>
    lines.flatMap(({ text, line, place, spans }) => {
      if (place === "code" || !MAY_BE_PLACEHOLDER.test(text)) return [];
      const found = spans.some(({ href }) => href !== undefined) ? null : PLACEHOLDER.exec(text);
      return found
        ? [
            {
              line,
              words: found[0],
              message: say("A line of the template was left in."),
              remedy: say("Fill it in, or take it out."),
            },
          ]
        : [];
    }),
};

export const wordingRules: Rule[] = [placeholder, hyphens, headNouns, acronyms];
