import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { readSettings, type Settings } from "./main.ts";
import { LEFT_OUT } from "./moving/tables.ts";
import { inspectBackup, makeBackup, refuseInUse, restoreBackup } from "./platform/backup/backup.commands.ts";
import { fileNameOf } from "./platform/backup/backup-name.ts";
import { conditionOf } from "./platform/database/condition.ts";
import { type Database, inTransaction } from "./platform/database/database.ts";
import { holdInstance, type Instance, joinInstance } from "./platform/database/instance.ts";
import { type Progress, progressOn } from "./platform/progress.ts";
import { BadUsage, Trouble } from "./platform/trouble.ts";
import { eraseAgain } from "./rights/erasure.commands.ts";
import { listErasures } from "./rights/erasure.queries.ts";
import { readErasures } from "./rights/erasure-list.ts";

/** `baraza backup FILE`: the whole instance as one file, also while it is running. */
export async function backup(words: string[]): Promise<number> {
  const [file, ...more] = words;
  if (file === undefined || more.length > 0 || file.startsWith("-")) throw new BadUsage("Use: baraza backup FILE");
  const settings = readSettings(process.env);
  if ((await conditionOf(settings)).state === "not made")
    throw new Trouble(`There is no instance in ${settings.dataFolder}: nothing to back up.`);
  const progress = progressOn(process.stderr);
  const instance = await joinInstance(settings, "backup", progress);
  try {
    process.stdout.write(`${await backUp(instance, resolve(file), progress)}\n`);
  } finally {
    await instance.close();
  }
  return 0;
}

async function backUp({ db }: Instance, path: string, progress: Progress): Promise<string> {
  const made = await progress.during("Writing the backup and reading it back", () =>
    makeBackup(db, path, LEFT_OUT, new Date()),
  );
  return `${path}: ${made.rows} rows of ${made.tables} tables, ${amount(made.sizeBytes)}, read back and found whole.`;
}

const amount = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MiB`;

const USE_RESTORE = "Use: baraza restore FILE [--replace]";

/** `baraza restore FILE`: the state of a backup into an empty instance; with --replace in the place of what is there. */
export async function restore(words: string[]): Promise<number> {
  const { path, replace } = readRestore(words);
  const settings = readSettings(process.env);
  const progress = progressOn(process.stderr);
  const head = await progress.during("Reading the backup", () => inspectBackup(path));
  process.stdout.write(`${path} is whole: Baraza ${head.program}, as of ${head.at}.\n`);
  const instance = await holdInstance(settings, "restore", progress);
  try {
    await refuseInUse(instance.db, replace ? "replace" : "into nothing");
    const erased = [...readErasures(settings.backupFolder), ...(replace ? await listErasures(instance.db) : [])];
    if (replace) await keepBeside(instance, settings, progress);
    await progress.during("Putting it in place", () => putInPlace(instance.db, path, erased)).then(tell);
  } finally {
    await instance.close();
  }
  return 0;
}

type Placed = { rows: number; tables: number; again: number };

/** Whoever was erased since the backup was made is erased again before anybody can see them. */
const putInPlace = (db: Database, path: string, erased: Parameters<typeof eraseAgain>[1]): Promise<Placed> =>
  inTransaction(db, async (trx) => {
    const { rows, tables } = await restoreBackup(trx, path, LEFT_OUT, new Date());
    return { rows, tables, again: await eraseAgain(trx, erased, new Date()) };
  });

function tell({ rows, tables, again }: Placed): void {
  process.stdout.write(
    `Restored: ${rows} rows of ${tables} tables. Everyone signs in anew; links to sign in that were sent are void.\n`,
  );
  if (again > 0) process.stdout.write(`Erased again, as they were since that backup: ${again}.\n`);
}

function readRestore(words: string[]): { path: string; replace: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args: words,
      allowPositionals: true,
      options: { replace: { type: "boolean" } },
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new BadUsage(USE_RESTORE);
    return { path: resolve(file), replace: values.replace === true };
  } catch {
    throw new BadUsage(USE_RESTORE);
  }
}

/** What is about to be replaced stays as a file among the backups. */
async function keepBeside(instance: Instance, settings: Settings, progress: Progress): Promise<void> {
  mkdirSync(settings.backupFolder, { recursive: true, mode: 0o700 });
  const path = join(settings.backupFolder, fileNameOf("before-restore", new Date()));
  process.stdout.write(`What is here is kept first: ${await backUp(instance, path, progress)}\n`);
}
