import assert from "node:assert/strict";
import { test } from "node:test";
import { appOn } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import { aGroup, anAction, anAttendance, aReport, onlyMember } from "../../test/record.ts";
import { attendanceSeries } from "./timeline.ts";

const { db } = await testDatabase();
const { as, get } = appOn(db);
const textOf = async (answer: Promise<Response> | Response): Promise<string> => (await answer).text();

async function overTime(list: "public" | "members" | "nobody") {
  const group = await aGroup(db);
  for (const [number, heldOn, count] of [
    [14, "2026-01-05", 3],
    [15, "2026-02-05", 5],
  ] as const) {
    const report = await aReport(db, group, { number, heldOn, published: true, list }, []);
    for (let i = 0; i < count; i++)
      await anAttendance(db, report, { name: `Person ${i}`, stakeholderGroup: i < 2 ? "government" : "academia" });
    await anAction(db, group, report, { title: `Action of ${number}` });
  }
  return { group, amina: await as("Amina Okello", group), at: `/${group.slug}/timeline` };
}

test("everyone sees attendance over time where the lists are disclosed to all, as a picture and as figures", async () => {
  const { at } = await overTime("public");
  const page = await textOf(get(at));
  assert.match(page, /<svg class="chart"/);
  assert.match(page, /Between 3 and 5 persons at 2 meetings/);
  assert.match(page, /<th scope="row">15<\/th>/);
  assert.equal((await textOf(get(`${at}.csv`))).split("\r\n")[1], "15,2026-02-05,3,2,1,0");
});

test("where a list is not for all a visitor gets no figure of it, a member the counts alone", async () => {
  for (const list of ["members", "nobody"] as const) {
    const { at, group } = await overTime(list);
    const other = await as("Chi Park", await aGroup(db, "Working Group on Lakes"));
    for (const reader of [{ get }, other]) {
      assert.doesNotMatch(await textOf(reader.get(at)), /government|Between/);
      assert.doesNotMatch(await textOf(reader.get(`${at}.csv`)), /government/);
    }
    const name = `Ben ${list}`;
    const member = await as(name, group);
    await onlyMember(db, group, name);
    const page = await textOf(member.get(at));
    assert.match(page, /government/);
    assert.doesNotMatch(page, /Person 1/);
  }
});

test("a report that is not published is in nobody's picture but its office holders'", async () => {
  const { at, group, amina } = await overTime("public");
  await aReport(db, group, { number: 99, heldOn: "2026-03-05", published: false }, []);
  assert.doesNotMatch(await textOf(get(at)), /\/99|>99</);
  assert.match(await textOf(amina.get(at)), />99</);
});

test("what was done counts to the meeting before it", async () => {
  const { at, amina, group } = await overTime("public");
  await amina.post(`/${group.slug}/actions/1/closure`, {});
  assert.match(await textOf(get(`${at}.csv`)), /15,2026-02-05,3,2,1,1/);
});

test("more stakeholder groups than a picture can tell apart are gathered", () => {
  const present = new Map(["a", "b", "c", "d", "e", "f", "g", ""].map((name, i) => [name, 8 - i]));
  const series = attendanceSeries([{ handle: "1", heldOn: null, present, opened: 0, closed: 0 }], {
    other: "others",
    unstated: "not stated",
  });
  assert.deepEqual(
    series.map((one) => [one.name, ...one.values]),
    [
      ["a", 8],
      ["b", 7],
      ["c", 6],
      ["d", 5],
      ["others", 4 + 3 + 2],
      ["not stated", 1],
    ],
  );
});

test("an empty timeline says what will stand there", async () => {
  const group = await aGroup(db);
  assert.match(await textOf(get(`/${group.slug}/timeline`)), /will stand here/);
});
