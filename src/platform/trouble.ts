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
