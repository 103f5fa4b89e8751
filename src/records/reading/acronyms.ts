/** Acronyms of a report, with the words they stand for where the report writes them out. */

import type { ReadReport } from "../report.ts";
import { everyMatch } from "./every-match.ts";
import type { Outline } from "./outline.ts";

const LETTERS = /(?<![\p{L}\p{N}_@/#.-])(\p{Lu}{2,7}s?)(?![\p{L}\p{N}_@/-])/gu;
/** Words in capitals that are no acronyms, and marks of minutes. */
const NOT = new Set(
  "AM PM OK NO YES ALL TODO AI AOB AND THE FOR NOT WITH NA TBD TBC TBA II III IV VI VII VIII IX XI XII XX UTC GMT".split(
    " ",
  ),
);

export function acronymsOf(outline: Outline): ReadReport["acronyms"] {
  const found = new Map<string, { letters: string; words: string | null; line: number }>();
  for (const { text, line } of outline.lines) {
    if (!/\p{Lu}{2}/u.test(text) || (text.length > 12 && text === text.toUpperCase())) continue;
    for (const match of everyMatch(text, LETTERS)) {
      const letters = (match[1] ?? "").replace(/s$/, "");
      if (letters.length < 2 || NOT.has(letters)) continue;
      const known = found.get(letters);
      if (known !== undefined && known.words !== null) continue;
      const words = writtenOut(text, match.index, match.index + match[0].length, letters);
      if (known === undefined) found.set(letters, { letters, words, line });
      else if (words !== null) known.words = words;
    }
  }
  return [...found.values()];
}

/** "Global Digital Compact (GDC)" or "GDC (Global Digital Compact)". */
function writtenOut(text: string, from: number, to: number, letters: string): string | null {
  if (text[from - 1] === "(" && text[to] === ")") {
    const before = text
      .slice(Math.max(0, from - 90), from - 1)
      .trim()
      .split(/\s+/);
    for (let count = letters.length; count <= letters.length + 3 && count <= before.length; count += 1) {
      const words = before.slice(-count);
      if (stands(words, letters)) return words.join(" ");
    }
  }
  const after = /^\s?\(([^()]{5,90})\)/.exec(text.slice(to))?.[1];
  return after !== undefined && stands(after.split(/\s+/), letters) ? after : null;
}

const SMALL = /^(?:of|the|and|for|on|in|de|des|du|la|le|et|y|&|to|a)$/i;

/** Initials make the letters, small words left out or not. */
function stands(words: string[], letters: string): boolean {
  const first = words[0];
  if (first === undefined || SMALL.test(first) || first[0]?.toUpperCase() !== letters[0]) return false;
  const parts = words.flatMap((word) => word.split(/[-/]/)).filter((word) => word !== "");
  const all = parts.map((word) => word.replace(/^[("“‘']+/, "")[0]?.toUpperCase() ?? "").join("");
  const large = parts
    .filter((word) => !SMALL.test(word))
    .map((word) => word[0]?.toUpperCase() ?? "")
    .join("");
  return all === letters || large === letters;
}
