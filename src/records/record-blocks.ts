/** The text of a record, block by block, and where in it a thing that was read stands. */
import type { BlockKind } from "../texts/text.ts";
import { lettersOf, listsOf, type PlacedBlock, placedBlocks } from "./record-lists.ts";
import type { ReadAction, ReadIntervention, ReadReport, ReadSection } from "./report.ts";

/** `line`: of the source. `heading`: what the section in which it stands is called. */
export type RecordBlock = {
  kind: BlockKind;
  body: string;
  attributes: Record<string, unknown>;
  line: number;
  heading: string;
};

export type RecordBlocks = {
  blocks: RecordBlock[];
  /** Place of the block that holds words read from this line; null where there are no blocks before it. */
  at(line: number, words: string): number | null;
  /** Place of a section's heading. */
  headingOf(section: ReadSection): number | null;
};

/**
 * Every block of every section in order, each section under its heading. Left out is what is kept as rows of its own:
 * who was there (it follows rules of its own), the agenda, and a head that only repeats title, number and day.
 */
export function recordBlocks(report: ReadReport): RecordBlocks {
  const kept = keptBlocks(report);
  const blocks: RecordBlock[] = [];
  const headings = new Map<ReadSection, number>();
  for (const section of report.sections) {
    const own = kept.get(section) ?? [];
    if (isShown(section, own, report)) headings.set(section, blocks.push(headingBlock(section)) - 1);
    for (const { block } of own)
      for (const body of piecesOf(block.body))
        blocks.push({ kind: block.kind, body, attributes: {}, line: block.line, heading: section.title });
  }
  const at = finder(blocks);
  markWhoSpeaks(blocks, at, report);
  markWhatCameOut(blocks, at, report);
  return { blocks, at, headingOf: (section) => headings.get(section) ?? null };
}

function keptBlocks(report: ReadReport): Map<ReadSection, PlacedBlock[]> {
  const lists = listsOf(report);
  const placed = placedBlocks(report).filter(
    (one) => !lists.isAttendance(one) && !lists.isAgenda(one) && !lists.isHead(one),
  );
  return Map.groupBy(placed, (one) => one.section);
}

/** A heading whose blocks all became rows has nothing to stand over; the report's own title stands over everything. */
const isShown = (section: ReadSection, kept: readonly PlacedBlock[], report: ReadReport): boolean =>
  section.title !== "" &&
  (kept.length > 0 || section.blocks.length === 0) &&
  !(section.title === report.title && section === report.sections.find((one) => one.title !== ""));

const headingBlock = (section: ReadSection): RecordBlock => ({
  kind: "heading",
  body: section.title,
  attributes: section.label === null ? {} : { label: section.label },
  line: section.line,
  heading: section.title,
});

/** The longest body of one block, in characters: some twenty pages. What is longer is cut at a line, or at a space. */
const LONGEST_BODY = 50_000;

function piecesOf(body: string): string[] {
  const pieces: string[] = [];
  let rest = body;
  while (rest.length > LONGEST_BODY) {
    const cut = Math.max(rest.lastIndexOf("\n", LONGEST_BODY), rest.lastIndexOf(" ", LONGEST_BODY));
    const end = cut > LONGEST_BODY / 2 ? cut : LONGEST_BODY;
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return [...pieces, rest];
}

/** Looks among the blocks that begin at or before the line for the nearest that holds the words. */
function finder(blocks: readonly RecordBlock[]): RecordBlocks["at"] {
  const byLine = blocks
    .map((block, place) => ({ line: block.line, place }))
    .sort((a, b) => a.line - b.line || a.place - b.place);
  const letters = new Map<number, string>();
  const holds = (place: number, start: string): boolean => {
    const known = letters.get(place) ?? lettersOf(blocks[place]?.body ?? "");
    letters.set(place, known);
    return known.includes(start);
  };
  return (line, words) => {
    const start = lettersOf(words).slice(0, 60);
    const after = firstAfter(byLine, line);
    for (let i = after - 1; start !== "" && i >= Math.max(0, after - 8); i--) {
      const place = byLine[i]?.place;
      if (place !== undefined && holds(place, start)) return place;
    }
    return byLine[after - 1]?.place ?? null;
  };
}

/** First place in a list sorted by line whose line is greater. */
function firstAfter(sorted: readonly { line: number }[], line: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.line ?? 0) <= line) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A paragraph in which somebody speaks is an intervention; the first speaker names it, the others stand beside. */
function markWhoSpeaks(blocks: readonly RecordBlock[], at: RecordBlocks["at"], report: ReadReport): void {
  for (const said of report.sections.flatMap((section) => section.interventions)) {
    const block = blocks[at(said.line, said.text) ?? -1];
    if (!block || block.kind === "heading") continue;
    block.attributes = withSpeaker(block.attributes, said);
    if (block.kind === "paragraph") block.kind = "intervention";
  }
}

function withSpeaker(attributes: Record<string, unknown>, said: ReadIntervention): Record<string, unknown> {
  const also = Array.isArray(attributes.also) ? attributes.also : [];
  if (attributes.speaker !== undefined)
    return attributes.speaker === said.speaker ? attributes : { ...attributes, also: [...also, said.speaker] };
  return {
    ...attributes,
    speaker: said.speaker,
    act: said.act,
    ...(said.on_behalf !== null && { on_behalf: said.on_behalf }),
  };
}

/** A paragraph that is an action, a decision, a recommendation or a question and little else is of that kind. */
function markWhatCameOut(blocks: readonly RecordBlock[], at: RecordBlocks["at"], report: ReadReport): void {
  const mark = (kind: BlockKind, line: number, text: string, attributes: Record<string, unknown>): void => {
    const block = blocks[at(line, text) ?? -1];
    if (block?.kind !== "paragraph" || lettersOf(text).length < lettersOf(block.body).length * 0.6) return;
    block.kind = kind;
    block.attributes = { ...block.attributes, ...attributes };
  };
  for (const one of report.actions) if (one.explicit) mark("action", one.line, one.text, deedOf(one));
  for (const one of report.decisions) mark("decision", one.line, one.text, {});
  for (const one of report.recommendations) mark("recommendation", one.line, one.text, {});
  for (const one of report.open_questions) mark("question", one.line, one.text, {});
}

const deedOf = (action: ReadAction): Record<string, unknown> => ({
  ...(action.owners.length > 0 && { owners: action.owners }),
  ...(action.due !== null && { due: action.due }),
  ...(action.due_words !== null && { due_words: action.due_words }),
});
