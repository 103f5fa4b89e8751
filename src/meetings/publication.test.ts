import assert from "node:assert/strict";
import { test } from "node:test";
import { appOn } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import { addGroup } from "../groups/group.queries.ts";
import { addBlocks } from "../texts/block.queries.ts";
import { listEditions } from "../texts/edition.queries.ts";
import { addText } from "../texts/text.queries.ts";
import { addMeeting } from "./meeting.queries.ts";

const { db } = await testDatabase();
const held = new Date("2026-03-05T14:00:00Z");
const closedToAll = { audience: "nobody", how: "at once" } as const;

async function draft() {
  const group = await addGroup(db, { name: "River Forum", timeZone: "UTC" }, held);
  const at = `/${group.slug}/meetings/7`;
  const facts = { groupId: group.id, title: "Meeting 7", address: at, language: "en", heldOn: "2026-03-05" };
  const text = await addText(db, { ...facts, direction: "ltr" }, held);
  await addBlocks(db, text.id, [{ kind: "paragraph", body: "Three ladders are broken." }], { accountId: null }, held);
  const nothing = { numberWords: null, title: null, startsAt: null, endsAt: null, timeWords: null, timeZone: null };
  const next = {
    joiningLink: null,
    recordingAddress: null,
    namesGone: false,
    disclosureWords: null,
    nextOn: null,
    nextWords: null,
    nextCertainty: null,
  };
  const meeting = { ...nothing, ...next, groupId: group.id, handle: "7", number: 7, heldOn: "2026-03-05" };
  await addMeeting(
    db,
    { ...meeting, attribution: "named", state: "closed", list: closedToAll, recording: closedToAll, textId: text.id },
    held,
  );
  const app = appOn(db);
  return { app, at, text, group, chair: await app.as("Asha Mwangi", group) };
}

test("one press publishes a report to everyone, and keeps an edition of it", async () => {
  const { app, at, text, chair } = await draft();
  assert.equal((await app.get(at)).status, 404);
  assert.equal((await chair.get(at)).status, 200);
  const answer = await chair.post(`${at}/publication`, { _key: "one" });
  assert.deepEqual([answer.status, answer.headers.get("location")], [303, at]);
  assert.match(await (await app.get(at)).text(), /Three ladders are broken/);
  assert.equal((await listEditions(db, text.id)).length, 1);
});

test("twenty presses at once publish it once", async () => {
  const { at, text, chair } = await draft();
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => chair.post(`${at}/publication`, { _key: `key ${i % 7}` })),
  );
  assert.deepEqual([...new Set(answers.map((answer) => answer.status))], [303]);
  assert.equal((await listEditions(db, text.id)).length, 1);
  assert.equal((await db.selectFrom("journal").where("kind", "=", "report.published").selectAll().execute()).length, 1);
});

test("a publication is taken back within seven days, and not after", async () => {
  const { app, at, chair } = await draft();
  await chair.post(`${at}/publication`, { _key: "one" });
  assert.equal((await chair.post(`${at}/publication/withdrawal`, { _key: "two" })).status, 303);
  assert.equal((await app.get(at)).status, 404);
  await chair.post(`${at}/publication`, { _key: "three" });
  app.at.now = new Date("2026-03-12T14:00:01Z");
  assert.equal((await chair.post(`${at}/publication/withdrawal`, { _key: "four" })).status, 409);
  assert.equal((await app.get(at)).status, 200);
});

test("who holds no office in the group publishes nothing, and is not told of a draft", async () => {
  const { app, at, text, chair } = await draft();
  const elsewhere = await app.as("Ben Ode", await addGroup(db, { name: "Hill Forum", timeZone: "UTC" }, held));
  assert.equal((await app.post(`${at}/publication`, {})).status, 404);
  assert.equal((await elsewhere.post(`${at}/publication`, {})).status, 404);
  assert.equal((await listEditions(db, text.id)).length, 0);
  await chair.post(`${at}/publication`, {});
  assert.equal((await elsewhere.post(`${at}/publication/withdrawal`, {})).status, 403);
  assert.equal((await app.post(`${at}/publication/withdrawal`, {})).status, 403);
  assert.equal((await app.get(at)).status, 200);
});
