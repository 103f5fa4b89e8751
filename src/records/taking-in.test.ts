import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import { testDatabase } from "../../test/database.ts";
import { fileOf, groupWithChair, sampleNames, sampleReport } from "../../test/reports.ts";
import { visitor } from "../access/actor.ts";
import { addMeeting, findMeetingByHandle } from "../meetings/meeting.queries.ts";
import { noChoices } from "./choices.ts";
import { acceptImport, offerReport } from "./report-import.commands.ts";

const { db } = await testDatabase();
const now = new Date("2026-09-10T14:00:00Z");
const press = (key = "") => ({ key, path: "/import/acceptance" });

async function offered(text: string, name = "report.md") {
  const { group, chair } = await groupWithChair(db, "River Forum", now);
  const { id } = await offerReport(db, group, await fileOf(text, name), chair, now);
  const accept = (choices = noChoices, key = "") => acceptImport(db, group, id, choices, press(key), chair, now);
  return { group, chair, id, accept };
}
const count = async (table: string): Promise<number> => {
  const found = await sql<{ count: number }>`select count(*)::int as count from ${sql.table(table)}`.execute(db);
  return found.rows[0]?.count ?? 0;
};
const rows = async (table: string, columns: string): Promise<unknown[]> =>
  (await sql`select ${sql.raw(columns)} from ${sql.table(table)} order by 1`.execute(db)).rows;

const REPORT = `# River Forum, meeting 7

**5 March 2026, 14:00 UTC**

The meeting was moderated by Asha Mwangi. The list of participants is available upon request.

Participants:

- Asha Mwangi, Lake Office, Co-Chair
- Ben Ode, Government of Ruritania
- Cy Dorn

Apologies:

- Dee Eames

## Agenda

1. Fish ladders
2. Any other business

## 1. Fish ladders

Ben Ode noted that three ladders are broken. Asha asked who mends them.

Action: Ben Ode will write to the Lake Office by 20 March 2026.

It was decided that ladders come first.

## 2. Any other business

There was none.

Next meeting: 2 April 2026.
`;

test("a report becomes a meeting with its text, its people and what came out of it", async () => {
  const { group, accept } = await offered(REPORT);
  const { location } = await accept();
  assert.equal(location, `/${group.slug}/meetings/7`);
  const meeting = await findMeetingByHandle(db, group.id, "7");
  assert.deepEqual(
    [meeting?.heldOn, meeting?.startsAt?.toISOString(), meeting?.nextOn, meeting?.state, meeting?.list],
    ["2026-03-05", "2026-03-05T14:00:00.000Z", "2026-04-02", "closed", { audience: "public", how: "on request" }],
  );
  assert.deepEqual(
    await rows("attendance", "name_words, affiliation_words, standing, person_id is not null as known"),
    [
      { name_words: "Asha Mwangi", affiliation_words: "Lake Office", standing: "present", known: true },
      { name_words: "Ben Ode", affiliation_words: "Government of Ruritania", standing: "present", known: true },
      { name_words: "Cy Dorn", affiliation_words: null, standing: "present", known: true },
      { name_words: "Dee Eames", affiliation_words: null, standing: "apologies", known: true },
    ],
  );
  const [action] = await db.selectFrom("action").selectAll().execute();
  assert.deepEqual([action?.number, action?.due_on, action?.state], [1, "2026-03-20", "open"]);
  const ben = await db.selectFrom("person").where("name", "=", "Ben Ode").select("id").executeTakeFirst();
  assert.equal((await db.selectFrom("action_owner").select("person_id").executeTakeFirst())?.person_id, ben?.id);
  assert.ok(
    (
      await db
        .selectFrom("intervention")
        .where("person_id", "=", ben?.id ?? 0)
        .execute()
    ).length > 0,
  );
  assert.equal(await count("decision"), 1);
});

test("an agenda item leads to the heading under which it was treated", async () => {
  const { accept } = await offered(REPORT);
  await accept();
  const items = await sql<{ title: string; body: string }>`
    select agenda_item.title, block_now.body from agenda_item join block_now on block_now.block_id = agenda_item.block_id order by agenda_item.position`.execute(
    db,
  );
  assert.deepEqual(
    items.rows.map((row) => [row.title, row.body]),
    [
      ["Fish ladders", "Fish ladders"],
      ["Any other business", "Any other business"],
    ],
  );
});

test("no block names who was there only because a list did", async () => {
  const { accept } = await offered(REPORT);
  await accept();
  const bodies = (await db.selectFrom("block_now").select("body").execute()).map((row) => row.body).join("\n");
  assert.doesNotMatch(bodies, /Cy Dorn|Dee Eames|Ruritania/);
  assert.match(bodies, /Ben Ode noted that three ladders are broken/);
});

test("every word of the sample reports is in the text, the lists or the fields of their records", async () => {
  for (const name of sampleNames()) {
    const { reading } = await fileOf(sampleReport(name), name);
    assert.deepEqual(reading.leftOut, [], name);
  }
});

test("what stays out of the record is said line by line", async () => {
  const { reading } = await fileOf(REPORT.replace("- Cy Dorn", "- [x] Cy Dorn\n- [ ] Eve Fay"));
  assert.deepEqual(
    reading.leftOut.map(({ text }) => text),
    ["Eve Fay"],
  );
});

test("a button that is pressed fifty times at once takes the report in once", async () => {
  const { accept, group } = await offered(REPORT);
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, i) => accept(noChoices, i % 3 === 0 ? "key" : `key ${i}`)),
  );
  assert.deepEqual([...new Set(answers.map((answer) => answer.location))], [`/${group.slug}/meetings/7`]);
  assert.deepEqual([await count("meeting"), await count("text"), await count("action")], [1, 1, 1]);
  const lines = await db.selectFrom("journal").where("kind", "=", "import.accepted").select("id").execute();
  assert.equal(lines.length, 1);
});

test("a report that cannot be kept whole is not kept at all", async () => {
  const { accept } = await offered(REPORT);
  await sql`create function refuse() returns trigger language plpgsql as $$ begin raise 'the disk is full'; end $$`.execute(
    db,
  );
  await sql`create trigger refuse before insert on finding for each statement execute function refuse()`.execute(db);
  try {
    await assert.rejects(accept(noChoices, "key"), /disk is full/);
    assert.deepEqual([await count("meeting"), await count("text"), await count("act")], [0, 0, 0]);
  } finally {
    await sql`drop function refuse cascade`.execute(db);
  }
  assert.match((await accept(noChoices, "key")).location, /meetings\/7$/);
});

test("a report becomes the planned meeting that the office holder chose, at the same address", async () => {
  const { accept, group } = await offered(REPORT);
  const planned = await addMeeting(
    db,
    {
      groupId: group.id,
      handle: "2026-03-05",
      number: null,
      numberWords: null,
      title: null,
      heldOn: "2026-03-05",
      startsAt: null,
      endsAt: null,
      timeWords: null,
      timeZone: null,
      joiningLink: "https://meet.example.org/river",
      state: "planned",
      list: { audience: "participants", how: "at once" },
      recording: { audience: "participants", how: "on request" },
      recordingAddress: null,
      attribution: "named",
      namesGone: false,
      disclosureWords: null,
      nextOn: null,
      nextWords: null,
      nextCertainty: null,
      textId: null,
    },
    now,
  );
  const { location } = await accept({ ...noChoices, meetingId: planned.id });
  assert.equal(location, `/${group.slug}/meetings/7`);
  const meeting = await findMeetingByHandle(db, group.id, "7");
  assert.deepEqual([meeting?.id, meeting?.joiningLink], [planned.id, "https://meet.example.org/river"]);
  assert.equal(await count("meeting"), 1);
});

test("two names are one person only when the office holder says so", async () => {
  const twice = REPORT.replace("Asha asked", "Tasha Mwangi asked");
  const { accept, id } = await offered(twice);
  const pair = { names: ["Asha Mwangi", "Tasha Mwangi"] as [string, string], why: "the same last name" };
  await sql`update report_import set read = jsonb_set(read, '{report,same_person}', ${JSON.stringify([pair])}::jsonb) where id = ${id}`.execute(
    db,
  );
  await accept({ ...noChoices, samePersons: [{ names: pair.names, answer: "yes" }] });
  assert.deepEqual(await rows("person_alias", "name, state"), [{ name: "Tasha Mwangi", state: "confirmed" }]);
  assert.equal((await db.selectFrom("person").where("name", "=", "Tasha Mwangi").execute()).length, 0);
});

test("without a yes they stay two persons, and the pair is proposed", async () => {
  const { accept, id } = await offered(REPORT.replace("Asha asked", "Tasha Mwangi asked"));
  const pair = { names: ["Asha Mwangi", "Tasha Mwangi"], why: "the same last name" };
  await sql`update report_import set read = jsonb_set(read, '{report,same_person}', ${JSON.stringify([pair])}::jsonb) where id = ${id}`.execute(
    db,
  );
  await accept();
  assert.deepEqual(await rows("person_alias", "name, state"), [{ name: "Tasha Mwangi", state: "proposed" }]);
  assert.equal((await db.selectFrom("person").where("name", "=", "Tasha Mwangi").selectAll().execute()).length, 1);
});

test("only who holds an office in the group offers a report and takes it in", async () => {
  const { group, id } = await offered(REPORT);
  const member = { ...visitor, accountId: 99, standing: [{ groupId: group.id, role: "member" as const }] };
  await assert.rejects(offerReport(db, group, await fileOf("# Other"), member, now), /holds an office/);
  await assert.rejects(acceptImport(db, group, id, noChoices, press(), member, now), /holds an office/);
  await assert.rejects(acceptImport(db, group, id, noChoices, press(), visitor, now), /holds an office/);
});

test("an import of another group is not found", async () => {
  const { id } = await offered(REPORT);
  const other = await groupWithChair(db, "Hill Forum", now);
  await assert.rejects(acceptImport(db, other.group, id, noChoices, press(), other.chair, now), { status: 404 });
});

test("every sample report is taken in, and its meetings stand in order", async () => {
  const { group, chair } = await groupWithChair(db, "Local Content", now);
  for (const name of sampleNames()) {
    const { id } = await offerReport(db, group, await fileOf(sampleReport(name), name), chair, now);
    await acceptImport(db, group, id, noChoices, press(), chair, now);
  }
  assert.equal(await count("meeting"), sampleNames().length);
  const numbers = await sql<{
    n: number;
    most: number;
  }>`select count(distinct number)::int as n, max(number)::int as most from action`.execute(db);
  assert.equal(numbers.rows[0]?.n, numbers.rows[0]?.most);
});

test("reports that are accepted at once, in one group and in others, make each person once and no number twice", async () => {
  const groups = [await groupWithChair(db, "River Forum", now), await groupWithChair(db, "Hill Forum", now)];
  const acts = [];
  for (const { group, chair } of groups)
    for (let number = 1; number <= 8; number++) {
      const text = REPORT.replace("meeting 7", `meeting ${number}`).replace("5 March 2026", `${number} March 2026`);
      const { id } = await offerReport(db, group, await fileOf(text), chair, now);
      acts.push(() => acceptImport(db, group, id, noChoices, press(`key ${number}`), chair, now));
    }
  const answers = await Promise.all(acts.map((act) => act()));
  assert.equal(new Set(answers.map((answer) => answer.location)).size, 16);
  const persons = await db.selectFrom("person").where("name", "=", "Ben Ode").select("id").execute();
  assert.equal(persons.length, 1);
  const numbers = await sql<{ n: number }>`select count(distinct (group_id, number))::int as n from action`.execute(db);
  assert.equal(numbers.rows[0]?.n, await count("action"));
});
