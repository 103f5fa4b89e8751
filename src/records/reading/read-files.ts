/** Files of any form as reports, one after the other, so that memory holds one tree at a time. */
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { readTree } from "../../platform/formats/read-tree.ts";
import type { DocumentTree } from "../../platform/formats/tree.ts";
import { checkOutline } from "../checks/check-report.ts";
import type { ReadReport } from "../report.ts";
import { outlineOf } from "./outline.ts";
import { reportOf } from "./read-report.ts";

/** A file that cannot be opened or is no text becomes a report with nothing in it but the fault. */
export async function readFiles(paths: readonly string[]): Promise<ReadReport[]> {
  const reports: ReadReport[] = [];
  for (const path of paths) reports.push(await readOne(path));
  return reports;
}

export async function readOne(path: string): Promise<ReadReport> {
  const tree = await treeAt(path);
  return readChecked(tree, basename(path));
}

/** The report with its findings beside it. */
export function readChecked(tree: DocumentTree, fileName: string): ReadReport {
  const outline = outlineOf(tree);
  const report = reportOf(outline, fileName);
  return { ...report, lint: checkOutline(report, outline) };
}

export async function treeAt(path: string): Promise<DocumentTree> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    return refusedTree(error instanceof Error ? error.message : String(error), "a file that can be opened");
  }
  const outcome = await readTree(bytes);
  return outcome.kind === "tree" ? outcome.tree : refusedTree(outcome.sentence, "Markdown, text, HTML or docx");
}

const refusedTree = (words: string, expected: string): DocumentTree => ({
  format: "text",
  fields: {},
  blocks: [],
  faults: [{ line: null, words, expected }],
});
