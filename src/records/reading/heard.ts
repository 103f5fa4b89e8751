/** Names that come up while a report is read: after "Ann Bee noted", "Ann" is Ann Bee although no list names her. */

import type { Known } from "./named.ts";

export type Hearing = Known & { hear(fullName: string): void };

/** Longer runs of words are nobody's name. In characters. */
const MAX_NAME = 60;

/** Keeps what was known, and adds each full name that is heard, by its parts where they are its alone. */
export function hearing(known: Known): Hearing {
  const names = new Map<string, string | null>();
  // The same few words are asked for again and again; folding them each time was a tenth of the reading.
  const asked = new Map<string, string | null>();
  const listed = (words: string): string | null => {
    if (words.length > MAX_NAME) return null;
    const before = asked.get(words);
    if (before !== undefined) return before;
    const found = known.person(words);
    asked.set(words, found);
    return found;
  };
  const add = (part: string, fullName: string): void => {
    const key = part.toLowerCase();
    const present = names.get(key);
    names.set(key, present === undefined || present === fullName ? fullName : null);
  };
  return {
    person: (words) => listed(words) ?? (names.size === 0 ? null : (names.get(words.toLowerCase()) ?? null)),
    hear(fullName) {
      const parts = fullName.split(" ");
      if (parts.length < 2 || parts.length > 5 || listed(fullName) !== null) return;
      for (const part of new Set([fullName, parts[0] ?? "", parts.at(-1) ?? ""])) add(part, fullName);
    },
  };
}
