import assert from "node:assert/strict";
import { test } from "node:test";
import { appOn } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import { aGroup, aReport, onlyMember } from "../../test/record.ts";
import { findGroup } from "../groups/group.queries.ts";

const { db } = await testDatabase();
const { as, get } = appOn(db);
const LAKES = {
  ...{ name: "Working Group on Lakes", shortName: "Lakes", slug: "lakes", contact: "Amina", mandate: "To keep them." },
  ...{ listAddress: "lakes@example.org", parentBody: "The council", stakeholderGroups: "government\nyouth\n\nyouth" },
};

test("a group that is renamed is found under its old address, with all that stands below it, and that can be undone", async () => {
  const group = await aGroup(db);
  await aReport(db, group, { number: 14, heldOn: "2026-01-05", published: true }, [
    { kind: "paragraph", body: "Rain." },
  ]);
  const chair = await as("Amina Okello", group);
  const done = await chair.post(`/${group.slug}/settings`, LAKES);
  assert.equal(done.status, 303);
  for (const below of ["", "/meetings/14", "/meetings/14.md"]) {
    const moved = await get(`/${group.slug}${below}`);
    assert.deepEqual([moved.status, moved.headers.get("location")], [308, `/lakes${below}`]);
    assert.equal((await get(`/lakes${below}`)).status, 200);
  }
  assert.match(await (await get("/lakes")).text(), /lakes@example\.org[\s\S]*government[\s\S]*youth/);
  assert.deepEqual((await findGroup(db, "lakes"))?.stakeholderGroups, ["government", "youth"]);
  assert.equal((await db.selectFrom("text").select("address").executeTakeFirstOrThrow()).address, "/lakes/meetings/14");
  const told = await (await chair.get(done.headers.get("location") ?? "")).text();
  const back = await chair.post(/action="([^"]+undoing[^"]+)"/.exec(told)?.[1] ?? "", {});
  assert.equal(back.status, 303);
  assert.equal((await get(`/${group.slug}/meetings/14`)).status, 200);
  assert.equal((await get("/lakes/meetings/14")).headers.get("location"), `/${group.slug}/meetings/14`);
});

test("an address that is taken, the program's own, or left by another group is refused, and what was typed is kept", async () => {
  const [rivers, deltas] = [await aGroup(db), await aGroup(db, "Working Group on Deltas")];
  const chair = await as("Amina Okello", rivers);
  const other = await as("Ben Ode", deltas);
  for (const slug of [deltas.slug, "search", "Not An Address", ""]) {
    const answer = await chair.post(`/${rivers.slug}/settings`, { ...LAKES, slug, listAddress: "no address" });
    assert.equal(answer.status, 422);
    assert.match(
      await answer.text(),
      /value="no address"[\s\S]*To keep them\.|To keep them\.[\s\S]*value="no address"/,
    );
  }
  const taken = await chair.post(`/${rivers.slug}/settings`, { ...LAKES, slug: deltas.slug });
  assert.match(await taken.text(), /Another group here has this address/);
  await other.post(`/${deltas.slug}/settings`, { ...LAKES, slug: "estuaries" });
  assert.equal((await chair.post(`/${rivers.slug}/settings`, { ...LAKES, slug: deltas.slug })).status, 409);
  await chair.post("/groups/new", { name: deltas.name, timeZone: "UTC" });
  assert.equal((await get(`/${deltas.slug}`)).headers.get("location"), "/estuaries");
});

test("settings are for the secretariat and the co-chairs, who are led to them; members are not", async () => {
  const group = await aGroup(db);
  const chair = await as("Amina Okello", group);
  const member = await as("Ben Ode", group);
  await onlyMember(db, group, "Ben Ode");
  assert.match(await (await chair.get(`/${group.slug}`)).text(), /\/settings"/);
  assert.doesNotMatch(await (await member.get(`/${group.slug}`)).text(), /\/settings"/);
  assert.equal((await member.get(`/${group.slug}/settings`)).status, 403);
  assert.equal((await member.post(`/${group.slug}/settings`, LAKES)).status, 403);
  assert.equal((await findGroup(db, group.slug))?.name, group.name);
});
