import assert from "node:assert/strict";
import { test } from "node:test";
import { appOn } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import { aGroup } from "../../test/record.ts";
import type { Group } from "../groups/group.ts";
import { markDead, queueMessage } from "../platform/mail/message-out.queries.ts";

const { db } = await testDatabase();
const { as, get, post, at } = appOn(db);

async function aDeadLetter(group: Group): Promise<number> {
  const to = { name: "Baraka Otieno", address: "baraka@example.net" };
  const mail = { kind: "invitation", groupId: group.id, accountId: null, to, subject: "An invitation", text: "Words" };
  await queueMessage(db, mail, at.now);
  const { id } = await db.selectFrom("message_out").select("id").orderBy("id", "desc").executeTakeFirstOrThrow();
  await markDead(db, id, "smtp 550", at.now);
  return id;
}
const stateOf = async (id: number) =>
  (await db.selectFrom("message_out").where("id", "=", id).select("state").executeTakeFirstOrThrow()).state;

test("an office holder sees what could not be delivered, to whom and why", async () => {
  const group = await aGroup(db);
  const amina = await as("Amina Okello", group);
  assert.match(await (await amina.get(`/${group.slug}/mail`)).text(), /Nothing stands here/);
  await aDeadLetter(group);
  const page = await (await amina.get(`/${group.slug}/mail`)).text();
  assert.match(page, /An invitation/);
  assert.match(page, /baraka@example\.net/);
  assert.match(page, /the mail server refused it \(code 550\)/);
});

test("a visitor, and an office holder of another group, find no such page and change nothing", async () => {
  const [group, other] = [await aGroup(db), await aGroup(db, "Other")];
  const id = await aDeadLetter(group);
  const stranger = await as("Chen Wei", other);
  assert.equal((await get(`/${group.slug}/mail`)).status, 404);
  assert.equal((await stranger.get(`/${group.slug}/mail`)).status, 404);
  assert.equal((await post(`/${group.slug}/mail/${id}/another-try`, {})).status, 404);
  for (const path of [group.slug, other.slug])
    assert.equal((await stranger.post(`/${path}/mail/${id}/told-otherwise`, {})).status, 404);
  assert.equal(await stateOf(id), "dead");
});

test("a press sends it again, all its tries before it; a second press finds it seen to", async () => {
  const group = await aGroup(db);
  const amina = await as("Amina Okello", group);
  const id = await aDeadLetter(group);
  const answer = await amina.post(`/${group.slug}/mail/${id}/another-try`, { _key: "k1" });
  assert.equal(answer.status, 303);
  const told = await (await amina.get(answer.headers.get("location") ?? "")).text();
  assert.match(told, /on its way again/);
  assert.doesNotMatch(told, /undoing/, "a mail on its way is not called back");
  assert.equal(await stateOf(id), "waiting");
  assert.equal((await amina.post(`/${group.slug}/mail/${id}/another-try`, { _key: "k1" })).status, 303);
  assert.equal((await amina.post(`/${group.slug}/mail/${id}/another-try`, { _key: "k2" })).status, 409);
});

test("who was told otherwise is off the list, and on it again by one press", async () => {
  const group = await aGroup(db);
  const amina = await as("Amina Okello", group);
  const id = await aDeadLetter(group);
  const answer = await amina.post(`/${group.slug}/mail/${id}/told-otherwise`, {});
  const page = await (await amina.get(answer.headers.get("location") ?? "")).text();
  assert.doesNotMatch(page, /baraka@example\.net/);
  const undo = /action="(\/[^"]*\/undoing\/\d+)"/.exec(page)?.[1] ?? "";
  assert.equal((await amina.post(undo, {})).status, 303);
  assert.match(await (await amina.get(`/${group.slug}/mail`)).text(), /baraka@example\.net/);
});
