/**
 * Something outside the program stands in the way: a taken port, a full disk, a server that does not answer.
 * The message is one sentence for the operator; the command line prints it alone and leaves with an exit code that is not 0.
 */
export class Trouble extends Error {
  override name = "Trouble";
}

/** The code of a system or database error ("ENOSPC", "57P03"), or undefined. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The command was called with words or settings it does not know; exit code 2. */
export class BadUsage extends Error {
  override name = "BadUsage";
}

/** What the machine or the database server says in codes, as a sentence for the operator. */
const SENTENCES: Record<string, string> = {
  ENOSPC: "The disk is full: make room, then start again. What was confirmed is kept.",
  "53100": "The disk of the database is full: make room, then start again. What was confirmed is kept.",
  EDQUOT: "The disk quota of this user is used up: make room, then start again. What was confirmed is kept.",
  EROFS: "The disk can only be read: choose another data folder with BARAZA_DATA.",
  "53300": "The database server takes no more connections: free some, or allow more.",
};

/** The same error as `Trouble` where its code says that the fault lies outside the program, else unchanged. */
export function expectedTrouble(error: unknown): unknown {
  const sentence = SENTENCES[codeOf(error) ?? ""];
  return sentence === undefined ? error : new Trouble(sentence, { cause: error });
}
