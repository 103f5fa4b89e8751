import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { type Database, inTransaction } from "../database/database.ts";
import { type Migration, migrate, readMigrations } from "../database/migrate.ts";
import { writeJournal } from "../journal/journal.queries.ts";
import { programVersion } from "../program-version.ts";
import { Trouble } from "../trouble.ts";
import { FORM, type Head, lineOf, readBackupFile, writeBackupFile } from "./backup-file.ts";
import { inSnapshot, listApplied, listSequences, listTables, tableLines, writeValuesExactly } from "./dump.queries.ts";
import {
  clearSchema,
  countOthers,
  countRows,
  emptyTables,
  isUntouched,
  type Loader,
  loaderFor,
  setSequences,
  withoutForeignKeys,
} from "./load.queries.ts";

/** Tables that a backup leaves out: ways in that were used up, or signed out of, must not come to life again. */
export type LeftOut = readonly string[];

export type MadeBackup = { at: Date; tables: number; rows: number; sizeBytes: number };

/** Writes one state of the whole instance into a file, while others work on it, and reads it back before it is named. */
export async function makeBackup(
  db: Database,
  path: string,
  leftOut: LeftOut,
  now: Date,
  stopping?: AbortSignal,
): Promise<MadeBackup> {
  if (existsSync(path)) throw new Trouble(`There is a file ${path} already; name another.`);
  const written = new Map<string, number>();
  await inSnapshot(db, (trx) =>
    writeBackupFile(path, linesOfAll(trx, leftOut, now, written), (made) => verify(made, written, stopping), stopping),
  );
  const rows = [...written.values()].reduce((sum, count) => sum + count, 0);
  return { at: now, tables: written.size, rows, sizeBytes: (await stat(path)).size };
}

async function* linesOfAll(
  trx: Database,
  leftOut: LeftOut,
  now: Date,
  written: Map<string, number>,
): AsyncGenerator<string> {
  const head = { baraza: "backup" as const, form: FORM, program: programVersion(), at: now.toISOString() };
  yield lineOf.head({ ...head, migrations: await listApplied(trx) });
  for (const table of await listTables(trx)) {
    if (table.name === "migration" || leftOut.includes(table.name)) continue;
    written.set(table.name, -2); // two lines are no rows
    for await (const line of tableLines(trx, table)) {
      written.set(table.name, (written.get(table.name) ?? 0) + 1);
      yield line;
    }
  }
  yield lineOf.sequences(await listSequences(trx));
}

/** Reads the file whole and holds it against what went into it. */
async function verify(path: string, written: Map<string, number>, stopping?: AbortSignal): Promise<void> {
  const found = new Map<string, number>();
  for await (const part of readBackupFile(path)) {
    stopping?.throwIfAborted();
    if (part.kind === "end") found.set(part.table, part.rows);
  }
  for (const [table, rows] of written)
    if (found.get(table) !== rows)
      throw new Trouble(`The file ${path} does not hold what was written; try another disk.`);
}

/** Reads a backup to its end and says what it is; refuses with a sentence what this program cannot restore. */
export async function inspectBackup(path: string, known: Migration[] = readMigrations()): Promise<Head> {
  let head: Head | undefined;
  for await (const part of readBackupFile(path)) {
    if (part.kind !== "head") continue;
    head = part.head;
    if (head.baraza === "group")
      throw new Trouble(`The file ${path} holds one group: take it in with baraza import ${path}.`);
    refuseUnknown(path, head, known);
  }
  if (!head) throw new Trouble(`The file ${path} is empty.`);
  return head;
}

/** A file may be older than the program, never newer. */
export function refuseUnknown(path: string, head: Head, known: Migration[]): void {
  for (const one of head.migrations) {
    const ours = known.find((migration) => migration.number === one.number);
    if (ours === undefined)
      throw new Trouble(
        `The file ${path} was written by a newer version of Baraza (${head.program}, which knows ${one.name}): use that version.`,
      );
    if (ours.hash !== one.hash)
      throw new Trouble(`The file ${path} was written by another Baraza: its ${one.name} differs. Nothing was done.`);
  }
}

/** Refuses where something would be lost, or changed under somebody's hands. */
export async function refuseInUse(db: Database, then: "into nothing" | "replace"): Promise<void> {
  if ((await countOthers(db)) > 0)
    throw new Trouble("Other programs of Baraza have this database open: stop them first, then restore.");
  if (then === "into nothing" && !(await isUntouched(db)))
    throw new Trouble(
      "There is an instance here already, and nothing was changed. To put the backup in its place, say --replace: what is here is first kept in a backup beside.",
    );
}

export type Restored = { head: Head; tables: number; rows: number };

/**
 * Puts the state of a file in the place of everything here, in one transaction: the tables as they were when the file was
 * written, the rows, then what this program has added to the tables since. Whatever goes wrong leaves what was.
 */
export async function restoreBackup(
  db: Database,
  path: string,
  leftOut: LeftOut,
  now: Date,
  known: Migration[] = readMigrations(),
): Promise<Restored> {
  return inTransaction(db, async (trx) => {
    await clearSchema(trx);
    await writeValuesExactly(trx);
    const restored = await load(trx, path, leftOut, known);
    await migrate(trx, known);
    await writeJournal(trx, {
      ...{ kind: "instance.restored", groupId: null, subject: { kind: "instance", id: 0 }, accountId: null, at: now },
      after: { backupAt: restored.head.at, program: restored.head.program },
    });
    return restored;
  });
}

async function load(trx: Database, path: string, leftOut: LeftOut, known: Migration[]): Promise<Restored> {
  let head: Head | undefined;
  let putBack: (() => Promise<void>) | undefined;
  let loader: Loader | undefined;
  const counts = new Map<string, number>();
  for await (const part of readBackupFile(path)) {
    if (part.kind === "head") {
      head = part.head;
      refuseUnknown(path, head, known);
      const theirs = new Set(head.migrations.map((one) => one.number));
      await migrate(
        trx,
        known.filter((one) => theirs.has(one.number)),
      );
      putBack = await withoutForeignKeys(trx);
      await emptyTables(trx, (name) => name !== "migration");
    } else if (part.kind === "table") {
      if (!(await listTables(trx)).some(({ name }) => name === part.name))
        throw new Trouble(
          `The file ${path} holds a table ${part.name} that its own head does not know. Nothing was changed.`,
        );
      loader = await loaderFor(trx, part.name, part.columns);
    } else if (part.kind === "row") await loader?.add(part.text);
    else if (part.kind === "end") {
      await loader?.end();
      counts.set(part.table, part.rows);
    } else await setSequences(trx, part.sequences);
  }
  await emptyTables(trx, (name) => leftOut.includes(name));
  await putBack?.();
  await refuseMiscounted(trx, path, counts);
  if (!head) throw new Trouble(`The file ${path} is empty.`);
  return { head, tables: counts.size, rows: [...counts.values()].reduce((sum, count) => sum + count, 0) };
}

async function refuseMiscounted(trx: Database, path: string, expected: Map<string, number>): Promise<void> {
  const found = await countRows(trx, [...expected.keys()]);
  for (const [table, rows] of expected)
    if (found.get(table) !== rows)
      throw new Error(`Of ${rows} rows of ${table} in ${path}, ${found.get(table)} arrived.`);
}
