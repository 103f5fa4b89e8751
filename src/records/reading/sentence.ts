/** Splitting text into sentences and clauses: once per passage, in one pass, without going back. */

export type Sentence = { text: string; at: number };

/**
 * Words that end in a full stop without ending a sentence. Sources: usual abbreviations of English, French and
 * Spanish minutes.
 */
const ABBREVIATIONS = new Set(
  (
    "e.g i.e eg ie vs cf approx appr no nos nr fig figs sec art arts para paras p pp vol ed eds al resp incl " +
    "mr mrs ms dr prof st jr sr hon amb h.e m mm mme mlle sra srta lic ing dra " +
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun " +
    "a.m p.m am pm u.s u.n u.k e.u inc ltd co corp dept tel ext min hr hrs max"
  ).split(" "),
);

/** Ends of a sentence: one of . ! ? … then perhaps closing marks, then white space. */
const END = /[.!?…][)\]"”’»*]{0,3}(?=\s)/g;

export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let from = 0;
  END.lastIndex = 0;
  for (let end = END.exec(text); end !== null; end = END.exec(text)) {
    const stop = end.index + end[0].length;
    if (!endsSentence(text, end.index, stop)) continue;
    push(sentences, text, from, stop);
    from = stop;
  }
  push(sentences, text, from, text.length);
  return sentences;
}

/**
 * Clauses that stand on their own in loose minutes: parted by a spaced dash, two hyphens or a semicolon
 * ("talked about the modality - it was agreed that …").
 */
export function clausesOf(sentence: Sentence): Sentence[] {
  const clauses: Sentence[] = [];
  let from = 0;
  BREAK.lastIndex = 0;
  for (let gap = BREAK.exec(sentence.text); gap !== null; gap = BREAK.exec(sentence.text)) {
    push(clauses, sentence.text, from, gap.index);
    from = gap.index + gap[0].length;
  }
  push(clauses, sentence.text, from, sentence.text.length);
  return clauses.map((clause) => ({ text: clause.text, at: clause.at + sentence.at }));
}

const BREAK = /\s(?:-{1,3}>?|–|—|→|=>)\s|;\s/g;

function endsSentence(text: string, at: number, stop: number): boolean {
  if (text[at] !== ".") return true;
  let next = stop;
  while (next < text.length && next - stop < 8 && isSpace(text.charCodeAt(next))) next++;
  const follows = text[next] ?? "";
  if (follows !== "" && follows === follows.toLowerCase() && follows !== follows.toUpperCase()) return false;
  const word = wordBefore(text, at);
  if (word.length === 1 && word !== "I" && /\p{L}/u.test(word)) return false;
  return !ABBREVIATIONS.has(word.toLowerCase());
}

/** The word that ends at a place; at most 12 characters of it, which is longer than any abbreviation. */
function wordBefore(text: string, at: number): string {
  let from = at;
  while (from > 0 && at - from < 12 && inWord(text, from - 1)) from--;
  return text.slice(from, at);
}

function inWord(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code > 127) return /[\p{L}\p{N}]/u.test(text.charAt(at));
  return ((code | 32) >= 97 && (code | 32) <= 122) || (code >= 48 && code <= 57) || code === 46;
}

function push(into: Sentence[], text: string, from: number, to: number): void {
  let start = from;
  let end = to;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  if (end > start) into.push({ text: text.slice(start, end), at: start });
}

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13) || code === 160 || code === 8239;
