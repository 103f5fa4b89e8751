import { codeOf } from "../trouble.ts";

/** One request that went wrong, or what a duty did (`said`): where in the program, never who, from where, or about what. Source: SAFETY A6, LG1 and LG2. */
export type LogLine = {
  at: Date;
  route: string;
  status: number;
  durationMs: number;
  number?: string;
  said?: string;
  error?: unknown;
};

/** Writes one line of JSON. The route is its template ("/:group/meetings/:number"), not the address that was asked for. */
export function log(line: LogLine, write: (text: string) => void = (text) => process.stderr.write(text)): void {
  const { error, ...rest } = line;
  write(
    `${JSON.stringify({ ...rest, at: line.at.toISOString(), durationMs: Math.round(line.durationMs), ...(error !== undefined && { error: traceOf(error) }) })}\n`,
  );
}

/**
 * Kind, code and places of an error. Its message is left out, because messages of databases and parsers quote what
 * people wrote; those of a programming error are kept, without what stands in quotes.
 */
function traceOf(error: unknown): { kind: string; code?: string; message?: string; places: string[] } {
  if (!(error instanceof Error)) return { kind: typeof error, places: [] };
  const code = codeOf(error);
  const places = (error.stack ?? "")
    .split("\n")
    .filter((line) => line.startsWith("    at "))
    .slice(0, 12)
    .map((line) => line.slice(7));
  const isBug = error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError;
  return {
    kind: error.name,
    ...(code !== undefined && { code }),
    ...(isBug && { message: blank(error.message) }),
    places,
  };
}

const blank = (message: string): string => message.replace(/"[^"]*"|'[^']*'|`[^`]*`/g, "…").slice(0, 200);
