/** Names that come up while a report is read: after "Ann Bee noted", "Ann" is Ann Bee although no list names her. */

import type { Known } from "./named.ts";

export type Hearing = Known & { hear(fullName: string): void };

/** Keeps what was known, and adds each full name that is heard, by its parts where they are its alone. */
export function hearing(known: Known): Hearing {
  const names = new Map<string, string | null>();
  const add = (part: string, fullName: string): void => {
    const key = part.toLowerCase();
    const present = names.get(key);
    names.set(key, present === undefined || present === fullName ? fullName : null);
  };
  return {
    person: (words) => known.person(words) ?? names.get(words.toLowerCase()) ?? null,
    hear(fullName) {
      const parts = fullName.split(" ");
      if (parts.length < 2 || parts.length > 5 || known.person(fullName) !== null) return;
      for (const part of new Set([fullName, parts[0] ?? "", parts.at(-1) ?? ""])) add(part, fullName);
    },
  };
}
