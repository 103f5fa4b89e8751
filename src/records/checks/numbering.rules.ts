import type { Block, List } from "../../platform/formats/tree.ts";
import { say } from "../../ui/said.ts";
import type { Fault, Rule } from "./rule.ts";

/** A number, letter or Roman figure that heads a section or an item, with where it stands. */
type Label = { written: string; line: number; words: string };
type Scheme = "number" | "letter" | "roman";

const numberingGap: Rule = {
  name: "numbering",
  kind: "numbering-gap",
  level: "warning",
  reason: "A number or letter that is left out makes readers look for an item that may never have been, or was lost.",
  example: {
    report: "# Marsh Group\n\n## Agenda\n\n1. Reeds\n2. Herons\n4. Boats\n",
    said: 'After "2" comes "4".',
  },
  run: ({ report, items: reported, outline }) => {
    const items = report.agenda_items.map(({ label, line, title }) => ({ written: label ?? "", line, words: title }));
    const sections = reported.map(({ label, line, title }) => ({ written: label ?? "", line, words: title }));
    const runs = [sections, items, ...orderedLists(outline.tree.blocks).map(listLabels)];
    const seen = new Set<number>();
    return runs.flatMap(gapsIn).filter(({ line }) => line !== null && !seen.has(line) && seen.add(line));
  },
};

const numberingScheme: Rule = {
  name: "numbering-scheme",
  kind: "numbering-scheme-mismatch",
  level: "style",
  reason: "Where the agenda is numbered and the sections are lettered, the two can be joined only by their titles.",
  example: {
    report:
      "# Marsh Group\n\n## Agenda\n\n1. Reeds\n2. Herons\n\n## A) Reeds\n\nThey grow.\n\n## B) Herons\n\nThey nest.\n",
    said: "The agenda has numbers, the sections have letters.",
  },
  run: ({ report, items }) => {
    const agenda = schemeOf(report.agenda_items.map(({ label }) => label ?? ""));
    const sections = schemeOf(items.map(({ label }) => label ?? ""));
    if (agenda === null || sections === null || agenda === sections) return [];
    const lines = [...report.agenda_items, ...items.filter(({ label }) => label !== null)].map(({ line }) => line);
    const message = say("The agenda has {agenda}, the sections have {sections}.", {
      agenda: PLURAL[agenda],
      sections: PLURAL[sections],
    });
    const words = items.find(({ label }) => label !== null)?.title ?? "";
    return [{ line: lines[0] ?? null, lines, words, message, remedy: say("Use one way of numbering for both.") }];
  },
};

const PLURAL = { number: say("numbers"), letter: say("letters"), roman: say("Roman figures") };

/**
 * Where labels of one kind do not go on by one. A first label opens a run inside the run before it, which may go on
 * after it ("2", with "1", "2" under it, then "3"). Numbers and letters are looked at apart.
 */
function gapsIn(labels: Label[]): Fault[] {
  const kinds = Map.groupBy(labels, ({ written }) => (/^\d+$/.test(written) ? "number" : "other"));
  return [...kinds.values()].flatMap((alike) => gapsOfOneKind(alike, schemeOf(alike.map(({ written }) => written))));
}

/** Runs in one another beyond this are forgotten from the outside, so that ten thousand first labels cost no square of it. */
const DEEPEST_RUN = 20;

/** Runs of numbers inside runs of numbers; a report nests no deeper. */
const DEEPEST = 6;

function gapsOfOneKind(labels: Label[], scheme: Scheme | null): Fault[] {
  if (scheme === null) return [];
  const faults: Fault[] = [];
  const open: { value: number; written: string }[] = [];
  for (const label of labels) {
    const value = labelValue(label.written, scheme);
    if (value === null) continue;
    const goesOn = open.findLastIndex((run) => run.value + 1 === value);
    const last = open.at(-1);
    if (value !== 1 && goesOn < 0 && last) faults.push(gap(label, last.written, value === last.value));
    if (value !== 1) open.length = goesOn < 0 ? Math.max(0, open.length - 1) : goesOn;
    open.push({ value, written: label.written });
    if (open.length > DEEPEST) open.shift();
    if (open.length > DEEPEST_RUN) open.shift();
  }
  return faults;
}

function gap(label: Label, before: string, again: boolean): Fault {
  const message = again
    ? say('"{label}" is used twice.', { label: label.written })
    : say('After "{before}" comes "{label}".', { before, label: label.written });
  const remedy = again ? say("Number on from it.") : say("Number on without a gap, or put back what is missing.");
  return { line: label.line, words: `${label.written}. ${label.words}`.trim(), message, remedy };
}

/** The kind of label most of a run has; null where fewer than two have one. "I" and "V" are letters beside other letters. */
function schemeOf(written: string[]): Scheme | null {
  const labels = written.filter((label) => label !== "");
  if (labels.length < 2) return null;
  if (labels.every((label) => /^\d{1,3}$/.test(label))) return "number";
  if (labels.every((label) => /^[ivx]+$/i.test(label)) && labels.some((label) => label.length > 1)) return "roman";
  return labels.every((label) => /^[a-z]$/i.test(label)) ? "letter" : null;
}

function labelValue(written: string, scheme: Scheme): number | null {
  if (written === "") return null;
  if (scheme === "number") return Number(written);
  if (scheme === "letter") return written.toLowerCase().charCodeAt(0) - 96;
  const digits = [...written.toUpperCase()].map((figure) => ({ I: 1, V: 5, X: 10 })[figure] ?? 0);
  return digits.reduce((sum, digit, index) => (digit < (digits[index + 1] ?? 0) ? sum - digit : sum + digit), 0);
}

function orderedLists(blocks: Block[]): List[] {
  const found: List[] = [];
  const waiting = [blocks];
  for (let next = waiting.pop(); next; next = waiting.pop())
    for (const block of next) {
      if (block.kind === "quote") waiting.push(block.blocks);
      if (block.kind !== "list") continue;
      if (block.ordered && block.items.length > 1) found.push(block);
      for (const item of block.items) waiting.push(item.blocks);
    }
  return found;
}

/** Labels of a list's items. Markdown allows the same number on every item: that is no numbering, so it gives none. */
function listLabels(list: List): Label[] {
  const labels = list.items.map((item) => ({
    written: item.marker.replace(/[^\p{L}\p{N}]/gu, ""),
    line: item.line,
    words: firstWords(item.blocks[0]),
  }));
  return labels.slice(1).every(({ written }) => written === labels[1]?.written) && labels.length > 2 ? [] : labels;
}

const firstWords = (block: Block | undefined): string =>
  block?.kind === "paragraph" ? (block.lines[0]?.spans.map(({ text }) => text).join("") ?? "") : "";

export const numberingRules: Rule[] = [numberingGap, numberingScheme];
