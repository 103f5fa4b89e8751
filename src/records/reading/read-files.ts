/** Files of any form as reports, one after the other, so that memory holds one tree at a time. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { readTree } from "../../platform/formats/read-tree.ts";
import type { DocumentTree } from "../../platform/formats/tree.ts";
import { codeOf } from "../../platform/trouble.ts";
import { checkOutline } from "../checks/check-report.ts";
import { asOwnForm } from "../record-report.ts";
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
  const { tree, bytes } = await openAt(path);
  return readChecked(tree, basename(path), bytes);
}

/** The report with its findings beside it. */
export function readChecked(tree: DocumentTree, fileName: string, bytes: Uint8Array): ReadReport {
  const outline = outlineOf(tree);
  const report = asOwnForm(reportOf(outline, fileName), tree, bytes);
  return { ...report, lint: checkOutline(report, outline) };
}

export const treeAt = async (path: string): Promise<DocumentTree> => (await openAt(path)).tree;

async function openAt(path: string): Promise<{ tree: DocumentTree; bytes: Uint8Array }> {
  let bytes: Uint8Array;
  try {
    // One file after the other: waiting for a thread each time would take a fifth of the whole.
    bytes = readFileSync(path);
  } catch (error) {
    const why = UNOPENED[codeOf(error) ?? ""] ?? "This file cannot be opened.";
    return { tree: refusedTree(why, "a file that can be opened"), bytes: new Uint8Array() };
  }
  const outcome = await readTree(bytes);
  const tree = outcome.kind === "tree" ? outcome.tree : refusedTree(outcome.sentence, "Markdown, text, HTML or docx");
  return { tree, bytes };
}

const UNOPENED: Record<string, string> = {
  ENOENT: "There is no such file.",
  EISDIR: "This is a folder: give the files in it.",
  EACCES: "This file may not be read by this user.",
};

const refusedTree = (words: string, expected: string): DocumentTree => ({
  format: "text",
  fields: {},
  blocks: [],
  faults: [{ line: null, words, expected }],
});
