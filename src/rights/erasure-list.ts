/** Beside the backups lies a list of who was erased, by numbers alone, so that a backup that is brought back is erased again. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { codeOf, Trouble } from "../platform/trouble.ts";
import type { Erasure } from "./own-data.ts";

const NAME = "erasures.jsonl";

const Line = z.object({
  accountId: z.number().int(),
  madeAt: z.coerce.date(),
  personId: z.number().int().nullable(),
  withName: z.boolean(),
  at: z.coerce.date(),
});

/** The list in the folder of backups; none where there is no list. A list that cannot be read stops what needs it. */
export function readErasures(folder: string): Erasure[] {
  const text = textOf(join(folder, NAME));
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const read = Line.safeParse(parsed(line));
      if (!read.success) throw new Trouble(`${join(folder, NAME)} is damaged: who was erased cannot be erased again.`);
      return read.data;
    });
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return "";
    throw error;
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined; // The schema says that it is no line of this list.
  }
}

/** Adds to the list what it lacks; one whole file takes the place of the other. Returns how many were added. */
export function addToList(folder: string, erasures: readonly Erasure[]): number {
  const kept = readErasures(folder);
  const known = new Set(kept.map(nameOf));
  const added = erasures.filter((one) => !known.has(nameOf(one)));
  if (added.length === 0) return 0;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const making = join(folder, `${NAME}.making`);
  writeFileSync(making, [...kept, ...added].map((one) => `${JSON.stringify(one)}\n`).join(""), {
    mode: 0o600,
    flush: true,
  });
  renameSync(making, join(folder, NAME));
  return added.length;
}

const nameOf = ({ accountId, madeAt }: Erasure): string => `${accountId} ${madeAt.toISOString()}`;
