import assert from "node:assert/strict";
import { test } from "node:test";
import { appOn } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import { aGroup, aReport, onlyMember } from "../../test/record.ts";

const { db } = await testDatabase();
const { as, get } = appOn(db);
const textOf = async (answer: Promise<Response> | Response): Promise<string> => (await answer).text();

/** A co-chair (member 1) and a plain member (member 2) of one group. */
async function twoMembers() {
  const group = await aGroup(db);
  const chair = await as("Amina Okello", group);
  const ben = await as("Ben Ode", group);
  await onlyMember(db, group, "Ben Ode");
  return { group, chair, ben, at: `/${group.slug}/members` };
}
const undoIn = (page: string): string => /action="([^"]+\/undoing\/\d+)"/.exec(page)?.[1] ?? "none";

test("an office is given with the group's own title, shown to everyone, and its right holds on the next request", async () => {
  const { group, chair, ben, at } = await twoMembers();
  assert.equal((await ben.get(`/${group.slug}/import`)).status, 404);
  const given = await chair.post(`${at}/offices`, { membership: "2", kind: "rapporteur", title: "Note-taker" });
  assert.equal(given.status, 303);
  assert.match(await textOf(get(at)), /Ben Ode.*Note-taker/s);
  assert.equal((await ben.get(`/${group.slug}/import`)).status, 200);
  await chair.post(undoIn(await textOf(chair.get(given.headers.get("location") ?? ""))), {});
  assert.equal((await ben.get(`/${group.slug}/import`)).status, 404);
});

test("an office that is taken away is gone on the next request, also from the page for everyone", async () => {
  const { group, chair, ben, at } = await twoMembers();
  await chair.post(`${at}/offices`, { membership: "2", kind: "rapporteur", title: "" });
  assert.match(await textOf(get(`/${group.slug}`)), /Ben Ode/);
  const office = /members\/offices\/(\d+)\/end/.exec((await textOf(chair.get(at))).split("Ben Ode")[1] ?? "")?.[1];
  const ended = await chair.post(`${at}/offices/${office}/end`, {});
  assert.equal((await ben.get(`/${group.slug}/import`)).status, 404);
  assert.doesNotMatch(await textOf(get(`/${group.slug}`)), /Ben Ode/);
  assert.doesNotMatch(await textOf(get(at)), /Ben Ode/);
  await chair.post(undoIn(await textOf(chair.get(ended.headers.get("location") ?? ""))), {});
  assert.equal((await ben.get(`/${group.slug}/import`)).status, 200);
});

test("an office is not given to someone who has just left, and nothing changes", async () => {
  const { group, chair, ben, at } = await twoMembers();
  assert.equal((await ben.post(`${at}/2/end`, {})).status, 303);
  const refused = await chair.post(`${at}/offices`, { membership: "2", kind: "rapporteur", title: "" });
  assert.equal(refused.status, 409);
  assert.match(await refused.text(), /Ben Ode is not a member any more: nothing was changed\./);
  const offices = await db.selectFrom("office").select("kind").where("group_id", "=", group.id).execute();
  assert.equal(offices.filter(({ kind }) => kind === "rapporteur").length, 0);
});

test("the last co-chair neither leaves nor is stopped before another is named", async () => {
  const { chair, at } = await twoMembers();
  for (const act of [`${at}/1/end`, `${at}/1/suspension`, `${at}/offices/1/end`]) {
    const refused = await chair.post(act, {});
    assert.equal(refused.status, 409, act);
    assert.match(await refused.text(), /Amina Okello is the last co-chair: name another one first\./);
  }
  await chair.post(`${at}/offices`, { membership: "2", kind: "co-chair", title: "" });
  assert.equal((await chair.post(`${at}/1/end`, {})).status, 303);
});

test("two co-chairs who leave at once leave one behind", async () => {
  const { group, chair, ben, at } = await twoMembers();
  await chair.post(`${at}/offices`, { membership: "2", kind: "co-chair", title: "" });
  const answers = await Promise.all([chair.post(`${at}/1/end`, {}), ben.post(`${at}/2/end`, {})]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 409]);
  const left = await db
    .selectFrom("office")
    .select("id")
    .where("group_id", "=", group.id)
    .where("until_on", "is", null)
    .execute();
  assert.equal(left.length, 1);
});

test("who is suspended has no right left until that is lifted", async () => {
  const { group, chair, ben, at } = await twoMembers();
  await chair.post(`${at}/offices`, { membership: "2", kind: "rapporteur", title: "" });
  await aReport(db, group, { number: 14, heldOn: "2026-01-05", published: false }, []);
  assert.equal((await ben.get(`/${group.slug}/meetings/14`)).status, 200);
  assert.equal((await chair.post(`${at}/2/suspension`, {})).status, 303);
  assert.equal((await ben.get(`/${group.slug}/meetings/14`)).status, 404);
  assert.doesNotMatch(await textOf(ben.get(at)), /1 member|2 members/);
  assert.equal((await chair.post(`${at}/2/suspension`, {})).status, 409);
  assert.equal((await chair.post(`${at}/2/resumption`, {})).status, 303);
  assert.equal((await ben.get(`/${group.slug}/meetings/14`)).status, 200);
});

test("the secretariat keeps the members, a co-chair decides about office holders, a member about themselves", async () => {
  const { chair, ben, at } = await twoMembers();
  assert.equal((await ben.post(`${at}/1/end`, {})).status, 403);
  assert.equal((await ben.post(`${at}/1/suspension`, {})).status, 403);
  await chair.post(`${at}/offices`, { membership: "2", kind: "secretariat", title: "" });
  assert.equal((await ben.post(`${at}/1/suspension`, {})).status, 403);
  assert.equal((await ben.post(`${at}/offices`, { membership: "2", kind: "co-chair", title: "" })).status, 403);
  assert.equal((await ben.post(`${at}/2/end`, {})).status, 303);
});

test("a membership that was ended comes back with its office", async () => {
  const { group, chair, ben, at } = await twoMembers();
  await chair.post(`${at}/offices`, { membership: "2", kind: "rapporteur", title: "" });
  const ended = await chair.post(`${at}/2/end`, {});
  assert.equal((await ben.get(`/${group.slug}/import`)).status, 404);
  await chair.post(undoIn(await textOf(chair.get(ended.headers.get("location") ?? ""))), {});
  assert.equal((await ben.get(`/${group.slug}/import`)).status, 200);
});

test("a membership of another group is not there", async () => {
  const { chair } = await twoMembers();
  const other = await aGroup(db, "Working Group on Lakes");
  await as("Chen Li", other);
  assert.equal((await chair.post("/rivers/members/3/end", {})).status, 404);
  assert.equal(
    (await chair.post("/rivers/members/offices", { membership: "3", kind: "co-chair", title: "" })).status,
    404,
  );
});
