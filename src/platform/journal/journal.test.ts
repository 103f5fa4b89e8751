import assert from "node:assert/strict";
import { test } from "node:test";
import { testDatabase } from "../../../test/database.ts";
import { findForwardingAddress, leaveForwardingAddress, once } from "./act.queries.ts";
import { findPastAct, listPastActs, writeJournal } from "./journal.queries.ts";
import { commitmentOf } from "./journal.ts";
import { appendLeaf, emptyTree, leafHash, rootOf } from "./merkle.ts";
import { seal } from "./sealer.queries.ts";

const { db } = await testDatabase();
const now = new Date("2026-03-05T14:00:00Z");
const subject = { kind: "action", id: 7 };
const line = { kind: "action.closed", groupId: null, subject, accountId: 1, at: now };

test("an act is written down with what changed, and its commitment tells nothing without the salt", async () => {
  const id = await writeJournal(db, { ...line, before: { state: "open" }, after: { state: "done" } });
  const [act] = await listPastActs(db, subject);
  assert.deepEqual(act?.after, { state: "done" });
  const kept = await db
    .selectFrom("journal_payload")
    .where("journal_id", "=", id)
    .selectAll()
    .executeTakeFirstOrThrow();
  const written = await db.selectFrom("journal").where("id", "=", id).select("commitment").executeTakeFirstOrThrow();
  assert.deepEqual(commitmentOf(kept.salt, kept.payload), written.commitment);
  assert.notDeepEqual(commitmentOf(Buffer.alloc(16), kept.payload), written.commitment);
});

test("an act on one thing is not found under another", async () => {
  const id = await writeJournal(db, line);
  assert.equal((await findPastAct(db, subject, id))?.id, id);
  assert.equal(await findPastAct(db, { kind: "action", id: 8 }, id), undefined);
});

test("one press that comes fifty times is one act, and every press gets its answer", async () => {
  const act = { key: "k1", accountId: 1, path: "/g/actions/7/closure" };
  const answers = await Promise.all(
    Array.from({ length: 50 }, () =>
      once(db, act, now, async (trx) => ({ location: `/done/${await writeJournal(trx, line)}` })),
    ),
  );
  assert.equal(new Set(answers.map((answer) => answer.location)).size, 1);
  assert.equal((await listPastActs(db, subject)).length, 1);
});

test("an act that fails leaves its key free", async () => {
  const act = { key: "k2", accountId: 1, path: "/x" };
  await assert.rejects(once(db, act, now, () => Promise.reject(new Error("disk"))));
  assert.deepEqual(await once(db, act, now, async () => ({ location: "/after" })), { location: "/after" });
});

test("every line is sealed once, also by two sealers at once, and the root is that of the lines in order", async () => {
  for (let i = 0; i < 7; i++) await writeJournal(db, line);
  await Promise.all([seal(db, now), seal(db, now)]);
  await writeJournal(db, line);
  await seal(db, now);
  const leaves = await db.selectFrom("log_leaf").select("hash").orderBy("position").execute();
  assert.equal(leaves.length, 8);
  const tree = leaves.reduce((grown, leaf) => appendLeaf(grown, leaf.hash), emptyTree);
  const last = await db.selectFrom("log_checkpoint").select("root").orderBy("size", "desc").executeTakeFirstOrThrow();
  assert.deepEqual(last.root, rootOf(tree));
});

test("the root of three leaves is the one that RFC 6962 builds", () => {
  const [a, b, c] = ["", "\u0000", "\u0010"].map((leaf) => leafHash(Buffer.from(leaf, "latin1")));
  const tree = [a, b, c].reduce((grown, hash) => appendLeaf(grown, hash ?? Buffer.alloc(0)), emptyTree);
  // Source: the test vectors of the Certificate Transparency reference implementation.
  assert.equal(rootOf(tree).toString("hex"), "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77");
});

test("an old address leads to the new one, its tail too, also after a second move and a move back", async () => {
  await leaveForwardingAddress(db, "/g/meetings/41", "/g/meetings/42", now);
  await leaveForwardingAddress(db, "/g/meetings/42", "/g/meetings/43", now);
  assert.equal(await findForwardingAddress(db, "/g/meetings/41.md"), "/g/meetings/43.md");
  assert.equal(await findForwardingAddress(db, "/g/meetings/412"), undefined);
  await leaveForwardingAddress(db, "/g/meetings/43", "/g/meetings/41", now);
  assert.equal(await findForwardingAddress(db, "/g/meetings/42/blocks/4"), "/g/meetings/41/blocks/4");
  assert.equal(await findForwardingAddress(db, "/g/meetings/41"), undefined);
});
