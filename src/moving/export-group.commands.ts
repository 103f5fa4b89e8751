import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import type { Group } from "../groups/group.ts";
import { FORM, lineOf, readBackupFile, writeBackupFile } from "../platform/backup/backup-file.ts";
import { inSnapshot, listApplied, tableLines } from "../platform/backup/dump.queries.ts";
import type { Database } from "../platform/database/database.ts";
import { programVersion } from "../platform/program-version.ts";
import { Trouble } from "../platform/trouble.ts";
import { type Catalog, goesAlong, readCatalog } from "./catalog.queries.ts";
import { findShared, isBlank, movesWith, originOf, type Shared } from "./export.queries.ts";

export type ExportedGroup = { rows: number; persons: number; bodies: number; sizeBytes: number };

/** Writes everything of one group into a file that another server takes in, one state of it, and reads it back. */
export async function exportGroup(db: Database, group: Group, path: string, now: Date): Promise<ExportedGroup> {
  if (existsSync(path)) throw new Trouble(`There is a file ${path} already; name another.`);
  let rows = 0;
  const shared = await inSnapshot(db, async (trx) => {
    const catalog = await readCatalog(trx);
    const named = await findShared(trx, catalog, group);
    await writeBackupFile(path, linesOf(trx, catalog, group, named, now), async (made) => {
      for await (const part of readBackupFile(made)) if (part.kind === "end") rows += part.rows;
    });
    return named;
  });
  return { rows, persons: shared.person.size, bodies: shared.body.size, sizeBytes: (await stat(path)).size };
}

async function* linesOf(trx: Database, catalog: Catalog, group: Group, shared: Shared, now: Date) {
  const head = { baraza: "group" as const, form: FORM, program: programVersion(), at: now.toISOString() };
  const moved = { slug: group.slug, name: group.name, origin: await originOf(trx, group) };
  yield lineOf.head({ ...head, migrations: await listApplied(trx), group: moved });
  for (const { name, columns } of catalog.tables.filter((table) => goesAlong(table.name))) {
    const kept = columns.filter((column) => !isBlank(name, column));
    yield* tableLines(trx, { name, columns: kept }, movesWith(catalog, name, group, shared));
  }
}
