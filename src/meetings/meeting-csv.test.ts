import assert from "node:assert/strict";
import { test } from "node:test";
import { appOn } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import { aGroup, anAttendance, aReport } from "../../test/record.ts";

const { db } = await testDatabase();
const { as, get } = appOn(db);
const textOf = async (answer: Promise<Response> | Response): Promise<string> => (await answer).text();

test("the meetings of a group are a file, the drafts among them for office holders alone", async () => {
  const group = await aGroup(db);
  await aReport(db, group, { number: 14, heldOn: "2026-01-05", published: true }, []);
  await aReport(db, group, { number: 15, heldOn: "2026-02-05", published: false }, []);
  const amina = await as("Amina Okello", group);
  assert.match(await textOf(get(`/${group.slug}/meetings.csv`)), /14,.*2026-01-05/);
  assert.doesNotMatch(await textOf(get(`/${group.slug}/meetings.csv`)), /2026-02-05/);
  assert.match(await textOf(amina.get(`/${group.slug}/meetings.csv`)), /15,.*2026-02-05/);
});

test("a list of participants is a file for those to whom it is disclosed, and not there for anyone else", async () => {
  const group = await aGroup(db);
  const open = await aReport(db, group, { number: 14, heldOn: "2026-01-05", published: true, list: "public" }, []);
  const closed = await aReport(db, group, { number: 15, heldOn: "2026-02-05", published: true, list: "members" }, []);
  for (const report of [open, closed])
    await anAttendance(db, report, { name: "=Asha Mwangi", affiliation: "River Forum" });
  const other = await as("Ben Ode", await aGroup(db, "Working Group on Lakes"));
  const amina = await as("Amina Okello", group);
  const at = `/${group.slug}/meetings`;
  for (const reader of [{ get }, other]) {
    assert.match(await textOf(reader.get(`${at}/14/participants.csv`)), /'=Asha Mwangi,River Forum/);
    assert.equal((await reader.get(`${at}/15/participants.csv`)).status, 404);
  }
  assert.match(await textOf(amina.get(`${at}/15/participants.csv`)), /Asha/);
});
