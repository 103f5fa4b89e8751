import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { writeJournal } from "../../src/platform/journal/journal.queries.ts";
import { appendLeaf, emptyTree, rootOf } from "../../src/platform/journal/merkle.ts";
import { seal, sealBatch } from "../../src/platform/journal/sealer.queries.ts";
import { testDatabase } from "../database.ts";

const { db, url } = await testDatabase();
const now = new Date("2026-03-05T14:00:00Z");
const line = { kind: "action.closed", groupId: null, subject: { kind: "action", id: 7 }, accountId: 1, at: now };
const CHILD = fileURLToPath(new URL("sealer-child.ts", import.meta.url));

/** Each line of the journal once, at places without a gap, under the root that the last checkpoint names. */
async function eachSealedOnce(expected: number): Promise<void> {
  const leaves = await db
    .selectFrom("log_leaf")
    .select(["position", "journal_id", "hash"])
    .orderBy("position")
    .execute();
  assert.deepEqual(
    leaves.map((leaf) => leaf.position),
    leaves.map((_, place) => place),
  );
  assert.equal(leaves.length, expected);
  assert.equal(new Set(leaves.map((leaf) => leaf.journal_id)).size, expected);
  const waiting = await sql<{ n: number }>`select count(*)::int as n from journal where not sealed`.execute(db);
  assert.equal(waiting.rows[0]?.n, 0);
  const last = await db
    .selectFrom("log_checkpoint")
    .select(["size", "root"])
    .orderBy("size", "desc")
    .executeTakeFirst();
  assert.equal(last?.size, expected);
  assert.deepEqual(last?.root, rootOf(leaves.map((leaf) => leaf.hash).reduce(appendLeaf, emptyTree)));
}

test("a sealer that is killed before any of its steps leaves nothing half done, and the next seals each line once", async () => {
  await writeJournal(db, line);
  let lines = 1;
  let killed = 0;
  for (let step = 1; ; step++) {
    const child = spawn(process.execPath, [CHILD, url, String(step)], { stdio: ["ignore", "ignore", "inherit"] });
    const [code, signal] = await once(child, "exit");
    if (signal !== "SIGKILL") {
      assert.equal(code, 0);
      break;
    }
    killed++;
    await sealAfterDeath(lines);
    await writeJournal(db, line);
    lines++;
  }
  assert.ok(killed >= 4, `it was killed at ${killed} steps`);
  await eachSealedOnce(lines);
});

/** The server notices a dead client when it next hears of it; until then it holds the lock. */
async function sealAfterDeath(lines: number): Promise<void> {
  while ((await sealBatch(db, now)) === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  await eachSealedOnce(lines);
}

test("transactions that stay open over seals are sealed when they have ended, none twice and none left out", async () => {
  const ends = new Map<number, () => void>();
  const open = Array.from({ length: 4 }, (_, place) =>
    db.transaction().execute(async (trx) => {
      await writeJournal(trx, line);
      await new Promise<void>((resolve) => ends.set(place, resolve));
      if (place === 3) throw new Error("taken back");
    }),
  );
  while (ends.size < 4) await new Promise((resolve) => setTimeout(resolve, 5));
  let sealed = 0;
  for (const [place, transaction] of open.entries()) {
    await writeJournal(db, line);
    sealed += await seal(db, now);
    ends.get(place)?.();
    await Promise.allSettled([transaction]);
  }
  assert.equal(sealed, 7, "each in its round, and the first three that were late");
  await seal(db, now);
  await eachSealedOnce(7);
});

test("several sealers at once, while acts come in, seal each line once", async () => {
  const acting = Array.from({ length: 4 }, async () => {
    for (let i = 0; i < 50; i++) await writeJournal(db, line);
  });
  const sealing = Array.from({ length: 3 }, async () => {
    for (let i = 0; i < 15; i++) await seal(db, now);
  });
  await Promise.all([...acting, ...sealing]);
  await seal(db, now);
  await eachSealedOnce(200);
});

test("more lines than one seal takes are caught up with at once", async () => {
  await sql`insert into journal (at, kind, subject_kind, subject_id, commitment)
    select ${now}, 'x', 'x', n, '\\x00' from generate_series(1, 12000) as n`.execute(db);
  assert.equal(await seal(db, now), 12_000);
  await eachSealedOnce(12_000);
});
