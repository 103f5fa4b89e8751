import { findGroup, listGroups } from "../groups/group.queries.ts";
import type { Group } from "../groups/group.ts";
import { refuseUnknown } from "../platform/backup/backup.commands.ts";
import { type Head, readBackupFile } from "../platform/backup/backup-file.ts";
import { listTables, writeValuesExactly } from "../platform/backup/dump.queries.ts";
import { emptyTables, type Loader, loaderFor, withoutForeignKeys } from "../platform/backup/load.queries.ts";
import { type Database, inTransaction } from "../platform/database/database.ts";
import { type Migration, migrate, readMigrations } from "../platform/database/migrate.ts";
import { writeJournal } from "../platform/journal/journal.queries.ts";
import { Trouble } from "../platform/trouble.ts";
import { goesAlong, readCatalog } from "./catalog.queries.ts";
import {
  closeIncoming,
  countIncoming,
  countUnknownSubjects,
  findMoved,
  keepOriginLines,
  noteMoved,
  openIncoming,
  putOriginLines,
  putRows,
  renumberJson,
} from "./import.queries.ts";
import {
  freeGroupSlug,
  freeSlugs,
  type Matched,
  makeNumbers,
  matchAccounts,
  matchNamed,
  numberRows,
  readNumbers,
} from "./numbers.queries.ts";

type Moved = Head & { group: NonNullable<Head["group"]> };
export type TakenIn = {
  group: Group;
  /** Its address on the server that it came from. */
  slugBefore: string;
  rows: number;
  persons: Matched;
  bodies: Matched;
  /** Lines of the history about things of a kind that this program does not move. */
  adrift: number;
};

/** Reads the file of a group to its end and says what it is; refuses with a sentence what this program cannot take in. */
export async function inspectGroupFile(path: string, known: Migration[] = readMigrations()): Promise<Moved> {
  let moved: Moved | undefined;
  for await (const part of readBackupFile(path)) {
    if (part.kind !== "head") continue;
    const { group } = part.head;
    if (part.head.baraza === "backup" || !group)
      throw new Trouble(
        `The file ${path} is a backup of a whole instance: put it in place with baraza restore ${path}.`,
      );
    refuseUnknown(path, part.head, known);
    moved = { ...part.head, group };
  }
  if (!moved) throw new Trouble(`The file ${path} is empty.`);
  return moved;
}

/**
 * Takes a group in from another server, in one transaction: its tables in a schema aside, as they were there, brought up
 * to this program; then every row under a number of this server. Throws `Trouble` where it is here already.
 */
export function importGroup(db: Database, path: string, head: Moved, now: Date): Promise<TakenIn> {
  return inTransaction(db, async (trx) => {
    await refuseSecond(trx, head);
    // read here: the tables aside lose their keys, so that rows can come in any order
    const catalog = await readCatalog(trx);
    const home = await openIncoming(trx);
    await writeValuesExactly(trx);
    await load(trx, path, head);
    await keepOriginLines(trx);
    await makeNumbers(trx);
    const persons = await matchNamed(trx, home, "person");
    const bodies = await matchNamed(trx, home, "body");
    await matchAccounts(trx, home);
    await freeSlugs(trx, home, "person");
    await freeSlugs(trx, home, "body");
    const slug = await freeGroupSlug(trx, home, head.group.slug);
    await numberRows(trx, home, catalog);
    await renumberJson(trx, catalog, await readNumbers(trx));
    const counts = await putRows(trx, home, catalog, { old: head.group.slug, new: slug });
    await putOriginLines(trx, home);
    await refuseLost(trx, counts);
    const adrift = await countUnknownSubjects(trx);
    await closeIncoming(trx, home);
    const group = await welcome(trx, slug, head, now);
    const rows = [...counts.values()].reduce((sum, count) => sum + count, 0);
    return { group, slugBefore: head.group.slug, rows, persons, bodies, adrift };
  });
}

async function refuseSecond(trx: Database, { group }: Moved): Promise<void> {
  const before = await findMoved(trx, group.origin);
  const here = before && (await listGroups(trx)).find((one) => one.id === before.groupId);
  if (here)
    throw new Trouble(
      `This group was taken in already, on ${before.at.toISOString().slice(0, 10)}, and is at /${here.slug}. Nothing was changed.`,
    );
}

async function load(trx: Database, path: string, head: Moved): Promise<void> {
  const known = readMigrations();
  const theirs = new Set(head.migrations.map((one) => one.number));
  await migrate(
    trx,
    known.filter((one) => theirs.has(one.number)),
  );
  await withoutForeignKeys(trx);
  await emptyTables(trx, (name) => name !== "migration");
  const tables = new Set((await listTables(trx)).map((table) => table.name));
  let loader: Loader | undefined;
  for await (const part of readBackupFile(path)) {
    if (part.kind === "table") {
      if (!tables.has(part.name) || !goesAlong(part.name))
        throw new Trouble(`The file ${path} holds a table ${part.name} that moves with no group. Nothing was changed.`);
      loader = await loaderFor(trx, part.name, part.columns);
    } else if (part.kind === "row") await loader?.add(part.text);
    else if (part.kind === "end") await loader?.end();
  }
  await migrate(trx, known);
}

/** Every row of the group itself must have arrived; of persons and bodies those that were here are not added. */
async function refuseLost(trx: Database, counts: Map<string, number>): Promise<void> {
  for (const table of ["text", "block", "block_revision", "edition", "edition_block", "meeting", "action", "journal"]) {
    const expected = await countIncoming(trx, table);
    if (counts.get(table) !== expected)
      throw new Error(`Of ${expected} rows of ${table}, ${counts.get(table)} arrived.`);
  }
}

async function welcome(trx: Database, slug: string, head: Moved, now: Date): Promise<Group> {
  const group = await findGroup(trx, slug);
  if (!group) throw new Trouble("The file holds no group. Nothing was changed.");
  await noteMoved(trx, { groupId: group.id, origin: head.group.origin, fileAt: new Date(head.at) }, now);
  await writeJournal(trx, {
    ...{
      kind: "group.moved-in",
      groupId: group.id,
      subject: { kind: "group", id: group.id },
      accountId: null,
      at: now,
    },
    after: { slugBefore: head.group.slug, fileAt: head.at, program: head.program },
  });
  return group;
}
