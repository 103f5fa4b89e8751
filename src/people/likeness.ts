/** A name as it is compared: without accents, case and marks, its words in the order of the alphabet. */
export const foldedName = (name: string): string[] =>
  name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .sort();

/** Whether two names could be two spellings of one person's; the same name is no other spelling. */
export function isOtherSpelling(one: readonly string[], other: readonly string[]): boolean {
  const [left, right] = [without(one, other), without(other, one)];
  if (left.length === 0 && right.length === 0) return false;
  const shared = one.length - left.length;
  // "Asha Wanjiru Mwangi" and "Asha Mwangi": all words of the shorter one, at least two.
  if (left.length === 0 || right.length === 0) return shared >= 2;
  const [a = "", b = ""] = [left[0], right[0]];
  return left.length === 1 && right.length === 1 && shared >= 1 && (isInitial(a, b) || isSlip(a, b));
}

const without = (words: readonly string[], others: readonly string[]): string[] => {
  const rest = [...others];
  return words.filter((word) => {
    const at = rest.indexOf(word);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
};

const isInitial = (one: string, other: string): boolean =>
  (one.length === 1 && other.startsWith(one)) || (other.length === 1 && one.startsWith(other));

/** So many letters may be other ones in a word of four letters and more, and of eight and more. */
const isSlip = (one: string, other: string): boolean => {
  const shorter = Math.min(one.length, other.length);
  return shorter >= 4 && lettersApart(one, other) <= (shorter >= 8 ? 2 : 1);
};

/** The Levenshtein distance. */
function lettersApart(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [i, letter] of [...one].entries()) {
    const next = [i + 1];
    for (const [j, opposite] of [...other].entries())
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (letter === opposite ? 0 : 1)));
    row = next;
  }
  return row.at(-1) ?? 0;
}
