import assert from "node:assert/strict";
import { test } from "node:test";
import { ask } from "../../test/access/probe.ts";
import { asker } from "../../test/access/world.ts";
import { appOn } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import { aGroup, anAction, anAttendance, aReport } from "../../test/record.ts";

const { db } = await testDatabase();
const { app, get } = appOn(db);

/** A group with one report that is published, its list withheld, and one that is not. */
async function rivers() {
  const group = await aGroup(db);
  const shown = await aReport(db, group, { number: 1, heldOn: "2026-01-11", published: true, list: "members" }, [
    { kind: "paragraph", body: "The river rose." },
  ]);
  await anAttendance(db, shown, { name: "Bora Lind" });
  await anAction(db, group, shown, { title: "Measure it" });
  await aReport(db, group, { number: 2, heldOn: "2026-01-12", published: false }, [
    { kind: "paragraph", body: "Secret." },
  ]);
  return group;
}

const PAGES = [
  "",
  "/meetings",
  "/actions",
  "/actions/1",
  "/meetings/1",
  "/meetings/2",
  "/people",
  "/import",
  "/checks",
  "/timeline",
  "/meetings.csv",
  "/meetings/1.json",
  "/meetings/1/participants.csv",
];

test("an office holder sees each page byte for byte as a visitor gets it", async () => {
  const group = await rivers();
  for (const role of ["co-chair", "secretariat", "rapporteur", "safeguard"] as const) {
    const holder = await asker(db, role, [[group, role]]);
    for (const page of PAGES) {
      const path = `/${group.slug}${page}`;
      const [seen, real] = [await ask(app, "GET", `${path}?as=visitor`, holder), await get(path)];
      assert.equal(seen.status, real.status, path);
      assert.deepEqual(Buffer.from(await seen.arrayBuffer()), Buffer.from(await real.arrayBuffer()), path);
      assert.equal(seen.headers.get("cache-control"), "no-store", path);
    }
  }
});

test("an office holder sees each page byte for byte as a member of the same name gets it", async () => {
  const group = await rivers();
  const chair = await asker(db, "Asha", [[group, "co-chair"]]);
  const member = await asker(db, "Noor", [[group, "member"]]);
  for (const page of PAGES) {
    const path = `/${group.slug}${page}`;
    const [seen, real] = [await ask(app, "GET", `${path}?as=member`, chair), await ask(app, "GET", path, member)];
    assert.equal(seen.status, real.status, path);
    assert.equal((await seen.text()).replace(`/mine"><bdi>Asha`, `/mine"><bdi>Noor`), await real.text(), path);
  }
});

test("the foot of a group's page leads office holders there, and nobody else", async () => {
  const group = await rivers();
  const chair = await asker(db, "Asha", [[group, "co-chair"]]);
  const member = await asker(db, "Noor", [[group, "member"]]);
  const at = `/${group.slug}/meetings`;
  assert.match(
    await (await ask(app, "GET", at, chair)).text(),
    new RegExp(`<a href="${at}\\?as=visitor" rel="nofollow">See this page as a visitor</a>`),
  );
  assert.doesNotMatch(await (await ask(app, "GET", at, member)).text(), /as=visitor/);
});

test("nobody else, and nobody of another group, looks through the eyes of others", async () => {
  const group = await rivers();
  const other = await aGroup(db, "Working Group on Deep Lakes");
  const askers = [
    await asker(db, "Member", [[group, "member"]]),
    await asker(db, "Former", [[group, "former"]]),
    await asker(db, "Suspended", [
      [group, "suspended"],
      [group, "co-chair"],
    ]),
    await asker(db, "Elsewhere", [[other, "co-chair"]]),
  ];
  for (const by of askers)
    for (const as of ["visitor", "member"])
      for (const page of ["", "/meetings/1", "/meetings/2"])
        assert.equal((await ask(app, "GET", `/${group.slug}${page}?as=${as}`, by)).status, 403, `${by.role} ${as}`);
  assert.equal((await get(`/${group.slug}/people?as=member`)).status, 403);
});

test("it is for looking only: an act is done by who does it", async () => {
  const group = await rivers();
  const member = await asker(db, "Member", [[group, "member"]]);
  const chair = await asker(db, "Asha", [[group, "co-chair"]]);
  assert.equal((await ask(app, "POST", `/${group.slug}/actions/1/closure?as=member`, member)).status, 403);
  assert.equal((await ask(app, "POST", `/${group.slug}/actions/1/closure?as=visitor`, chair)).status, 303);
});
