/** The time of reading beside that of markdown-it's parser alone, how it grows with size, and memory with many files. */
import { readFileSync } from "node:fs";
import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import MarkdownIt from "markdown-it";
import { readText } from "../src/platform/formats/read-text.ts";
import { checkOutline } from "../src/records/checks/check-report.ts";
import { outlineOf } from "../src/records/reading/outline.ts";
import { readOne, treeAt } from "../src/records/reading/read-files.ts";
import { readReport, reportOf } from "../src/records/reading/read-report.ts";

/** Source: issue 2, number 8. */
const FLOORS = { ratio: 6, doubling: 2.2, memoryMb: 64 };
const FILES = 1000;
const SIZES_MB = [1.25, 2.5, 5];
const ROUNDS = 5;

/** Inputs that have broken readers before, each of about `size` characters. */
const INPUTS: Record<string, (size: number) => string> = {
  "nested brackets": (size) => `${"[".repeat(size / 2)}${"]".repeat(size / 2)}`,
  "one long line": (size) => "The group agreed that Asha will write to the Dam by 5 May; ".repeat(size / 60),
  "ten thousand headings and more": (size) => "## Item of the agenda\n\nAsha Mwangi noted it.\n\n".repeat(size / 46),
  "a thousand table rows and more": (size) =>
    `| Name | Body |\n|---|---|\n${"| Asha Mwangi | The Mill, Riverside |\n".repeat(size / 38)}`,
};

export type Speed = { summary: string; misses: string[] };

export async function measureSpeed(paths: readonly string[], folder: string): Promise<Speed> {
  const files = await thousandFiles(paths, folder);
  const { whole, unchecked, grownMb } = await beside(files);
  const misses: string[] = [];
  const most = `times markdown-it's parser alone (most ${FLOORS.ratio})`;
  console.log(`\n${FILES} files in one call, best of ${ROUNDS}:`);
  console.log(`reading with checks, as baraza read does: ${whole.toFixed(2)} ${most}`);
  console.log(`reading without checks: ${unchecked.toFixed(2)} ${most}`);
  console.log(`memory grew by ${grownMb.toFixed(0)} MB over the last half (most ${FLOORS.memoryMb})`);
  if (whole > FLOORS.ratio) misses.push(`${whole.toFixed(2)} times markdown-it with checks, most ${FLOORS.ratio}`);
  if (unchecked > FLOORS.ratio) misses.push(`${unchecked.toFixed(2)} times without checks, most ${FLOORS.ratio}`);
  if (grownMb > FLOORS.memoryMb) misses.push(`memory grows with the number of files: ${grownMb.toFixed(0)} MB`);
  let worst = 0;
  for (const [name, input] of Object.entries(INPUTS)) {
    const growth = growthOf(name, input);
    worst = Math.max(worst, growth);
    if (growth > FLOORS.doubling)
      misses.push(`${name}: twice the size takes ${growth.toFixed(2)} times the time, most ${FLOORS.doubling}`);
  }
  return {
    summary: `${whole.toFixed(2)} times markdown-it, ${unchecked.toFixed(2)} without checks (most ${FLOORS.ratio}), twice the size at most ${worst.toFixed(2)} times the time (most ${FLOORS.doubling})`,
    misses,
  };
}

/** Real files, so that opening them counts on both sides. */
async function thousandFiles(paths: readonly string[], folder: string): Promise<string[]> {
  const target = join(folder, "thousand");
  await mkdir(target, { recursive: true });
  const files: string[] = [];
  for (let index = 0; index < FILES; index += 1) {
    const file = join(target, `${index}.md`);
    await copyFile(paths[index % paths.length] ?? "", file);
    files.push(file);
  }
  return files;
}

/** The three turn by turn, so that whatever else the machine does falls on all of them; the best round of each counts. */
async function beside(files: readonly string[]): Promise<{ whole: number; unchecked: number; grownMb: number }> {
  const parser = new MarkdownIt({ html: true });
  const best = {
    parsing: Number.POSITIVE_INFINITY,
    whole: Number.POSITIVE_INFINITY,
    unchecked: Number.POSITIVE_INFINITY,
  };
  let grownMb = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const parsing = await timed(files, (file) => parser.parse(readFileSync(file, "utf8"), {}));
    const unchecked = await timed(files, async (file) => readReport(await treeAt(file), { fileName: file }));
    const half = files.length / 2;
    const first = await timed(files.slice(0, half), readOne);
    const usedAtHalf = usedMb();
    const second = await timed(files.slice(half), readOne);
    grownMb = Math.max(grownMb, usedMb() - usedAtHalf);
    best.parsing = Math.min(best.parsing, parsing);
    best.unchecked = Math.min(best.unchecked, unchecked);
    best.whole = Math.min(best.whole, first + second);
  }
  return { whole: best.whole / best.parsing, unchecked: best.unchecked / best.parsing, grownMb };
}

/** In milliseconds. */
async function timed(files: readonly string[], read: (file: string) => unknown): Promise<number> {
  const from = workedMs();
  for (const file of files) await read(file);
  return workedMs() - from;
}

/** Processor time of the whole process, so that what else runs on the machine is not counted. */
function workedMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function usedMb(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

/** How many times longer reading with checks takes for the double, best of five, the worse of the two steps. */
function growthOf(name: string, input: (size: number) => string): number {
  const times = SIZES_MB.map((size) => bestOf(input(size * 1_000_000)));
  const [one = 0, two = 0, four = 0] = times;
  const growth = Math.max(two / one, four / two);
  console.log(
    `${name.padEnd(31)} ${times.map((time) => `${time.toFixed(0)} ms`.padStart(9)).join("")} for ${SIZES_MB.join(", ")} MB; twice the size: ${growth.toFixed(2)} times the time`,
  );
  return growth;
}

function bestOf(text: string): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round += 1) {
    const from = workedMs();
    const outline = outlineOf(readText(text));
    checkOutline(reportOf(outline, "input.md"), outline);
    best = Math.min(best, workedMs() - from);
  }
  return best;
}
