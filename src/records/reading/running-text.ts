/** One passage of running text: its decisions, promises and recommendations, sentence by sentence. */

import type { Line } from "../../platform/formats/tree.ts";
import type { ReadBlock } from "../report.ts";
import type { Circumstances } from "./actions.ts";
import { decisionIn } from "./decisions.ts";
import { dueIn } from "./due.ts";
import { MAY } from "./hints.ts";
import type { Mark } from "./mark.ts";
import { isBody } from "./named.ts";
import { recipientOf } from "./owner.ts";
import { lineAt, type Passage } from "./passage.ts";
import { setKind } from "./passage-kind.ts";
import { promisesIn } from "./promises.ts";
import { recommendationIn } from "./recommendations.ts";
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
};

export function readPassage(place: Place): void {
  const { passage, about } = place;
  if (passage.place === "heading" || passage.place === "cell") return;
  const mark = passage.mark;
  if (mark?.kind === "done" || takeMarked(place, mark)) return;
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
    const text = decision.alone ? approved(passage, sentence, before) : decision.text;
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

/** What "Agreed." says yes to: the motion of the passage, the sentence before, or the item above. */
function approved(passage: Passage, sentence: Sentence, before: Sentence | null): string {
  const upTo = passage.text.slice(0, sentence.at + sentence.text.length).trim();
  if (upTo.length <= MAX_MOTION && (passage.mark?.kind === "proposal" || /\b(?:moved|seconded|motion)\b/i.test(upTo)))
    return upTo;
  if (before !== null) return `${before.text} ${sentence.text}`;
  const above = passage.parent?.text.trim() ?? "";
  return above !== "" && above.length <= MAX_MOTION ? `${above} ${sentence.text}` : sentence.text;
}
/** A motion is shorter than this, in characters. */
const MAX_MOTION = 800;

function readPromises(place: Place, sentence: Sentence, label: string | null): void {
  const { passage, about, found } = place;
  for (const promise of promisesIn(sentence, about.known)) {
    // "To write …" is a task only straight after the name of who shall.
    if (promise.pronoun === "labelled" && (label === null || passage.text.slice(0, promise.at).split(" ").length > 5))
      continue;
    const who = promise.pronoun === null ? promise.who : whoSpeaks(place, promise.at, label);
    const line = lineAt(passage, promise.at);
    // The day may stand after a dash, outside the clause of the promise.
    const due = dueIn(passage.text.slice(promise.at, sentence.at + sentence.text.length), about.meetingOn);
    found.promises.push({ text: promise.text, who, line });
    found.actions.push({
      text: promise.text,
      owners: who,
      recipient: recipientOf(promise.text),
      due: due?.on ?? null,
      due_words: due?.words ?? null,
      explicit: false,
      done: false,
      line,
    });
    if (due?.impossible === true)
      found.faults.push({ line, words: due.words, expected: "a day that the calendar has" });
  }
}

/** For "he will …", "I can …" and "Will …": the speaker, or the body whose label stands above the list. */
function whoSpeaks(place: Place, at: number, label: string | null): string[] {
  if (label !== null) return [label];
  const own = place.turns.findLast((turn) => turn.at <= at);
  if (own !== undefined) return [own.speaker];
  const named = lastNamed(place.passage.text.slice(0, at), place);
  if (named !== null) return [named];
  const above = place.passage.parent?.text.trim() ?? "";
  if (!above.endsWith(":") || above.length > 60) return [];
  const body = above.slice(0, -1).trim();
  return isBody(body) || place.about.known.person(body) !== null ? [body] : [];
}

/** The person with whom the latest sentence before begins ("Ann spoke to Cy. She will …"). */
function lastNamed(before: string, place: Place): string | null {
  for (const sentence of sentencesOf(before.slice(-600)).reverse()) {
    const words = /^\p{Lu}[\p{L}.'’-]+(?:\s\p{Lu}[\p{L}.'’-]+)?/u.exec(sentence.text)?.[0];
    if (words === undefined) continue;
    for (const name of [words, words.split(" ")[0] ?? ""]) if (place.about.known.person(name) !== null) return name;
  }
  return null;
}
