import assert from "node:assert/strict";
import { test } from "node:test";
import { appOn } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import { aGroup, aReport, onlyMember } from "../../test/record.ts";

const { db } = await testDatabase();
const { as, get, post } = appOn(db);

test("an archived group is read by everyone and changed by nobody, and one press opens it again", async () => {
  const group = await aGroup(db);
  await aReport(db, group, { number: 14, heldOn: "2026-01-05", published: true }, []);
  const chair = await as("Amina Okello", group);
  const at = `/${group.slug}`;
  assert.equal((await chair.post(`${at}/archive`, {})).headers.get("location"), at);
  assert.match(await (await get(at)).text(), /This group is archived/);
  assert.equal((await get(`${at}/meetings/14`)).status, 200);
  for (const path of ["/rules", "/settings", "/actions", "/members/invitations", "/meetings/14/publication"]) {
    const refused = await chair.post(at + path, { ruleSet: "formal", title: "Anything" });
    assert.equal(refused.status, 409, path);
    assert.match(await refused.text(), /it can be read, and opened again/);
  }
  assert.match(await (await chair.get(at)).text(), /action="[^"]+\/archive\/opening"/);
  assert.equal((await chair.post(`${at}/archive/opening`, {})).status, 303);
  assert.equal((await chair.post(`${at}/rules`, { ruleSet: "formal" })).status, 303);
  assert.doesNotMatch(await (await get(at)).text(), /This group is archived/);
});

test("from an archived group one can leave, and ask for what is withheld", async () => {
  const group = await aGroup(db);
  const chair = await as("Amina Okello", group);
  const second = await as("Ben Ode", group);
  await chair.post(`/${group.slug}/archive`, {});
  const own = await db.selectFrom("membership").selectAll().orderBy("id", "desc").executeTakeFirstOrThrow();
  assert.equal((await second.post(`/${group.slug}/members/${own.id}/end`, {})).status, 303);
  assert.notEqual((await post(`/${group.slug}/conduct/reports`, {})).status, 409);
});

test("a member archives nothing and opens nothing", async () => {
  const group = await aGroup(db);
  const chair = await as("Amina Okello", group);
  const member = await as("Ben Ode", group);
  await onlyMember(db, group, "Ben Ode");
  assert.equal((await member.post(`/${group.slug}/archive`, {})).status, 403);
  await chair.post(`/${group.slug}/archive`, {});
  assert.equal((await member.post(`/${group.slug}/archive/opening`, {})).status, 403);
  assert.doesNotMatch(await (await member.get(`/${group.slug}`)).text(), /archive\/opening/);
});
