import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { appOn } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import { sampleNames } from "../../test/reports.ts";
import { addGroup } from "../groups/group.queries.ts";
import { importCommand } from "./import.command-line.ts";
import { makeSampleGroup } from "./sample-group.commands.ts";

const { db } = await testDatabase();
const now = new Date("2026-09-20T14:00:00Z");
const folder = mkdtempSync(join(tmpdir(), "baraza-import-"));
after(() => rmSync(folder, { recursive: true }));

const report = (number: number, day: string) =>
  `# River Forum, meeting ${number}\n\n**${day}, 14:00 UTC**\n\n## 1. Ladders\n\nAction: Ben Ode will count the ladders.\n`;

async function baraza(...args: string[]) {
  let said = "";
  const out = { write: (text: string) => (said += text) };
  const code = await importCommand(args, db, { out, err: { write: () => true } }, () => now);
  return { code, said };
}
function put(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, content);
  return path;
}
const forum = () => addGroup(db, { name: "River Forum", timeZone: "UTC" }, now);

test("a folder of reports is taken in by number, and a summary says what became of each", async () => {
  await forum();
  put("one/meeting-10.md", report(10, "7 May 2026"));
  put("one/meeting-9.md", report(9, "2 April 2026"));
  put("one/notes.pdf", "%PDF-1.7");
  const { code, said } = await baraza(join(folder, "one"));
  assert.equal(code, 0);
  assert.match(said, /new +meeting-9\.md {2}\/river-forum\/meetings\/9\n.*new +meeting-10\.md/);
  assert.match(said, /River Forum: 2 new, 0 same, 0 changed, 0 refused/);
  const first = await db.selectFrom("action").select("stated_on").where("number", "=", 1).executeTakeFirst();
  assert.equal(first?.stated_on, "2026-04-02");
});

test("the same files again change nothing and are said to be the same", async () => {
  await forum();
  const path = put("two/7.md", report(7, "5 March 2026"));
  await baraza(path);
  const { said } = await baraza(path);
  assert.match(said, /same +7\.md {2}\/river-forum\/meetings\/7/);
  assert.equal((await db.selectFrom("meeting").selectAll().execute()).length, 1);
});

test("a changed report revises the one that is there", async () => {
  await forum();
  await baraza(put("five/7.md", report(7, "5 March 2026")));
  const { said } = await baraza(put("five/7.md", report(7, "5 March 2026").replace("count the", "paint the")));
  assert.match(said, /changed +7\.md {2}\/river-forum\/meetings\/7/);
  const titles = await db.selectFrom("action").select("title").execute();
  assert.deepEqual(
    titles.map((row) => row.title),
    ["Ben Ode will paint the ladders."],
  );
});

test("what is no report is refused in a sentence, the others are taken in, and the exit code tells", async () => {
  await forum();
  const paths = [
    put("three/a.md", "%PDF-1.7 x"),
    put("three/b.md", report(7, "5 March 2026")),
    join(folder, "nothing.md"),
  ];
  const { code, said } = await baraza(...paths);
  assert.equal(code, 1);
  assert.match(said, /refused +a\.md {2}This is a PDF/);
  assert.match(said, /refused .*nothing\.md {2}There is no such file/);
  assert.match(said, /1 new, 0 same, 0 changed, 2 refused/);
});

test("a report is for office holders until it is published, or at once with --publish", async () => {
  await forum();
  const app = appOn(db);
  await baraza(put("four/7.md", report(7, "5 March 2026")));
  await baraza(put("four/8.md", report(8, "2 April 2026")), "--publish");
  assert.equal((await app.get("/river-forum/meetings/7")).status, 404);
  assert.equal((await app.get("/river-forum/meetings/8")).status, 200);
});

test("a group that is not there, or one of several that is not named, is said", async () => {
  await assert.rejects(baraza("x.md"), /There is no group yet/);
  await forum();
  await addGroup(db, { name: "Hill Forum", timeZone: "UTC" }, now);
  await assert.rejects(baraza("x.md"), /--group hill-forum or --group river-forum/);
  await assert.rejects(baraza("x.md", "--group", "sea"), /no group called sea/);
  await assert.rejects(baraza(), /^BadUsage: Use:|Use: baraza import/);
});

test("the sample group is made once, with all its reports published but the newest", async () => {
  const noBar = () => ({ step: () => undefined, end: () => undefined });
  const { group, coChair, isNew } = await makeSampleGroup(db, now, noBar);
  assert.equal(isNew, true);
  assert.equal((await makeSampleGroup(db, now, noBar)).isNew, false);
  const states = await db.selectFrom("meeting").select("state").orderBy("held_on").execute();
  assert.deepEqual(
    states.map((row) => row.state),
    [...Array(sampleNames().length - 1).fill("published"), "closed"],
  );
  const actions = await db.selectFrom("action").select("state").execute();
  assert.ok(actions.some((row) => row.state === "done") && actions.some((row) => row.state === "open"));
  const app = appOn(db);
  const chair = await app.as(coChair, group);
  assert.equal((await app.get(`/${group.slug}`)).status, 200);
  assert.match(await (await chair.get(`/${group.slug}/meetings/10`)).text(), /Publish this report/);
  assert.equal((await app.get(`/${group.slug}/meetings/10`)).status, 404);
});
