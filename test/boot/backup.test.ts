import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { inviteOfficeHolder, signIn } from "../../src/accounts/sign-in.commands.ts";
import { type Database, openDatabase } from "../../src/platform/database/database.ts";
import { serverUrl } from "../../src/platform/database/server.ts";
import { makeSampleGroup } from "../../src/records/sample-group.commands.ts";
import { ROOT } from "../architecture.ts";
import { crawl } from "../crawl.ts";
import { baraza, dataFolder, heldBy, killHard, served, stopped } from "./program.ts";

const folder = dataFolder("backup");
const file = join(ROOT, "tmp", `boot-backup-${process.pid}.baraza`);
after(() => rmSync(file, { force: true }));

async function onDatabase<T>(of: string, act: (db: Database) => Promise<T>): Promise<T> {
  const db = openDatabase(serverUrl(of, "baraza"));
  return act(db).finally(() => db.destroy());
}

const sample = (db: Database) => makeSampleGroup(db, new Date(), () => ({ step: () => {}, end: () => {} }));

/** What a visitor and a co-chair get on every page, by address. Forms differ in their tokens alone. */
async function pagesOf(at: string, of: string): Promise<Map<string, string>> {
  const secret = await onDatabase(of, async (db) => {
    const { group, coChair } = await sample(db);
    return signIn(db, await inviteOfficeHolder(db, group, coChair, new Date()), new Date());
  });
  const pages = new Map<string, string>();
  for (const cookie of [undefined, `__Host-baraza=${secret}`])
    for (const { path, status, html } of await crawl(at, cookie))
      pages.set(
        `${cookie === undefined ? "visitor" : "co-chair"} ${path}`,
        `${status} ${plain(html.replaceAll(at, ""))}`,
      );
  return pages;
}

const plain = (html: string): string => html.replace(/value="[\w.-]{20,}"/g, "");

/** A report carries the checkpoint of its publication once that is sealed. */
async function untilSealed(db: Database): Promise<void> {
  const unsealed = db.selectFrom("journal").where("sealed", "=", false).select("id").limit(1);
  while ((await unsealed.executeTakeFirst()) !== undefined) await sleep(100);
}

let before = new Map<string, string>();

test("a backup is made while the instance serves, and everyone is answered meanwhile", async () => {
  const program = await served(folder);
  await onDatabase(folder, sample);
  await onDatabase(folder, untilSealed);
  before = await pagesOf(program.at, folder);
  assert.ok(before.size > 60, `${before.size} pages`);
  let asking = true;
  const answers = (async () => {
    const statuses = new Set<number>();
    while (asking) statuses.add((await fetch(`${program.at}/local-content`)).status);
    return statuses;
  })();
  const backup = baraza(["backup", file], folder);
  assert.equal(await backup.ended, 0);
  asking = false;
  assert.deepEqual([...(await answers)], [200]);
  assert.match(backup.said(), /\d+ rows of \d+ tables, .* read back and found whole/);
  assert.equal(await stopped(program), 0);
});

test("an instance that is there is not replaced unasked; one that serves is not touched", async () => {
  const refused = baraza(["restore", file], folder);
  assert.equal(await refused.ended, 1);
  assert.match(refused.said(), /instance here already, and nothing was changed.*--replace/);
  const program = await served(folder);
  const busy = baraza(["restore", file, "--replace"], folder);
  assert.equal(await busy.ended, 1);
  assert.match(busy.said(), /is running on .* already/);
  assert.equal(await stopped(program), 0);
});

test("with --replace the backup takes its place, and what was there is kept in a backup beside", async () => {
  const program = await served(folder);
  await onDatabase(folder, (db) => db.updateTable("working_group").set({ name: "Written later" }).execute());
  assert.equal(await stopped(program), 0);
  const restore = baraza(["restore", file, "--replace"], folder);
  assert.equal(await restore.ended, 0, restore.said());
  const [, kept = ""] = await restore.says(/kept first: (\S+before-restore-\S+\.baraza)/);
  const back = baraza(["restore", kept, "--replace"], folder);
  assert.equal(await back.ended, 0, back.said());
  const again = await served(folder);
  const [group] = await onDatabase(folder, (db) => db.selectFrom("working_group").select("name").execute());
  assert.equal(group?.name, "Written later");
  assert.equal(await stopped(again), 0);
});

test("after the data folder was deleted a restore brings everything back, page by page, and the doctor tells of the night's backup", async () => {
  rmSync(folder, { recursive: true, force: true });
  const restore = baraza(["restore", file], folder);
  assert.equal(await restore.ended, 0, restore.said());
  assert.match(restore.said(), /Restored: \d+ rows/);
  const program = await served(folder);
  const here = await pagesOf(program.at, folder);
  assert.deepEqual([...here.keys()].sort(), [...before.keys()].sort());
  // other sign-ins and another question to a passkey; the log goes on with the line of the restoring
  const others = [...before].filter(([page, html]) => here.get(page) !== html).map(([page]) => page);
  assert.deepEqual(others.sort(), ["co-chair /account", "co-chair /account/passkeys", "co-chair /log", "visitor /log"]);
  // the night's backup is due at once, for none is noted yet
  await program.says(/"make the nightly backup","status":200.*rows, \d+ B, read back and found whole/);
  const doctor = baraza(["doctor"], folder);
  assert.equal(await doctor.ended, 0, doctor.said());
  assert.match(doctor.said(), /well {2}Backups: last on \d{4}-.* UTC, \d+ MiB, read back and found whole\./);
  assert.equal(await stopped(program), 0);
});

test("a cut file makes no instance, and is told before anything is made", async () => {
  const [cut, empty] = [`${file}.cut`, dataFolder("backup-cut")];
  after(() => rmSync(cut, { force: true }));
  writeFileSync(cut, readFileSync(file).subarray(0, 5_000));
  const restore = baraza(["restore", cut], empty);
  assert.equal(await restore.ended, 1);
  assert.match(restore.said(), /is cut/);
  assert.doesNotMatch(restore.said(), /whole:/);
});

test("a restore that is killed at any moment leaves the old or the new state", async () => {
  const victim = dataFolder("backup-killed");
  const first = await served(victim);
  await onDatabase(victim, async (db) => {
    const { group } = await sample(db);
    await db.updateTable("working_group").set({ name: "The old state" }).where("id", "=", group.id).execute();
  });
  assert.equal(await stopped(first), 0);
  const seen = new Set<string>();
  for (const waitMs of [0, 400]) {
    const restore = baraza(["restore", file, "--replace"], victim);
    await restore.says(/kept first/);
    await sleep(waitMs);
    killHard(restore.child.pid ?? 0, heldBy(victim));
    await restore.ended;
    const program = await served(victim);
    const found = await onDatabase(victim, async (db) => {
      const [group] = await db.selectFrom("working_group").select("name").execute();
      const [line] = await db.selectFrom("journal").where("kind", "=", "instance.restored").select("id").execute();
      const { count } = await db
        .selectFrom("block")
        .select((eb) => eb.fn.countAll<number>().as("count"))
        .executeTakeFirstOrThrow();
      assert.ok(Number(count) > 50);
      assert.equal(line === undefined, group?.name === "The old state");
      await db.updateTable("working_group").set({ name: "The old state" }).execute();
      await db
        .deleteFrom("journal_payload")
        .where("journal_id", "=", line?.id ?? 0)
        .execute();
      await db
        .deleteFrom("log_leaf")
        .where("journal_id", "=", line?.id ?? 0)
        .execute();
      await db
        .deleteFrom("journal")
        .where("id", "=", line?.id ?? 0)
        .execute();
      return group?.name ?? "";
    });
    seen.add(found);
    assert.equal(await stopped(program), 0);
  }
  assert.ok(seen.has("The old state"), "some were killed before the end");
});
