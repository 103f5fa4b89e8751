/** How much two sentences speak of one thing: the share of their words that they have in common. */

const EMPTY = new Set(
  (
    "a an the this that these those it its he she they we i you his her their our to of in on at by for from with and or but " +
    "as is are was were be been will would shall should can could may might must do does did has have had not no if so than " +
    "then there here who which what when where how up out about into over under again also all any some each more most other " +
    "such only own same too very just agreed action decision asked noted suggested reported supported answered whether about"
  ).split(" "),
);

/** Words that so many sentences share do not tell them apart. */
const TOO_COMMON = 200;

/** How much of a text the nearest of `others` shares with it, of those that `counts` lets count. */
export function meaningIndex(others: string[]): (text: string, counts: (index: number) => boolean) => number {
  const byStem = Map.groupBy(
    others.flatMap((other, index) => [...stems(other)].map((stem) => ({ stem, index }))),
    ({ stem }) => stem,
  );
  return (text, counts) => {
    const near = [...stems(text)].flatMap((stem) => {
      const found = byStem.get(stem) ?? [];
      return found.length > TOO_COMMON ? [] : found.map(({ index }) => index);
    });
    return Math.max(0, ...[...new Set(near)].filter(counts).map((index) => sharedMeaning(text, others[index] ?? "")));
  };
}

/** From 0 (nothing in common) to 1 (the words of the shorter are all in the longer), names of persons counted like other words. */
export function sharedMeaning(a: string, b: string): number {
  const x = stems(a);
  const y = stems(b);
  const [short, long] = x.size <= y.size ? [x, y] : [y, x];
  if (short.size < 2) return 0;
  let both = 0;
  for (const stem of short) if (long.has(stem)) both += 1;
  return both / short.size;
}

/** So many texts are remembered with their stems: the same few are compared again and again. */
const MOST_REMEMBERED = 400;
const remembered = new Map<string, Set<string>>();

function stems(text: string): Set<string> {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const found = stemsOf(text);
  remembered.set(text, found);
  return found;
}

/** Words that carry meaning, cut to their first six letters so that "drafts" and "drafting" are one. */
const stemsOf = (text: string): Set<string> =>
  new Set(
    text
      .slice(0, 600)
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length > 1 && !EMPTY.has(word))
      .map((word) => word.slice(0, 6).replace(/(?:ing|ed|es|s)$/, "")),
  );
