import assert from "node:assert/strict";
import { test } from "node:test";
import { appOn } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import { madeReport } from "../../test/report.ts";
import { disclosureOfWord } from "../access/disclosure.ts";
import { addGroup, addMembers } from "../groups/group.queries.ts";
import { findOrAddPerson } from "../people/person.queries.ts";
import { importFile } from "./import-files.commands.ts";
import { letNamesGo } from "./names-gone.commands.ts";

const { db } = await testDatabase();
const program = appOn(db);
const CANARIES = /Zerlina|Quagmire|Pellucid|Ottoline|Vandermeer|Brightwater/i;
const REPORT = `# Meeting of the Group on Rivers

**Meeting 7, 12 March 2026, 14:00 UTC**

The meeting was moderated by Zerlina Quagmire.

## 1. Gauges

Zerlina Quagmire, from Pellucid Institute, noted that the gauges are old.

Ottoline Vandermeer (Brightwater Trust): the map needs work. Zerlina agreed, and Ms Vandermeer thanked QUAGMIRE.

**Action:** Ottoline Vandermeer will redraw the map by 5 May 2026.

## List of participants

1. Zerlina Quagmire, Pellucid Institute
2. Ottoline Vandermeer, Brightwater Trust
`;
const file = (source = REPORT) => ({ name: "zerlina-report.md", bytes: Buffer.from(source) });
const text = async (answer: Promise<Response>): Promise<string> => (await answer).text();

async function chathamGroup() {
  const group = await addGroup(db, { name: "Group on Rivers", shortName: "Rivers", timeZone: "UTC" }, program.at.now);
  const chair = await program.as("Carla Chair", group);
  const set = { list: "public", recording: "public", attribution: "chatham house", namesForMonths: "" };
  assert.equal((await chair.post(`/${group.slug}/disclosure`, set)).status, 303);
  return { group, chair };
}

test("under the Chatham House Rule no name and no affiliation comes out by any handle, for anyone, and none is kept", async () => {
  const { group, chair } = await chathamGroup();
  const done = await importFile(db, group, file(), "publish", program.at.now);
  assert.ok(done.kind === "new");
  const mia = await program.as("Mia Member", group);
  const person = await findOrAddPerson(db, "Mia Member", program.at.now);
  await db.deleteFrom("office").where("person_id", "=", person.id).execute();
  await addMembers(db, group.id, [person.id], "2026-01-01");
  const at = `/${group.slug}`;
  const words = await text(program.get(done.where));
  assert.match(words, /gauges are old/);
  assert.match(words, /\[…\]/);
  const handles = [
    ...["", ".md", ".txt", ".html", ".json", ".ics", "/participants.csv", "/correction", "/findings"].map(
      (end) => done.where + end,
    ),
    ...[
      "",
      "/meetings",
      "/meetings.csv",
      "/meetings.ics",
      "/feed.atom",
      "/actions",
      "/actions.csv",
      "/decisions",
      "/said",
    ].map((end) => at + end),
    ...[
      "/said.csv",
      "/people",
      "/people.csv",
      "/import",
      "/glossary",
      "/matters",
      "/timeline",
      "/checks",
      "/documents",
    ].map((end) => at + end),
    `${at}/import/of/7`,
    ...["/bodies", "/search?q=gauges", "/search?q=map", "/people", "/bodies.csv"],
    ...[1, 2, 3, 4, 5, 6].map((number) => `${done.where}/blocks/${number}`),
  ];
  for (const reader of [program, mia, chair])
    for (const handle of handles) {
      assert.equal(CANARIES.exec(await text(reader.get(handle)))?.[0] ?? null, null, handle);
    }
  for (const path of ["/people/zerlina-quagmire", "/bodies/pellucid-institute", "/people/ottoline-vandermeer"])
    assert.equal((await chair.get(path)).status, 404, path);
  for (const name of ["Zerlina", "Brightwater", "Vandermeer"])
    assert.doesNotMatch(await text(chair.get(`/search?q=${name}`)), /meetings\/7|gauges are old/);
  for (const table of [
    "report_import",
    "block_revision",
    "attendance",
    "person",
    "body",
    "intervention",
    "journal_payload",
    "action",
    "action_owner",
    "meeting_role",
  ] as const) {
    const rows = await db.selectFrom(table).selectAll().execute();
    const kept = JSON.stringify(rows, (_, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString() : value,
    );
    assert.doesNotMatch(kept, CANARIES, table);
  }
});

test("a report that says itself that the Chatham House Rule holds is taken in without names", async () => {
  const group = await addGroup(db, { name: "Named Group", timeZone: "UTC" }, program.at.now);
  const said = REPORT.replace(
    "Zerlina Quagmire.\n",
    "Zerlina Quagmire. The list of participants is withheld under the Chatham House Rule.\n",
  );
  const done = await importFile(db, group, file(said), "publish", program.at.now);
  assert.ok(done.kind !== "refused");
  assert.doesNotMatch(await text(program.get(`${done.where}.md`)), CANARIES);
});

test("whether a meeting names anybody is chosen until it opens, by who keeps the group", async () => {
  const { group, chair } = await chathamGroup();
  const { meeting } = await madeReport(db, { group });
  const at = `/${group.slug}/disclosure/meetings/${meeting.id}`;
  assert.equal((await chair.post(at, { attribution: "chatham house" })).status, 409);
  await db.updateTable("meeting").set({ state: "planned" }).where("id", "=", meeting.id).execute();
  assert.equal((await program.post(at, { attribution: "chatham house" })).status, 403);
  assert.equal((await chair.post(at, { attribution: "chatham house" })).status, 303);
  assert.match(await text(chair.get(`/${group.slug}/disclosure`)), /Name people in its record/);
});

test("what a group discloses is for who keeps it, comes back with what was typed where it is wrong, and is taken back", async () => {
  const { group, chair } = await chathamGroup();
  const at = `/${group.slug}/disclosure`;
  assert.equal((await program.get(at)).status, 403);
  const wrong = await chair.post(at, {
    list: "members",
    recording: "nobody",
    attribution: "named",
    namesForMonths: "many",
  });
  assert.equal(wrong.status, 422);
  assert.match(await wrong.text(), /value="many"/);
  const set = await chair.post(at, {
    list: "members on request",
    recording: "nobody",
    attribution: "named",
    namesForMonths: "24",
  });
  const undo = /action="([^"]+undoing[^"]+)"/.exec(await text(chair.get(set.headers.get("location") ?? "")))?.[1] ?? "";
  assert.equal((await chair.post(undo, {})).status, 303);
  assert.match(await text(chair.get(at)), /value="chatham house" checked/);
});

test("someone who chose not to be named is left out for everyone but members and those who were there", async () => {
  const made = await madeReport(db, { people: ["Zerlina Quagmire", "Ana Lima"] });
  const zerlina = await program.as("Zerlina Quagmire", made.group);
  const person = await findOrAddPerson(db, "Zerlina Quagmire", program.at.now);
  await db
    .updateTable("attendance")
    .set({ person_id: person.id })
    .where("name_words", "=", "Zerlina Quagmire")
    .execute();
  assert.equal((await program.get("/account/names")).status, 404);
  assert.equal((await zerlina.post("/account/names", { meeting: "999999", withheld: "yes" })).status, 404);
  for (const meeting of ["", String(made.meeting.id)]) {
    assert.match(await text(program.get(made.address)), /Zerlina/);
    assert.equal((await zerlina.post("/account/names", { meeting, withheld: "yes" })).status, 303);
    for (const form of ["", ".md", ".txt", ".html", ".json", "/participants.csv"])
      assert.doesNotMatch(await text(program.get(made.address + form)), /Zerlina/, form);
    assert.match(await text(program.get(made.address)), /One more chose not to be named/);
    assert.match(await text(zerlina.get(made.address)), /<bdi>Zerlina Quagmire<\/bdi>, /);
    await zerlina.post("/account/names", { meeting, withheld: "no" });
  }
});

test("names give way to counts where a group wants it, never of a list that everyone had by name", async () => {
  const hidden = await madeReport(db, { people: ["Zerlina Quagmire"], list: disclosureOfWord("nobody") });
  const shown = await madeReport(db, { group: hidden.group, number: 5, people: ["Ottoline Vandermeer"] });
  const chair = await program.as("Carla Chair", hidden.group);
  const later = new Date("2027-06-01T00:00:00Z");
  assert.equal(await letNamesGo(db, later), 0, "off by default");
  await db.updateTable("working_group").set({ names_for_months: 12 }).execute();
  assert.equal(await letNamesGo(db, new Date("2027-03-01T00:00:00Z")), 0, "not before its time");
  assert.equal(await letNamesGo(db, later), 1);
  assert.equal(await letNamesGo(db, later), 0);
  for (const end of ["", ".md", ".json", "/correction"])
    assert.doesNotMatch(await text(chair.get(hidden.address + end)), /Zerlina/, end);
  assert.match(await text(program.get(shown.address)), /Ottoline Vandermeer/);
  assert.match(
    await text(chair.get(`/${hidden.group.slug}/disclosure`)),
    /Names that gave way to counts[\s\S]*Meeting 4/,
  );
  assert.equal(
    (await db.selectFrom("attendance").select("id").where("meeting_id", "=", hidden.meeting.id).execute()).length,
    1,
  );
});
