import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "../database/database.ts";
import { codeOf, expectedTrouble, Trouble } from "../trouble.ts";
import { type LeftOut, makeBackup } from "./backup.commands.ts";
import { fileNameOf, madeAt } from "./backup-name.ts";
import { aloneAtNight, type BackupRun, findLastRun, findLastWhole, forgetRuns, noteRun } from "./backup-run.queries.ts";
import { isUntouched } from "./load.queries.ts";
import { isDue, keptSince } from "./nightly.ts";

/** Where nightly backups go, and after which hour of this machine's clock; "never" where the operator sees to it. */
export type Nightly = { folder: string; hour: number | "never"; leftOut: LeftOut };

/**
 * Makes the backup of this night where it is due and no other process is at it, and lets files go that are older than
 * they may be. A stop ends it, and the next start begins again. Returns what came of it; undefined where there was nothing to do.
 */
export async function backUpNightly(
  db: Database,
  nightly: Nightly,
  now: Date,
  stopping?: AbortSignal,
): Promise<BackupRun | undefined> {
  const { hour } = nightly;
  if (hour === "never" || (await isUntouched(db))) return undefined;
  return aloneAtNight(db, async () => {
    const runs = { last: await findLastRun(db), whole: await findLastWhole(db) };
    if (!isDue(hour, runs, now)) return undefined;
    const run = await attempt(db, nightly, now, stopping);
    if (stopping?.aborted) return undefined;
    await noteRun(db, run);
    if (run.failed === null) forgetOldFiles(nightly.folder, now);
    await forgetRuns(db, keptSince(now));
    return run;
  });
}

async function attempt(
  db: Database,
  { folder, leftOut }: Nightly,
  now: Date,
  stopping?: AbortSignal,
): Promise<BackupRun> {
  const began = performance.now();
  const path = join(folder, fileNameOf("nightly", now));
  const run = (rest: Pick<BackupRun, "sizeBytes" | "rows" | "failed">): BackupRun => ({
    ...{ at: now, path, tookMs: performance.now() - began },
    ...rest,
  });
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { sizeBytes, rows } = await makeBackup(db, path, leftOut, now, stopping);
    return run({ sizeBytes, rows, failed: null });
  } catch (error) {
    return run({ sizeBytes: null, rows: null, failed: whyNot(error) });
  }
}

/** A sentence without content: what a fault of the program says may quote what people wrote. */
function whyNot(error: unknown): string {
  const expected = expectedTrouble(error);
  if (expected instanceof Trouble) return expected.message;
  const code = codeOf(error);
  return code === undefined ? "A fault of the program stopped it." : `It was stopped (${code}).`;
}

/** Only files of the names that the program gives, by the instant in them: a copied file has another date. */
function forgetOldFiles(folder: string, now: Date): void {
  for (const name of readdirSync(folder)) {
    const at = madeAt(name.replace(/\.making-\d+$/, ""));
    if (at !== undefined && at < keptSince(now)) rmSync(join(folder, name), { force: true });
  }
}
