import assert from "node:assert/strict";
import { test } from "node:test";
import { testDatabase } from "../../test/database.ts";
import { visitor } from "../access/actor.ts";
import { addGroup } from "../groups/group.queries.ts";
import { addBlocks, findBlock, listBlocks, listRevisions, reviseBlock } from "./block.queries.ts";
import { freezeEdition } from "./edition.queries.ts";
import { addText, findText, readableBy, setPublished, setWithdrawn } from "./text.queries.ts";
import { blockHash, fingerprintOf } from "./text.ts";

const { db } = await testDatabase();
const now = new Date("2026-03-05T14:00:00Z");
const by = { accountId: 1 };

async function report(bodies: string[]) {
  const group = await addGroup(db, { name: "Working Group on Local Content", timeZone: "UTC" }, now);
  const place = { title: "Meeting 4", address: `/${group.slug}/meetings/4`, heldOn: "2026-03-05" };
  const text = await addText(db, { groupId: group.id, language: "en", direction: "ltr", ...place }, now);
  const blocks = await addBlocks(
    db,
    text.id,
    bodies.map((body) => ({ kind: "paragraph", body })),
    by,
    now,
  );
  return { group, text, blocks };
}
const words = async (textId: number) => (await listBlocks(db, textId)).map((block) => block.body);

test("blocks keep their order, and the number of each is its address for good", async () => {
  const { text, blocks } = await report(["one", "two", "three"]);
  const [added] = await addBlocks(db, text.id, [{ kind: "paragraph", body: "between" }], by, now, blocks[0]?.id);
  assert.deepEqual(await words(text.id), ["one", "between", "two", "three"]);
  assert.equal(added?.number, 4);
  assert.equal((await findBlock(db, text.id, 2))?.body, "two");
});

test("a hundred blocks find room after the same one", async () => {
  const { text, blocks } = await report(["first", "last"]);
  for (let i = 0; i < 100; i++)
    await addBlocks(db, text.id, [{ kind: "paragraph", body: `${i}` }], by, now, blocks[0]?.id);
  const said = await words(text.id);
  assert.deepEqual([said[0], said[1], said[100], said[101]], ["first", "99", "0", "last"]);
});

test("two people who add at once both find their words, under different numbers", async () => {
  const { text } = await report([]);
  const add = (body: string) =>
    db.transaction().execute((trx) => addBlocks(trx, text.id, [{ kind: "paragraph", body }], by, now));
  await Promise.all(Array.from({ length: 20 }, (_, i) => add(`line ${i}`)));
  const blocks = await listBlocks(db, text.id);
  assert.equal(new Set(blocks.map((block) => block.number)).size, 20);
});

test("a revision on top of a state that is past is refused, and every state can be seen", async () => {
  const { text, blocks } = await report(["first words"]);
  const blockId = blocks[0]?.id ?? 0;
  const at = { textId: text.id, blockId, seenRevision: 1 };
  const tries = await Promise.allSettled(
    ["second words", "other words"].map((body) =>
      db.transaction().execute((trx) => reviseBlock(trx, at, { body }, by, now)),
    ),
  );
  assert.deepEqual(tries.map((one) => one.status).sort(), ["fulfilled", "rejected"]);
  assert.deepEqual((await listRevisions(db, blockId)).map((one) => one.body).at(-1), "first words");
});

test("a withdrawn block keeps its place and its history, and shows no words", async () => {
  const { text, blocks } = await report(["stays", "goes"]);
  await reviseBlock(
    db,
    { textId: text.id, blockId: blocks[1]?.id ?? 0, seenRevision: 1 },
    { withdrawn: true },
    by,
    now,
  );
  assert.deepEqual(await words(text.id), ["stays", ""]);
  assert.equal((await listRevisions(db, blocks[1]?.id ?? 0))[0]?.body, "goes");
});

test("an edition's fingerprint is the one of its blocks, salt and words", async () => {
  const { text } = await report(["one", "two"]);
  const edition = await freezeEdition(db, text.id, { label: "final", note: null }, by, now);
  const kept = await db.selectFrom("block_revision").select(["salt", "body"]).orderBy("block_id").execute();
  const hashes = kept.map((row) => blockHash(row.salt ?? Buffer.alloc(0), "paragraph", row.body));
  assert.deepEqual(edition.fingerprint, fingerprintOf(hashes));
});

test("a visitor finds a text once it is published and no longer when it is withdrawn; an office holder of another group never", async () => {
  const { text, group } = await report(["one"]);
  const found = async (by: typeof visitor) =>
    (await db.selectFrom("text_shown").where(readableBy(by)).select("id").execute()).length;
  const elsewhere = { ...visitor, accountId: 3, standing: [{ groupId: group.id + 1, role: "co-chair" as const }] };
  assert.equal(await found(visitor), 0);
  assert.equal(await found(elsewhere), 0);
  assert.equal(await found({ ...visitor, accountId: 2, standing: [{ groupId: group.id, role: "co-chair" }] }), 1);
  await setPublished(db, text.id, now);
  assert.equal(await found(visitor), 1);
  await setWithdrawn(db, text.id, now);
  assert.equal(await found(visitor), 0);
  assert.equal(await findText(db, text.id), undefined);
});
