/** Whether two ways of writing a name can mean one person. Nothing is merged by this; it only proposes. */

const PARTICLES = /^(?:de|da|do|dos|das|del|della|di|van|von|der|den|la|le|al|el|bin|ben|du|y|e|st)$/;
const TITLES = new Set(
  "mr mrs ms dr prof professor he ambassador amb hon sir madam mme chair co-chair minister".split(" "),
);

/** Names come up again and again in one report; so many are remembered, and then all are forgotten. */
const MOST_REMEMBERED = 10_000;
const remembered = new Map<string, string[]>();

/** Lower case, no diacritics, no titles, no marks: the words that a name consists of. */
export function nameWords(name: string): string[] {
  const known = remembered.get(name);
  if (known !== undefined) return known;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const words = wordsOf(name);
  remembered.set(name, words);
  return words;
}

function wordsOf(name: string): string[] {
  const plain = /^[ -~]*$/.test(name)
    ? name
    : name
        .normalize("NFD")
        .replace(/\p{M}+/gu, "")
        .replace(/[łŁ]/g, "l")
        .replace(/[øØ]/g, "o");
  const words = plain
    .toLowerCase()
    .replace(/[’'`.]/g, "")
    .split(/[^\p{L}\p{N}-]+/u);
  return words.filter((word) => word !== "" && !TITLES.has(word));
}

/** Same words, or all words of one in the other ("Chris", "Chris Lee"), a short form ("Stu"), or initials ("CL"). */
export function canBeSame(a: string, b: string): boolean {
  const [short, long] = [nameWords(a), nameWords(b)].sort((x, y) => x.length - y.length);
  if (!short || !long || short.length === 0) return false;
  const parts = new Set(long.flatMap((word) => [word, ...word.split("-")]));
  if (short.every((word) => parts.has(word))) return true;
  if (isShortForm(short, long)) return true;
  return areInitials(a, b) || areInitials(b, a);
}

/** "Stu" for "Stuart": the first letters of a given name, three at least. */
const isShortForm = ([word = "", ...more]: string[], [given = ""]: string[]): boolean =>
  more.length === 0 && word.length >= 3 && given.startsWith(word);

function areInitials(letters: string, name: string): boolean {
  const bare = letters.replace(/[.\s]/g, "");
  if (!/^\p{Lu}{2,4}$/u.test(bare)) return false;
  const words = nameWords(name);
  const all = words.map((word) => word.charAt(0)).join("");
  const main = words
    .filter((word) => !PARTICLES.test(word))
    .map((word) => word.charAt(0))
    .join("");
  const outer = `${main.charAt(0)}${main.at(-1) ?? ""}`;
  return [all, main, outer].includes(bare.toLowerCase());
}

/** A list of people, asked many times whether a name is in it. */
export type NameIndex = {
  /** Whether the name can be one of the list: its full name, a part of it, its initials or its alias. */
  has(name: string): boolean;
  /** All of the list that the name can be. */
  matches(name: string): string[];
  /** Those of the list whose full name is like this one without being it. */
  like(name: string): string[];
};

/** Spelling is compared with at most this many names: every pair costs as much as its letters. */
const MOST_COMPARED = 300;

export function nameIndex(people: { name: string; alias: string | null }[]): NameIndex {
  const names = people.flatMap(({ name, alias }) => (alias === null ? [name] : [name, alias]));
  const exact = new Set(names);
  let index: Index | null = null;
  const indexed = () => (index ??= indexOf(names));
  const sharing = (word: string): string[] => indexed().byWord.get(word) ?? [];
  const matches = (name: string): string[] => {
    const words = nameWords(name);
    const near = [...sharing(words[0] ?? ""), ...sharing(words.at(-1) ?? "")];
    if (words.length === 1) near.push(...(indexed().byInitial.get(words[0]?.charAt(0) ?? "") ?? []));
    return [...new Set(near)].filter((other) => canBeSame(name, other));
  };
  return {
    has: (name) => exact.has(name) || matches(name).length > 0,
    matches,
    like: (name) => {
      const kin = sharing(nameWords(name).at(-1) ?? "").filter((other) => likeness(name, other) !== null);
      if (kin.length > 0) return [...new Set(kin)];
      const initial = nameWords(name).at(-1)?.charAt(0) ?? "";
      return (indexed().byLastInitial.get(initial) ?? []).filter((other) => likeness(name, other) === "spelling");
    },
  };
}

type Index = Record<"byWord" | "byInitial" | "byLastInitial", Map<string, string[]>>;

/** Names by each of their words, by the first letter of the first and, so many of them, by that of the last. */
function indexOf(names: string[]): Index {
  const byWord = new Map<string, string[]>();
  const byInitial = new Map<string, string[]>();
  for (const name of names) {
    const words = nameWords(name);
    for (const word of words)
      for (const part of word.includes("-") ? [word, ...word.split("-")] : [word]) add(byWord, part, name);
    add(byInitial, words[0]?.charAt(0) ?? "", name);
  }
  const byLastInitial = Map.groupBy(names.slice(0, MOST_COMPARED), (name) => nameWords(name).at(-1)?.charAt(0) ?? "");
  return { byWord, byInitial, byLastInitial };
}

function add(index: Map<string, string[]>, key: string, name: string): void {
  const found = index.get(key);
  if (found) found.push(name);
  else index.set(key, [name]);
}

/** The bodies that people of a list belong to: "Botswana" is in it where somebody is of the Government of Botswana. */
export const bodyIndex = (people: { affiliation: string | null }[]): NameIndex =>
  nameIndex(people.flatMap(({ affiliation }) => (affiliation === null ? [] : [{ name: affiliation, alias: null }])));

/**
 * Why two full names may be one person: same surname with a given name that is another form or that nobody else has,
 * or a slip of one or two letters. Null where nothing speaks for it.
 */
export function likeness(a: string, b: string): "surname" | "spelling" | null {
  const x = nameWords(a);
  const y = nameWords(b);
  if (x.length < 2 || y.length < 2 || canBeSame(a, b)) return null;
  if (slips(x.join(" "), y.join(" "), 2)) return "spelling";
  const surname = x.at(-1) === y.at(-1) && (x.at(-1) ?? "").length > 2;
  return surname ? "surname" : null;
}

/** True where at most `most` letters must be changed, added or dropped. */
export function slips(a: string, b: string, most: number): boolean {
  if (Math.abs(a.length - b.length) > most || a.length < 6) return false;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
    if (Math.min(...row) > most) return false;
  }
  return (row[b.length] ?? 0) <= most;
}
