/** What is different between two readings of one report, block by block. */
import type { RecordBlock } from "./record-blocks.ts";

/** One step from the earlier blocks to the later ones; places count in either list. */
export type BlockStep =
  | { kind: "same"; before: number; after: number }
  | { kind: "revised"; before: number; after: number }
  | { kind: "gone"; before: number }
  | { kind: "new"; after: number };

export type ReportChange = {
  steps: BlockStep[];
  before: readonly RecordBlock[];
  after: readonly RecordBlock[];
};

/** Lists longer than this are compared from their ends alone: the table of a full comparison grows with the product. */
const LARGEST_TABLE = 4_000_000;

export function changeOf(before: readonly RecordBlock[], after: readonly RecordBlock[]): ReportChange {
  const known = new Map<string, number>();
  return { before, after, steps: pairUp(steps(contentsOf(before, known), contentsOf(after, known)), before, after) };
}

export const isChanged = (change: ReportChange): boolean => change.steps.some((step) => step.kind !== "same");

/** Blocks are the same when kind, words and what they carry are: equal contents get equal numbers. */
function contentsOf(blocks: readonly RecordBlock[], known: Map<string, number>): number[] {
  return blocks.map(({ kind, body, attributes }) => {
    const content = JSON.stringify([kind, body, attributes]);
    const number = known.get(content) ?? known.size;
    known.set(content, number);
    return number;
  });
}

/** The longest common run of same blocks, with what begins and ends alike taken off first. */
function steps(before: readonly number[], after: readonly number[]): BlockStep[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail++;
  const middle = compareMiddle(before, after, head, before.length - tail, after.length - tail);
  return [
    ...Array.from({ length: head }, (_, at): BlockStep => ({ kind: "same", before: at, after: at })),
    ...middle,
    ...Array.from(
      { length: tail },
      (_, at): BlockStep => ({
        kind: "same",
        before: before.length - tail + at,
        after: after.length - tail + at,
      }),
    ),
  ];
}

function compareMiddle(
  before: readonly number[],
  after: readonly number[],
  from: number,
  beforeEnd: number,
  afterEnd: number,
): BlockStep[] {
  const rows = beforeEnd - from;
  const columns = afterEnd - from;
  const found: BlockStep[] = [];
  let a = 0;
  let b = 0;
  const longest = rows * columns <= LARGEST_TABLE ? tableOf(before, after, from, rows, columns) : null;
  const at = (row: number, column: number): number => longest?.[row * (columns + 1) + column] ?? 0;
  while (longest && a < rows && b < columns) {
    if (before[from + a] === after[from + b]) found.push({ kind: "same", before: from + a++, after: from + b++ });
    else if (at(a + 1, b) >= at(a, b + 1)) found.push({ kind: "gone", before: from + a++ });
    else found.push({ kind: "new", after: from + b++ });
  }
  while (a < rows) found.push({ kind: "gone", before: from + a++ });
  while (b < columns) found.push({ kind: "new", after: from + b++ });
  return found;
}

/** Length of the longest common run from each pair of places to the ends. */
function tableOf(
  before: readonly number[],
  after: readonly number[],
  from: number,
  rows: number,
  columns: number,
): Uint32Array {
  const table = new Uint32Array((rows + 1) * (columns + 1));
  for (let a = rows - 1; a >= 0; a--)
    for (let b = columns - 1; b >= 0; b--) {
      const here = a * (columns + 1) + b;
      table[here] =
        before[from + a] === after[from + b]
          ? 1 + (table[here + columns + 2] ?? 0)
          : Math.max(table[here + columns + 1] ?? 0, table[here + 1] ?? 0);
    }
  return table;
}

/** Where blocks went and others came in one place, they are taken for revised in order, headings with headings only. */
function pairUp(
  found: readonly BlockStep[],
  before: readonly RecordBlock[],
  after: readonly RecordBlock[],
): BlockStep[] {
  const paired: BlockStep[] = [];
  let run: BlockStep[] = [];
  for (const step of [...found, null]) {
    if (step !== null && step.kind !== "same") {
      run.push(step);
      continue;
    }
    paired.push(...pairRun(run, before, after));
    run = [];
    if (step) paired.push(step);
  }
  return paired;
}

function pairRun(
  run: readonly BlockStep[],
  before: readonly RecordBlock[],
  after: readonly RecordBlock[],
): BlockStep[] {
  const gone = run.flatMap((step) => (step.kind === "gone" ? [step.before] : []));
  const come = run.flatMap((step) => (step.kind === "new" ? [step.after] : []));
  const paired: BlockStep[] = [];
  for (const place of come) {
    const isHeading = after[place]?.kind === "heading";
    const partner = gone.findIndex((one) => (before[one]?.kind === "heading") === isHeading);
    // Those that stand before the partner are gone for good: order is kept.
    for (const left of gone.splice(0, Math.max(0, partner))) paired.push({ kind: "gone", before: left });
    const one = partner < 0 ? undefined : gone.shift();
    paired.push(one === undefined ? { kind: "new", after: place } : { kind: "revised", before: one, after: place });
  }
  return [...paired, ...gone.map((place): BlockStep => ({ kind: "gone", before: place }))];
}
