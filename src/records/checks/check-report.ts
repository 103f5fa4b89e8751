import type { DocumentTree } from "../../platform/formats/tree.ts";
import { type Said, saidInEnglish, say } from "../../ui/said.ts";
import { toSay } from "../../ui/words.ts";
import { type Outline, outlineOf } from "../reading/outline.ts";
import type { Finding, ReadReport } from "../report.ts";
import { actionRules } from "./action.rules.ts";
import { agendaRules } from "./agenda.rules.ts";
import { dateFormRules } from "./date-form.rules.ts";
import { dateMentions } from "./date-mentions.ts";
import { itemSections } from "./item-sections.ts";
import { linkRules } from "./link.rules.ts";
import { linkMentions } from "./link-mentions.ts";
import { listFormRules } from "./list-form.rules.ts";
import { meetingRules } from "./meeting.rules.ts";
import { bodyIndex, nameIndex } from "./names.ts";
import { numberingRules } from "./numbering.rules.ts";
import { participantRules } from "./participant.rules.ts";
import { questionRules } from "./question.rules.ts";
import { roleRules } from "./role.rules.ts";
import type { CheckContext, Fault, Rule, Subject } from "./rule.ts";
import { speakerRules } from "./speaker.rules.ts";
import { textByLine, textLines } from "./text-lines.ts";
import { wordingRules } from "./wording.rules.ts";
import { zoneRules } from "./zone.rules.ts";

/** Every rule, in the order in which docs/checks.md tells them. */
export const RULES: { family: string; rules: Rule[] }[] = [
  { family: "The meeting", rules: [...meetingRules, ...zoneRules, ...dateFormRules] },
  { family: "Agenda and sections", rules: [...numberingRules, ...agendaRules] },
  { family: "People", rules: [...participantRules, ...speakerRules, ...roleRules, ...listFormRules] },
  { family: "Actions, decisions, questions", rules: [...actionRules, ...questionRules] },
  { family: "Links and text", rules: [...linkRules, ...wordingRules] },
];

const NOTHING_ELSE_KNOWN: CheckContext = { earlier: [], people: [] };

/** All faults of a report, every level, in the order of its lines; those of the whole document first. */
export function checkReport(
  report: ReadReport,
  tree: DocumentTree,
  context: CheckContext = NOTHING_ELSE_KNOWN,
): Finding[] {
  return checkOutline(report, outlineOf(tree), context);
}

/** The same where the outline is at hand. */
export function checkOutline(
  report: ReadReport,
  outline: Outline,
  context: CheckContext = NOTHING_ELSE_KNOWN,
): Finding[] {
  const lines = textLines(outline.tree);
  const subject: Subject = {
    report,
    outline,
    items: itemSections(report, outline),
    lines,
    links: linkMentions(lines),
    dates: dateMentions(lines),
    listed: nameIndex(report.participants),
    bodies: bodyIndex(report.participants),
    textOn: textByLine(lines),
    context,
  };
  const found: Finding[] = [];
  for (const { rules } of RULES)
    for (const rule of rules) for (const fault of rule.run(subject)) found.push(asFinding(rule, fault));
  return [...unread(report, found), ...found].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

/** What could not be read is a finding too, unless a rule has said so better on the same line. */
function unread({ faults }: ReadReport, found: Finding[]): Finding[] {
  const said = new Set(found.filter(({ rule }) => rule === "no-such-day").map(({ line }) => line));
  return faults
    .filter(({ line }) => line === null || !said.has(line))
    .map(({ line, words, expected }) => ({
      kind: "unreadable",
      rule: "unreadable",
      level: "error",
      line,
      lines: line === null ? [] : [line],
      words: shorten(words),
      ...(line === null ? unreadAtAll(words, expected) : saidBoth(UNREAD, remedyFor(expected))),
    }));
}

const UNREAD = say("This could not be read.");
const remedyFor = (expected: string): Said => say("Here should stand {expected}.", { expected: say(expected) });

/** What the reader of the format itself says stays as it says it. */
const unreadAtAll = (words: string, expected: string): Pick<Finding, "message" | "remedy" | "said"> => ({
  message: words,
  remedy: saidInEnglish(remedyFor(expected)),
  said: null,
});

/** What the docx reader expects; it stands below the languages, so the check of translations finds its words here. */
export const DOCX_EXPECTS = toSay("text of this document: a part taken in from another file is not read");

function asFinding(rule: Rule, fault: Fault): Finding {
  const lines = fault.lines ?? (fault.line === null ? [] : [fault.line]);
  const { line, message, remedy } = fault;
  const words = shorten(fault.words);
  return { kind: rule.kind, rule: rule.name, level: rule.level, line, lines, words, ...saidBoth(message, remedy) };
}

const saidBoth = (message: Said, remedy: Said): Pick<Finding, "message" | "remedy" | "said"> => ({
  message: saidInEnglish(message),
  remedy: saidInEnglish(remedy),
  said: { message, remedy },
});

/** Enough to find the place by, in characters. */
const LONGEST_WORDS = 160;

const shorten = (words: string): string =>
  words.length > LONGEST_WORDS ? `${words.slice(0, LONGEST_WORDS - 1).trimEnd()}…` : words;
