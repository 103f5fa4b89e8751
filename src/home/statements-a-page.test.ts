import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Kysely, PostgresDialect } from "kysely";
import { appOn } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import {
  aDecision,
  aDocument,
  aFinding,
  aGroup,
  anAcronym,
  anAction,
  anAttendance,
  anEvent,
  anIntervention,
  anItem,
  aQuestion,
  aRecommendation,
  aReport,
} from "../../test/record.ts";
import type { Group } from "../groups/group.ts";
import { findOrAddBody } from "../people/body.queries.ts";
import { findOrAddPerson, putAlias } from "../people/person.queries.ts";
import { openPool } from "../platform/database/database.ts";
import type { Schema } from "../platform/database/schema.ts";

const { db, url } = await testDatabase();
const asked: string[] = [];
const counting = new Kysely<Schema>({
  dialect: new PostgresDialect({ pool: openPool(url) }),
  log: (event) => void asked.push(event.query.sql),
});
after(() => counting.destroy());
const { as, get, at } = appOn(counting);

/** Meetings `from` to `to`, each with one of everything. */
async function grown(group: Group, from: number, to: number): Promise<void> {
  const body = await findOrAddBody(db, "Lake Office", at.now);
  for (let number = from; number <= to; number++) {
    const person = await findOrAddPerson(db, `Person ${number}`, at.now);
    const report = await aReport(
      db,
      group,
      {
        number,
        heldOn: new Date(Date.UTC(2020, 0, number)).toISOString().slice(0, 10),
        published: true,
        list: "public",
      },
      [
        { kind: "heading", body: "Gauges" },
        { kind: "intervention", body: `Person ${number} noted the gauges; nobody from the Lake Office was there.` },
      ],
    );
    const asha = await findOrAddPerson(db, "Asha Mwangi", at.now);
    await anAttendance(db, report, {
      name: "Asha",
      affiliation: "Lake Office",
      personId: asha.id,
      bodyId: body.id,
      stakeholderGroup: `Group ${number % 9}`,
    });
    await anAttendance(db, report, { name: `Person ${number}`, personId: person.id });
    await anIntervention(db, report, 1, {
      heading: "Gauges",
      speaker: "Asha",
      personId: asha.id,
      bodyId: body.id,
      words: "Asha noted it.",
    });
    await anAction(db, group, report, {
      title: `Mend gauge ${number}`,
      owner: { words: "Asha", personId: asha.id },
      dueOn: "2021-01-01",
    });
    await anAction(db, group, report, { title: `Ask ${number}`, owner: { words: "Lake Office", bodyId: body.id } });
    await aDecision(db, group, report, `Decision ${number}`);
    await aRecommendation(db, group, report, `Recommendation ${number}`, ["MAG"]);
    await aQuestion(db, group, report, `Question ${number}?`);
    await aDocument(db, report, `Document ${number}`, null);
    await anEvent(db, report, `Event ${number}`, "2026-06-01");
    await anAcronym(db, report, `AB${number}`, "Words");
    await aFinding(db, report, `Finding ${number}`);
    await anItem(db, report, `Item ${number}`, null);
    await putAlias(db, asha.id, `Alias ${number}`, "proposed", null, at.now);
  }
}

const paths = (group: Group): string[] => [
  ...["", "/actions", "/actions?state=open", "/actions/1", "/decisions", "/recommendations", "/questions", "/said"].map(
    (room) => `/${group.slug}${room}`,
  ),
  ...["/headings", "/headings/gauge", "/documents", "/events", "/glossary", "/matters-arising"].map(
    (room) => `/${group.slug}${room}`,
  ),
  ...["/timeline", "/checks", "/meetings/1/findings", "/people", "/meetings"].map((room) => `/${group.slug}${room}`),
  ...["actions", "decisions", "said", "headings", "people", "timeline"].map((list) => `/${group.slug}/${list}.csv`),
  ...["/people/asha-mwangi", "/bodies", "/bodies/lake-office", "/search?q=gauge", "/"],
  "/mine",
];

test("no page asks the database more often when its lists are longer", async () => {
  const group = await aGroup(db);
  const amina = await as("Amina Okello", group);
  const count = async (reader: { get: typeof get }, path: string): Promise<number> => {
    asked.length = 0;
    const answer = await reader.get(path);
    assert.notEqual(answer.status, 500, path);
    return asked.length;
  };
  const counts = async (): Promise<Record<string, [number, number]>> => {
    const found: Record<string, [number, number]> = {};
    for (const path of paths(group)) found[path] = [await count({ get }, path), await count(amina, path)];
    return found;
  };
  await grown(group, 1, 3);
  for (const path of paths(group)) assert.equal((await amina.get(path)).status, 200, path);
  const few = await counts();
  await grown(group, 4, 60);
  const many = await counts();
  assert.deepEqual(many, few);
  for (const [path, [visitor, officer]] of Object.entries(many)) {
    assert.ok(visitor <= 8, `${path}: ${visitor} statements for a visitor`);
    // The page over all groups asks each part of the program once.
    assert.ok(officer <= (path === "/mine" ? 18 : 12), `${path}: ${officer} statements for an office holder`);
  }
});
