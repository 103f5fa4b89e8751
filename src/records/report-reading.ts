/** From a document tree to a reading that can be taken in. */
import type { ReadOutcome, Refused } from "../platform/formats/read-text.ts";
import type { DocumentTree } from "../platform/formats/tree.ts";
import { checkOutline } from "./checks/check-report.ts";
import type { CheckContext } from "./checks/rule.ts";
import { noChoices } from "./choices.ts";
import { type LeftOutLine, linesLeftOut } from "./left-out.ts";
import { quotesFor } from "./quotes.ts";
import { outlineOf } from "./reading/outline.ts";
import { reportOf } from "./reading/read-report.ts";
import { asOwnForm } from "./record-report.ts";
import { type Reading, recordOf } from "./taking-in.ts";

export type ReportFile = { name: string; bytes: Uint8Array };
export type FileReading = { kind: "read"; reading: Reading } | Refused;

export const asReading = (outcome: ReadOutcome, file: ReportFile, context: CheckContext): FileReading =>
  outcome.kind === "refused" ? outcome : { kind: "read", reading: readingOf(outcome.tree, file, context) };

export function readingOf(tree: DocumentTree, file: ReportFile, context: CheckContext): Reading {
  const outline = outlineOf(tree);
  const found = reportOf(outline, file.name);
  const read = asOwnForm(found, tree, file.bytes);
  const report = { ...read, lint: checkOutline(read, outline, context) };
  // A file of our own form holds nothing but the record: its tables and comments are not words that were left out.
  const unattributed = tree.fields.attribution === "chatham house";
  if (read !== found)
    return { report, besideNames: [], leftOut: [], quotes: quotesFor(report, outline.lines), unattributed };
  const entries = new Set([...report.participants, ...report.apologies].map((one) => one.line));
  const lost = (besideNames: LeftOutLine[]): LeftOutLine[] =>
    linesLeftOut(report, recordOf({ report, besideNames, unattributed: false }, noChoices, NO_HABITS), outline.lines);
  const besideNames = lost([]).filter(({ line }) => entries.has(line));
  return {
    report,
    besideNames,
    leftOut: lost(besideNames),
    quotes: quotesFor(report, outline.lines),
    unattributed: false,
  };
}

/** Who may see a list decides nothing about which words a record holds. */
const NO_HABITS = {
  list: { audience: "nobody", how: "at once" },
  recording: { audience: "nobody", how: "at once" },
} as const;
