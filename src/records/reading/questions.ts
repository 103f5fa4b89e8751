/** Questions that were asked and that nobody answered. */

import type { ReadQuestion } from "../report.ts";
import type { Passage } from "./passage.ts";
import { lineAt } from "./passage.ts";
import { sentencesOf } from "./sentence.ts";
import type { Turn } from "./turns.ts";

/** "asked whether …", "asked about …"; "asked for inputs" is a request. */
const ASKED =
  /\b(?:asked|asks|inquired|enquired|wondered|queried|questioned|a demandé|preguntó)(?: \p{Lu}\p{L}+| him| her| them| the \p{L}+)?,? (?:whether|if|what|which|who|whom|whose|how|when|where|why|about|si|quel|quelle|comment|quand|qué|cómo|cuándo|quién)(?!\p{L})/u;
const QUESTION_END = /\?[)"”’\s]{0,3}$/;
/** Too short or too idle to be carried on: "Questions?", "Any other business?". */
const IDLE =
  /^\W*(?:(?:any )?(?:other )?(?:questions?|comments?|business|aob|others?|thoughts|concerns|additions|objections)|who|what|why|ok|right|no|yes|tbd)\W*$/i;

/** Open questions of one section: asked by a turn that no other answers, or standing alone. */
export function openQuestions(
  passages: readonly Passage[],
  turns: readonly Turn[],
  taken: ReadonlySet<Passage>,
): ReadQuestion[] {
  const spoken = new Set(turns.map((turn) => turn.passage));
  const parents = new Set(passages.map((passage) => passage.parent));
  const open: ReadQuestion[] = [];
  turns.forEach((turn, index) => {
    const asked = askedIn(turn);
    if (asked !== null && !isAnswered(turn, turns[index + 1], parents)) open.push(asked);
  });
  for (const [index, passage] of passages.entries()) {
    if (spoken.has(passage) || taken.has(passage)) continue;
    const question = standing(passage, passages[index + 1], parents);
    if (question !== null) open.push(question);
  }
  return open.sort((a, b) => a.line - b.line);
}

/** The question of a turn: a sentence that reports one, or the turn's last sentence where it is one. */
function askedIn(turn: Turn): ReadQuestion | null {
  if (!turn.text.includes("?") && turn.act !== "asked") return null;
  const sentences = sentencesOf(turn.text.slice(0, 4000));
  const last = sentences.at(-1);
  const found =
    last !== undefined && QUESTION_END.test(last.text) ? last : sentences.find((sentence) => ASKED.test(sentence.text));
  if (found === undefined || IDLE.test(found.text) || found.text.length < 8) return null;
  return { text: found.text, asked_by: turn.speaker, line: lineAt(turn.passage, turn.at + found.at) };
}

/** Somebody else speaks next, and neither asks nor only agrees, or something is noted below the question. */
function isAnswered(turn: Turn, next: Turn | undefined, parents: ReadonlySet<Passage | null>): boolean {
  if (next === undefined || next.speaker === turn.speaker) return next === undefined && parents.has(turn.passage);
  return next.act !== "asked" && next.act !== "thanked" && next.act !== "agreed" && next.act !== "supported";
}

/** A question that stands alone, under a mark or as an item, with nothing below it. */
function standing(
  passage: Passage,
  next: Passage | undefined,
  parents: ReadonlySet<Passage | null>,
): ReadQuestion | null {
  if (passage.place === "cell" || passage.text.length > 600) return null;
  const mark = passage.mark;
  const text = mark === null ? passage.text.trim() : passage.text.slice(mark.from).trim();
  if (mark?.kind !== "question" && !QUESTION_END.test(text)) return null;
  if (mark !== null && mark.kind !== "question") return null;
  if (IDLE.test(text) || text.length < 8 || parents.has(passage)) return null;
  if (next !== undefined && /^\W{0,3}(?:a|answer|réponse|respuesta)\s?:/i.test(next.text)) return null;
  return { text, asked_by: mark?.inside ?? null, line: passage.line };
}
