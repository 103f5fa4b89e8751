import type { DocumentTree } from "../../platform/formats/tree.ts";
import type { Finding, ReadReport } from "../report.ts";
import { actionRules } from "./action.rules.ts";
import { agendaRules } from "./agenda.rules.ts";
import { dateFormRules } from "./date-form.rules.ts";
import { dateMentions } from "./date-mentions.ts";
import { linkRules } from "./link.rules.ts";
import { linkMentions } from "./link-mentions.ts";
import { listFormRules } from "./list-form.rules.ts";
import { meetingRules } from "./meeting.rules.ts";
import { numberingRules } from "./numbering.rules.ts";
import { participantRules } from "./participant.rules.ts";
import { roleRules } from "./role.rules.ts";
import type { CheckContext, Fault, Rule } from "./rule.ts";
import { speakerRules } from "./speaker.rules.ts";
import { textByLine, textLines } from "./text-lines.ts";
import { wordingRules } from "./wording.rules.ts";
import { zoneRules } from "./zone.rules.ts";

/** Every rule, in the order in which docs/checks.md tells them. */
export const RULES: { family: string; rules: Rule[] }[] = [
  { family: "The meeting", rules: [...meetingRules, ...zoneRules, ...dateFormRules] },
  { family: "Agenda and sections", rules: [...numberingRules, ...agendaRules] },
  { family: "People", rules: [...participantRules, ...speakerRules, ...roleRules, ...listFormRules] },
  { family: "Actions, decisions, questions", rules: actionRules },
  { family: "Links and text", rules: [...linkRules, ...wordingRules] },
];

const NOTHING_ELSE_KNOWN: CheckContext = { earlier: [], people: [] };

/** All faults of a report, every level, in the order of its lines; those of the whole document first. */
export function checkReport(
  report: ReadReport,
  tree: DocumentTree,
  context: CheckContext = NOTHING_ELSE_KNOWN,
): Finding[] {
  const lines = textLines(tree);
  const subject = {
    report,
    tree,
    lines,
    links: linkMentions(lines),
    dates: dateMentions(lines),
    textOn: textByLine(lines),
    context,
  };
  return RULES.flatMap(({ rules }) => rules)
    .flatMap((rule) => rule.run(subject).map((fault) => asFinding(rule, fault)))
    .sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

function asFinding(rule: Rule, fault: Fault): Finding {
  const lines = fault.lines ?? (fault.line === null ? [] : [fault.line]);
  const { line, words, message, remedy } = fault;
  return { kind: rule.kind, rule: rule.name, level: rule.level, line, lines, words: shorten(words), message, remedy };
}

/** Enough to find the place by, in characters. */
const LONGEST_WORDS = 160;

const shorten = (words: string): string =>
  words.length > LONGEST_WORDS ? `${words.slice(0, LONGEST_WORDS - 1).trimEnd()}…` : words;
