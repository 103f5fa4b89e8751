/** The labelled corpus beside the repository: its files, its predictions, and the scorer's figures. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { z } from "zod";
import { readFiles } from "../src/records/reading/read-files.ts";

export const CORPUS = new URL("../../shared/corpus", import.meta.url).pathname;
export const hasCorpus = (): boolean => existsSync(join(CORPUS, "score.mjs"));

/** Least F1 a field, and for fields with few labels the most that may be wrong. Source: issue 2, number 7. */
export const FLOORS: Record<string, number> = {
  date: 0.97,
  title: 0.95,
  participants: 0.95,
  affiliations: 0.9,
  agenda_items: 0.9,
  actions_marked: 0.9,
  owners: 0.85,
  actions: 0.75,
  decisions: 0.6,
  speakers: 0.85,
};
export const FEW = ["meeting_number", "next_meeting", "chair"];

const Field = z.object({ f1: z.number().nullable(), tp: z.number(), fp: z.number(), fn: z.number(), gold: z.number() });
const Table = z.object({
  documents: z.number(),
  mean_f1: z.number(),
  mean10_f1: z.number(),
  fields: z.record(z.string(), Field),
});
const Score = z.object({ overall: Table, formats: z.record(z.string(), Table) });
export type Score = z.infer<typeof Score>;

/** Labelled documents of the corpus, each with its path below it and without its ending. */
export function corpusFiles(): { path: string; key: string }[] {
  return walk(CORPUS)
    .filter((file) => file.endsWith(".gold.json"))
    .map((file) => file.slice(0, -".gold.json".length))
    .flatMap((base) => {
      const path = [".md", ".html", ".txt"].map((ending) => base + ending).find((file) => existsSync(file));
      return path === undefined ? [] : [{ path, key: relative(CORPUS, base) }];
    });
}

export async function predict(files: readonly { path: string; key: string }[], folder: string): Promise<void> {
  const reports = await readFiles(files.map((file) => file.path));
  for (const [index, { key }] of files.entries()) {
    const target = join(folder, `${key}.json`);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, JSON.stringify([reports[index]]));
  }
}

export function score(predictions: string): Score {
  const words = [join(CORPUS, "score.mjs"), predictions, "--json"];
  return Score.parse(JSON.parse(execFileSync(process.execPath, words, { encoding: "utf8", maxBuffer: 2 ** 26 })));
}

/** What stays under its floor, one sentence each. */
export function underFloor(result: Score): string[] {
  const { fields } = result.overall;
  const low = Object.entries(FLOORS).filter(([name, floor]) => (fields[name]?.f1 ?? 0) < floor);
  const many = FEW.filter((name) => Math.max(fields[name]?.fp ?? 0, fields[name]?.fn ?? 0) > 1);
  return [
    ...low.map(([name, floor]) => `${name} ${(fields[name]?.f1 ?? 0).toFixed(3)} under ${floor}`),
    ...many.map((name) => `${name}: more than one wrong`),
  ];
}

function walk(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? walk(path) : [path];
    });
}
