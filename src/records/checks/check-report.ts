import type { DocumentTree } from "../../platform/formats/tree.ts";
import type { Finding, ReadReport } from "../report.ts";
import { linkRules } from "./link.rules.ts";
import { linkMentions } from "./link-mentions.ts";
import type { CheckContext, Fault, Rule } from "./rule.ts";
import { textLines } from "./text-lines.ts";

/** Every rule, in the order in which docs/checks.md tells them. */
export const RULES: { family: string; rules: Rule[] }[] = [{ family: "Links and text", rules: linkRules }];

const NOTHING_ELSE_KNOWN: CheckContext = { earlier: [], people: [] };

/** All faults of a report, every level, in the order of its lines; those of the whole document first. */
export function checkReport(
  report: ReadReport,
  tree: DocumentTree,
  context: CheckContext = NOTHING_ELSE_KNOWN,
): Finding[] {
  const lines = textLines(tree);
  const subject = { report, tree, lines, links: linkMentions(lines), context };
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
