/** Commitments of one passage of running text, as actions without a mark. */

import { toSay } from "../../ui/words.ts";
import { dueIn } from "./due.ts";
import { isBody } from "./named.ts";
import { recipientOf } from "./owner.ts";
import { lineAt } from "./passage.ts";
import { type Commitment, imperativeWithOwner, promisesIn } from "./promises.ts";
import type { Place } from "./running-text.ts";
import { type Sentence, sentencesOf } from "./sentence.ts";

/** The commitments of one sentence; `label` is the name before the passage ("Ann: …"). */
export function readPromises(place: Place, sentence: Sentence, label: string | null): void {
  const { passage, about } = place;
  for (const promise of promisesIn(sentence, about.known)) {
    // "To write …" is a task only straight after the name of who shall.
    if (promise.pronoun === "labelled" && (label === null || passage.text.slice(0, promise.at).split(" ").length > 5))
      continue;
    const who = promise.pronoun === null ? promise.who : whoSpeaks(place, promise.at, label);
    // The day may stand after a dash, outside the clause of the promise.
    addPromise(place, { ...promise, who }, passage.text.slice(promise.at, sentence.at + sentence.text.length));
  }
}

/** An item that begins with a deed and ends with the name of who does it. True where it is one. */
export function takeImperative(place: Place): boolean {
  const { passage, about, role } = place;
  if (passage.place !== "item" || role === "agenda" || role === "past-actions" || role === "documents") return false;
  const who = imperativeWithOwner(passage.text, about.known);
  if (who === null) return false;
  addPromise(place, { who, pronoun: null, text: passage.text.trim(), at: 0 }, passage.text);
  return true;
}

function addPromise(place: Place, promise: Commitment, dueWords: string): void {
  const { passage, about, found } = place;
  const line = lineAt(passage, promise.at);
  const due = dueIn(dueWords, about.meetingOn);
  found.promises.push({ text: promise.text, who: promise.who, line });
  found.actions.push({
    text: promise.text,
    owners: promise.who,
    recipient: recipientOf(promise.text),
    due: due?.on ?? null,
    due_words: due?.words ?? null,
    explicit: false,
    done: false,
    line,
  });
  if (due?.impossible === true)
    found.faults.push({ line, words: due.words, expected: toSay("a day that the calendar has") });
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
