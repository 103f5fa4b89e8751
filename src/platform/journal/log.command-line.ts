import { createWriteStream, existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { notesIn } from "../../../bin/verify.mjs";
import type { Database } from "../database/database.ts";
import { BadUsage, Trouble } from "../trouble.ts";
import { noteOf } from "./checkpoint.ts";
import { findCheckpointAt, logFile } from "./log-export.queries.ts";
import { seal } from "./sealer.queries.ts";

const USE = "Use: baraza log export FILE [--checkpoint FILE] [--with-content]";

/**
 * `baraza log export FILE`: the log up to now, or as it stood at a checkpoint that was saved (a note, a report, a feed).
 * Whoever may run this holds the database itself; what people wrote is in the file only with `--with-content`.
 */
export async function logCommand(args: readonly string[], db: Database, now: Date): Promise<string> {
  const { verb, file, checkpoint, withContent } = readWords(args);
  if (verb !== "export" || file === undefined) throw new BadUsage(USE);
  await seal(db, now);
  const saved = checkpoint === undefined ? null : readCheckpoint(checkpoint);
  const found = await findCheckpointAt(db, saved?.size ?? null);
  if (!found) throw new Trouble(saved ? notHere(saved.size) : "The log is empty: nothing was done here yet.");
  const note = noteOf(found.key, found.checkpoint);
  if (saved !== null && saved.root !== found.checkpoint.root.toString("base64")) throw new Trouble(notHere(saved.size));
  await write(file, Readable.from(logFile(db, { ...found, note }, withContent ? "with content" : "lines")));
  return `${found.checkpoint.size} lines are in ${file}. Check them with: baraza verify ${file}\n`;
}

function readWords(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { checkpoint: { type: "string" }, "with-content": { type: "boolean" } },
    });
    const [verb, file] = positionals;
    return { verb, file, checkpoint: values.checkpoint, withContent: values["with-content"] === true };
  } catch {
    throw new BadUsage(USE);
  }
}

function readCheckpoint(file: string): { size: number; root: string } {
  if (!existsSync(file)) throw new Trouble(`There is no file ${file}.`);
  const [note] = notesIn(readFileSync(file));
  if (!note) throw new Trouble(`${file} holds no checkpoint of a log.`);
  return note;
}

const notHere = (size: number): string =>
  `This instance never signed that checkpoint of ${size} lines: it is of another log, or this one was rewritten.`;

/** Whole or not at all: what stood under the name stays until the new one is there. */
async function write(file: string, text: Readable): Promise<void> {
  const unfinished = `${file}.unfinished`;
  try {
    await pipeline(text, createWriteStream(unfinished, { mode: 0o600 }));
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw new Trouble(`${file} could not be written: choose a folder that is there and has room.`, { cause: error });
  }
}
