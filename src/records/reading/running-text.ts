/** One passage of running text: its decisions, promises and recommendations, sentence by sentence. */

import type { Line } from "../../platform/formats/tree.ts";
import type { ReadBlock } from "../report.ts";
import type { Circumstances } from "./action-entry.ts";
import { decisionIn } from "./decisions.ts";
import { MAY } from "./hints.ts";
import type { Mark } from "./mark.ts";
import { lineAt, type Passage } from "./passage.ts";
import { setKind } from "./passage-kind.ts";
import { recommendationIn } from "./recommendations.ts";
import { readPromises, takeImperative } from "./running-promises.ts";
import type { Role } from "./section-role.ts";
import { type Sentence, sentencesOf } from "./sentence.ts";
import { labelOf } from "./speaker.ts";
import type { Found } from "./statements.ts";
import type { Turn } from "./turns.ts";

export type Place = {
  passage: Passage;
  /** Of the list or section in which the passage stands. */
  role: Role;
  /** Turns of talk that stand in this passage. */
  turns: readonly Turn[];
  about: Circumstances;
  /** What is found is added here. */
  found: Found;
  kinds: Map<Line, ReadBlock["kind"]>;
  /** The last passage that put something to the vote, where it stands shortly before. */
  motion: Passage | null;
};

export function readPassage(place: Place): void {
  const { passage, about } = place;
  if (passage.place === "heading" || passage.place === "cell") return;
  const mark = passage.mark;
  if (mark?.kind === "done" || takeMarked(place, mark)) return;
  if (takeImperative(place)) return;
  if ((passage.hints & (MAY.promise | MAY.decide | MAY.recommend)) === 0) return;
  const label = labelOf(passage.text, about.known);
  const from = label?.from ?? 0;
  let before: Sentence | null = null;
  for (const sentence of sentencesOf(passage.text.slice(from))) {
    const placed = { text: sentence.text, at: sentence.at + from };
    // Where earlier actions are gone through, an item's first sentence repeats the action; what follows is new.
    if (place.role !== "past-actions" || passage.depth > 1 || before !== null)
      readSentence(place, placed, before, label?.name ?? null);
    before = placed;
  }
}

/** "RESOLVED: …", "Recommendation: …", "Question: …": the whole passage is what its mark says. */
function takeMarked(place: Place, mark: Mark | null): boolean {
  const { passage, found, kinds } = place;
  const text = mark === null ? "" : passage.text.slice(mark.from).trim();
  if (mark === null || text === "") return false;
  if (mark.kind === "decision") {
    found.decisions.push({ text: passage.text.trim(), line: passage.line });
    setKind(kinds, passage, "decision");
    return true;
  }
  if (mark.kind === "recommendation") {
    const to = recommendationIn({ text, at: 0 }, place.about.known)?.to ?? [];
    found.recommendations.push({ text, to, line: passage.line });
    setKind(kinds, passage, "recommendation");
    return true;
  }
  if (mark.kind === "question") setKind(kinds, passage, "question");
  return false;
}

function readSentence(place: Place, sentence: Sentence, before: Sentence | null, label: string | null): void {
  const { passage, about, found } = place;
  const spoken = place.turns.length > 0;
  const decision = (passage.hints & MAY.decide) === 0 ? null : decisionIn(sentence, about.known);
  if (decision !== null) {
    const text = decision.alone ? approved(place, sentence, before) : decision.text;
    found.decisions.push({ text, line: lineAt(passage, decision.at) });
    if (!spoken) setKind(place.kinds, passage, "decision");
  }
  const recommendation = (passage.hints & MAY.recommend) === 0 ? null : recommendationIn(sentence, about.known);
  if (recommendation !== null) {
    found.recommendations.push({ ...recommendation, line: lineAt(passage, sentence.at) });
    if (!spoken && decision === null) setKind(place.kinds, passage, "recommendation");
  }
  if ((passage.hints & MAY.promise) !== 0) readPromises(place, sentence, label);
}

/** What "Agreed." says yes to: the motion of the passage, the sentence before, the item above, the last motion. */
function approved(place: Place, sentence: Sentence, before: Sentence | null): string {
  const { passage, motion } = place;
  const end = sentence.at + sentence.text.length;
  const from = passage.text.slice(0, sentence.at).search(MOVES);
  if (from >= 0 && end - from <= MAX_MOTION) {
    const opens = sentencesOf(passage.text.slice(0, sentence.at)).findLast((each) => each.at <= from);
    return passage.text.slice(opens?.at ?? 0, end).trim();
  }
  if (before !== null) return `${before.text} ${sentence.text}`;
  const above = passage.parent?.text ?? motion?.text ?? "";
  return above !== "" && above.length <= MAX_MOTION ? `${above.trim()} ${sentence.text}` : sentence.text;
}
const MOVES = /\b(?:moved|moves|motion|proposed|proposal)\b/i;
/** A motion is shorter than this, in characters. */
const MAX_MOTION = 800;
