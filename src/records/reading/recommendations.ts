/** Recommendations: what others are urged to do, without anybody who would do the urging. */

import type { ReadRecommendation } from "../report.ts";
import { type Known, namesIn, withoutArticle } from "./named.ts";
import type { Sentence } from "./sentence.ts";

/** A cheap look. */
export const MAY_RECOMMEND =
  /\b(?:urg|recommend|encourag|invit|request|call|appeal|suggest|exhort|advis|recomend|recommand|inst[aó])/i;

const VERB =
  "(?:urge|recommend|encourage|invite|request|call (?:up)?on|appeal to|advise|ask|exhort|inviter|recommander à|instar a|invitar a|recomendar a)";
/** "Urge the Board to …", "Strongly encourage Ann to …": at the head, nobody before it. */
const IMPERATIVE = new RegExp(
  `^(?:strongly |further |also |to )?${VERB}s?\\s(?<to>[^.;:]{2,120}?)\\s(?:to|à|de|a|that they)\\s\\p{Ll}`,
  "iu",
);
/** "The group urges the Board to …", "We call on …", "It was recommended that the Board …". */
const BY_GROUP =
  /^(?:the (?:\p{L}[\p{L}-]*\s){0,3}?(?:group|committee|meeting|participants|members|wg|board|council|panel|workshop)|we|participants|members)\s(?:also |strongly |therefore |further )?(?:urged?s?|recommend(?:s|ed)?|encouraged?s?|invited?s?|request(?:s|ed)?|call(?:s|ed)? (?:up)?on|appeal(?:s|ed)? to|advised?s?)\s(?<to>[^.;:]{2,120}?)\s(?:to|should)\s\p{Ll}/iu;
const IMPERSONAL =
  /^(?:it (?:was|is|has been) (?:also |further |strongly )?(?:recommended|suggested|requested|advised|urged)|il (?:est|a été) recommandé|se (?:recomienda|recomendó)|the recommendation is)\s(?:that|que|to)\s(?:(?<to>[^.;:]{2,90}?)\s(?:should|be|consider|review|take|make|ensure|develop|provide|adopt)\b)?/iu;

/** A recommendation in one sentence; under a mark of its own any words are one. */
export function recommendationIn(sentence: Sentence, known: Known): { text: string; to: string[] } | null {
  if (!MAY_RECOMMEND.test(sentence.text)) return null;
  const head = sentence.text.slice(0, 300);
  const match = IMPERATIVE.exec(head) ?? BY_GROUP.exec(head) ?? IMPERSONAL.exec(head);
  if (match === null) return null;
  return { text: sentence.text, to: addressees(match.groups?.to ?? "", known) };
}

/** An action that only urges others is a recommendation too. */
export function recommendationOf(text: string, line: number, known: Known): ReadRecommendation | null {
  const match = IMPERATIVE.exec(text.slice(0, 300));
  return match === null ? null : { text, to: addressees(match.groups?.to ?? "", known), line };
}

/** "the Board and Secretariat": each; words that are no names stay as they are. */
function addressees(words: string, known: Known): string[] {
  const trimmed = words.trim().replace(/^(?:both|all)\s/i, "");
  if (trimmed === "" || trimmed.length > 90) return [];
  const parts = trimmed.split(/\s*,\s*(?:and\s)?|\s(?:and|et|y)\s/).map(withoutArticle);
  if (parts.length > 1 && parts.every((part) => /^\p{Lu}/u.test(part) && part.split(" ").length <= 5)) return parts;
  return namesIn(trimmed, known) ?? [withoutArticle(trimmed)];
}
