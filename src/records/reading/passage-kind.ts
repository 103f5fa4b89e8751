/** What a passage is, as a block of a report: by what stands in it that weighs most. */

import type { Line } from "../../platform/formats/tree.ts";
import type { ReadAction, ReadBlock } from "../report.ts";
import type { Passage } from "./passage.ts";
import type { Turn } from "./turns.ts";

/** A passage that holds somebody's words is an intervention, whatever it promises; a marked one is what its mark says. */
export function kindsOf(
  turns: readonly Turn[],
  actions: ReadonlyMap<Passage, readonly ReadAction[]>,
): Map<Line, ReadBlock["kind"]> {
  const kinds = new Map<Line, ReadBlock["kind"]>();
  for (const passage of actions.keys())
    setKind(kinds, passage, /^\W{0,4}next (?:steps?|actions?)\b/i.test(passage.text) ? "next-step" : "action");
  for (const turn of turns) setKind(kinds, turn.passage, "intervention");
  return kinds;
}

/** The first kind that a passage is given stays. */
export function setKind(kinds: Map<Line, ReadBlock["kind"]>, passage: Passage, kind: ReadBlock["kind"]): void {
  const first = passage.lines[0];
  if (first !== undefined && passage.place !== "cell" && passage.place !== "heading" && !kinds.has(first))
    kinds.set(first, kind);
}
