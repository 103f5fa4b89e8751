import { z } from "zod";
import { toSay } from "../ui/words.ts";

/**
 * What is let go of after a time, in days; the times may be made shorter, not longer. Source: SAFETY A6, except
 * `requests` and `import files`, our own: as long as a list by name, and long enough to find a fault of the reader.
 */
export const RETENTION = [
  {
    kind: "hidden words",
    days: 104,
    says: "words hidden for conduct, from the hiding: 14 days to appeal, 90 after that",
  },
  { kind: "conduct reports", days: 104, says: "what was said in reports of words, from the decision" },
  { kind: "requests", days: 730, says: "who asked for a list or a recording, and why, from the decision" },
  { kind: "import files", days: 730, says: "reports as files, as they came in" },
  { kind: "sent mail", days: 30, says: "that a mail was sent, and to whom" },
  { kind: "dead mail", days: 30, says: "mail that could not be delivered" },
  { kind: "form keys", days: 30, says: "keys that keep a form from acting twice" },
] as const;
export type RetentionKind = (typeof RETENTION)[number]["kind"];

export const RETENTION_WORDS: Record<RetentionKind, string> = {
  "hidden words": toSay("Words that were hidden for conduct"),
  "conduct reports": toSay("What was said in reports of words"),
  requests: toSay("Who asked for a list or a recording, and why"),
  "import files": toSay("Reports as files, as they came in"),
  "sent mail": toSay("That a mail was sent, and to whom"),
  "dead mail": toSay("Mail that could not be delivered"),
  "form keys": toSay("Keys that keep a form from acting twice"),
};

export const isRetentionKind = (word: string): word is RetentionKind => RETENTION.some(({ kind }) => kind === word);

/** The days that hold: those that were set, where they are shorter. */
export const daysOf = (kind: RetentionKind, set: ReadonlyMap<string, number>): number => {
  const own = RETENTION.find((one) => one.kind === kind)?.days ?? 1;
  return Math.min(own, set.get(kind) ?? own);
};

export const KeepDays = z.coerce.number().int().min(1);
