import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { ROOT } from "../../../test/architecture.ts";
import { testDatabase } from "../../../test/database.ts";
import { openDatabase } from "../database/database.ts";
import { writeJournal } from "../journal/journal.queries.ts";
import { inspectBackup } from "./backup.commands.ts";
import { findLastRun, findLastWhole } from "./backup-run.queries.ts";
import { backUpNightly } from "./nightly.commands.ts";
import { isDue, isOverdue, lastStrike } from "./nightly.ts";

const { db, url } = await testDatabase();
const above = mkdtempSync(join(ROOT, "tmp/nightly-"));
after(() => rmSync(above, { recursive: true, force: true }));
let numbered = 0;
const nightly = () => ({ folder: join(above, `${++numbered}`), hour: 3, leftOut: [] });
const at = (day: number, hour: number) => new Date(2026, 2, day, hour, 30);
const anAct = () =>
  writeJournal(db, {
    kind: "group.made",
    groupId: null,
    subject: { kind: "group", id: 1 },
    accountId: null,
    at: at(1, 12),
  });

test("each night one backup is made, whole and noted, and none twice", async () => {
  await anAct();
  const kept = nightly();
  const first = await backUpNightly(db, kept, at(5, 12));
  assert.equal(first?.failed, null);
  assert.equal((await inspectBackup(first.path)).at, at(5, 12).toISOString());
  assert.equal(await backUpNightly(db, kept, at(5, 23)), undefined);
  assert.equal(await backUpNightly(db, kept, at(6, 2)), undefined);
  assert.ok(await backUpNightly(db, kept, at(6, 3)));
  assert.equal(readdirSync(kept.folder).length, 2);
  const last = await findLastWhole(db);
  assert.ok((last?.sizeBytes ?? 0) > 0 && (last?.rows ?? 0) > 0);
});

test("an empty instance, and one whose operator sees to it, get none", async () => {
  assert.equal(await backUpNightly(db, nightly(), at(5, 12)), undefined);
  await anAct();
  assert.equal(await backUpNightly(db, { ...nightly(), hour: "never" }, at(5, 12)), undefined);
});

test("of several processes one makes it", async () => {
  await anAct();
  const others = [db, openDatabase(url), openDatabase(url)];
  const kept = nightly();
  const runs = await Promise.all(others.map((one) => backUpNightly(one, kept, at(5, 12))));
  for (const one of others.slice(1)) await one.destroy();
  assert.equal(runs.filter((run) => run !== undefined).length, 1);
  assert.equal(readdirSync(kept.folder).length, 1);
});

test("files older than 35 days go, and what has another name stays", async () => {
  await anAct();
  const kept = nightly();
  mkdirSync(kept.folder);
  const [old, young] = ["nightly-2026-01-28T020000Z.baraza", "before-restore-2026-01-31T020000Z.baraza"];
  for (const name of [old, young, "by-hand.baraza"]) writeFileSync(join(kept.folder, name), "");
  await backUpNightly(db, kept, at(5, 12));
  const names = readdirSync(kept.folder);
  assert.ok(!names.includes(old) && names.includes(young) && names.includes("by-hand.baraza"), names.join());
});

test("what failed is noted with its reason, and tried again after an hour", async () => {
  await anAct();
  const kept = nightly();
  writeFileSync(kept.folder, "a file where the folder should be");
  const run = await backUpNightly(db, kept, at(5, 12));
  assert.match(run?.failed ?? "", /stopped \(EEXIST\)|not there/);
  assert.equal((await findLastRun(db))?.failed, run?.failed);
  assert.equal(await backUpNightly(db, kept, at(5, 12)), undefined);
  rmSync(kept.folder);
  assert.equal((await backUpNightly(db, kept, at(5, 13)))?.failed, null);
});

test("a stop ends it without a file and without a word, and the next start makes it", async () => {
  await anAct();
  const kept = nightly();
  assert.equal(await backUpNightly(db, kept, at(5, 12), AbortSignal.abort()), undefined);
  assert.deepEqual(readdirSync(kept.folder), []);
  assert.ok(await backUpNightly(db, kept, at(5, 12)));
});

test("it is due once the hour has struck since the last one, and overdue after a night without", () => {
  assert.deepEqual(lastStrike(3, new Date(2026, 2, 5, 2, 59)), new Date(2026, 2, 4, 3, 0));
  assert.deepEqual(lastStrike(3, new Date(2026, 2, 5, 3, 0)), new Date(2026, 2, 5, 3, 0));
  assert.equal(isDue(3, { last: undefined, whole: undefined }, at(5, 12)), true);
  assert.equal(isDue(3, { last: undefined, whole: { at: at(5, 3) } }, at(5, 12)), false);
  assert.equal(isOverdue({ at: at(4, 3) }, at(1, 1), at(5, 3)), false);
  assert.equal(isOverdue({ at: at(3, 3) }, at(1, 1), at(5, 3)), true);
  assert.equal(isOverdue(undefined, at(5, 1), at(5, 12)), false);
});
