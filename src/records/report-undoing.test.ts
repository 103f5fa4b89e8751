import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import { appOn, type Visit } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import { addGroup } from "../groups/group.queries.ts";
import { addMeeting } from "../meetings/meeting.queries.ts";

const { db } = await testDatabase();
const now = new Date("2026-03-05T14:00:00Z");

const FIRST = `# River Forum, meeting 7

**5 March 2026, 14:00 UTC**

## Participants

- Asha Mwangi, Lake Office
- Ben Ode, Government of Ruritania

## 1. Fish ladders

Ben Ode noted that three ladders are broken.

Action: Ben Ode will count the ladders by 20 March 2026.

Action: Asha Mwangi will write to the Weir Board by 27 March 2026.

It was decided that ladders come first.

## 2. Any other business

There was none.
`;
const SECOND = FIRST.replace("meeting 7", "meeting 8")
  .replace("5 March", "2 April")
  .replace("Asha Mwangi, Lake Office", "Cleo Dahl, Marsh Trust")
  .replaceAll("Asha Mwangi", "Cleo Dahl");
const CHANGED = FIRST.replace("three ladders", "four ladders")
  .replace("Action: Asha Mwangi will write to the Weir Board by 27 March 2026.\n\n", "")
  .replace("There was none.", "Dee Eames asked for a map of the weirs.\n\nAction: Dee Eames will draw a map.");

async function forum() {
  const group = await addGroup(db, { name: "River Forum", timeZone: "UTC" }, now);
  const app = appOn(db);
  return { group, app, chair: await app.as("Chair Person", group) };
}

/** Brings a report in with the likeliest answers; returns the address of its import. */
async function takeIn(chair: Visit, text: string): Promise<string> {
  const at = (await chair.post("/river-forum/import", { pasted: text })).headers.get("location") ?? "";
  const answer = await chair.post(`${at}/acceptance`, {});
  assert.equal(answer.status, 303);
  return at;
}

/** All that any list can show, without the numbers of rows that were written anew. */
async function shown(): Promise<unknown> {
  const ask = async (query: string) => (await sql.raw(query).execute(db)).rows;
  const inText = "join text_shown on text_shown.id = text_id";
  return {
    persons: await ask("select name, slug from person_shown order by slug"),
    bodies: await ask("select name, slug from body_shown order by slug"),
    aliases: await ask("select person_id, name, state from person_alias order by 1, 2"),
    affiliations: await ask("select person_id, words, since_on from affiliation order by 1, 2"),
    meetings: await ask("select handle, number, title, held_on, state, text_id from meeting_shown order by handle"),
    attendance: await ask(
      "select handle, attendance.position, name_words, person_id, body_id from attendance join meeting_shown on meeting_shown.id = meeting_id order by 1, 2",
    ),
    texts: await ask("select id, title, address, published_at from text_shown order by id"),
    blocks: await ask(
      `select text_shown.id, block_shown.kind, body from block_shown ${inText} order by 1, block_shown.position`,
    ),
    actions: await ask(`select number, action.title, state, due_on from action ${inText} order by 1`),
    decisions: await ask(`select decision.title from decision ${inText} order by 1`),
    said: await ask(
      `select speaker_words, words, person_id from intervention ${inText} order by text_shown.id, intervention.position`,
    ),
    acronyms: await ask("select letters, state from acronym order by 1"),
  };
}

test("undoing an import takes everything away that it added, and touches nothing else", async () => {
  const { chair } = await forum();
  await takeIn(chair, FIRST);
  const before = await shown();
  const second = await takeIn(chair, SECOND);
  const after = await shown();
  assert.notDeepEqual(after, before);
  const answer = await chair.post(`${second}/undoing`, {});
  assert.deepEqual([answer.status, answer.headers.get("location")], [303, second]);
  assert.deepEqual(await shown(), before);
  assert.equal((await chair.get("/river-forum/meetings/8")).status, 404);
  const kept = await db.selectFrom("report_import").where("state", "=", "undone").select("source").executeTakeFirst();
  assert.equal(kept?.source.toString(), SECOND.trim());

  assert.equal((await chair.post(`${second}/restoration`, {})).headers.get("location"), "/river-forum/meetings/8");
  assert.deepEqual(await shown(), after);
});

test("an undo that is pressed twenty times at once is done once, and so is bringing back", async () => {
  const { chair } = await forum();
  const at = await takeIn(chair, FIRST);
  const before = await shown();
  const many = (what: string) =>
    Promise.all(Array.from({ length: 20 }, (_, i) => chair.post(`${at}/${what}`, { _key: `${what} ${i % 5}` })));
  assert.deepEqual([...new Set((await many("undoing")).map((answer) => answer.status))], [303]);
  assert.deepEqual([...new Set((await many("restoration")).map((answer) => answer.status))], [303]);
  assert.deepEqual(await shown(), before);
  const kinds = await db
    .selectFrom("journal")
    .where("kind", "in", ["import.undone", "import.brought-back"])
    .select("kind")
    .execute();
  assert.equal(kinds.length, 2);
});

test("a person whom two reports name stays when one is undone, and goes with the last", async () => {
  const { chair } = await forum();
  const first = await takeIn(chair, FIRST);
  const second = await takeIn(chair, SECOND);
  const isListed = async () =>
    (await db.selectFrom("person_shown").where("name", "=", "Ben Ode").select("id").execute()).length;
  await chair.post(`${first}/undoing`, {});
  assert.equal(await isListed(), 1);
  await chair.post(`${second}/undoing`, {});
  assert.equal(await isListed(), 0);
});

test("an undone meeting leaves its number free; what comes back finds another address", async () => {
  const { chair } = await forum();
  const first = await takeIn(chair, FIRST);
  await chair.post(`${first}/undoing`, {});
  await takeIn(chair, CHANGED);
  assert.equal((await chair.get("/river-forum/meetings/7")).status, 200);
  assert.equal((await chair.post(`${first}/restoration`, {})).headers.get("location"), "/river-forum/meetings/7-2");
});

test("a report that became a planned meeting gives it back as it was planned", async () => {
  const { chair, group } = await forum();
  const nothing = {
    numberWords: null,
    title: null,
    endsAt: null,
    timeWords: null,
    timeZone: "UTC",
    recordingAddress: null,
    namesGone: false,
    disclosureWords: null,
  };
  const next = { nextOn: null, nextWords: null, nextCertainty: null, textId: null };
  const open = { audience: "participants", how: "at once" } as const;
  const when = {
    heldOn: "2026-03-05",
    startsAt: new Date("2026-03-05T13:00:00Z"),
    joiningLink: "https://meet.example.org/r",
  };
  const planned = { ...nothing, ...next, ...when, groupId: group.id, handle: "2026-03-05", number: null };
  const { id } = await addMeeting(
    db,
    { ...planned, state: "planned", attribution: "named", list: open, recording: open },
    now,
  );
  const before = await db.selectFrom("meeting").selectAll().execute();
  const at = (await chair.post("/river-forum/import", { pasted: FIRST })).headers.get("location") ?? "";
  assert.match(await (await chair.get(at)).text(), new RegExp(`value="${id}" checked`));
  await chair.post(`${at}/acceptance`, {});
  const after = await shown();
  await chair.post(`${at}/undoing`, {});
  assert.deepEqual(await db.selectFrom("meeting").selectAll().execute(), before);
  assert.equal((await db.selectFrom("attendance").selectAll().execute()).length, 0);
  await chair.post(`${at}/restoration`, {});
  assert.deepEqual(await shown(), after);
});

test("a changed report shows what it changes and revises the report that is there, with history", async () => {
  const { chair } = await forum();
  await takeIn(chair, FIRST);
  const at = (await chair.post("/river-forum/import", { pasted: CHANGED })).headers.get("location") ?? "";
  const page = await (await chair.get(at)).text();
  assert.match(page, /<del>.*three ladders.*<\/del>.*<ins>.*four ladders.*<\/ins>/s);
  assert.match(page, /value="revise" checked/);
  assert.equal((await chair.post(`${at}/acceptance`, {})).headers.get("location"), "/river-forum/meetings/7");
  assert.equal((await db.selectFrom("meeting").select("id").execute()).length, 1);
  const actions = await db.selectFrom("action").select(["number", "title", "state"]).orderBy("number").execute();
  assert.deepEqual(
    actions.map((one) => [one.number, one.state]),
    [
      [1, "open"],
      [2, "dropped"],
      [3, "open"],
    ],
  );
  const report = await (await chair.get("/river-forum/meetings/7")).text();
  assert.match(report, /four ladders are broken/);
  assert.doesNotMatch(report, /three ladders are broken/);
  const revisions = await sql<{ n: number }>`
    select count(*)::int as n from block_revision where block_id in (select block_id from block_revision where body like '%three ladders%')`.execute(
    db,
  );
  assert.equal(revisions.rows[0]?.n, 2);
});

test("what was done with an action, and what was corrected by hand, outlives a changed report", async () => {
  const { chair } = await forum();
  await takeIn(chair, FIRST);
  await chair.post("/river-forum/actions/1/closure", { evidence: "Counted: twelve." });
  await db
    .updateTable("block_now")
    .set({ body: "It was decided that ladders come first of all." })
    .where("body", "like", "%come first.")
    .execute();
  await takeIn(chair, CHANGED);
  const action = await db.selectFrom("action").where("number", "=", 1).select(["state", "evidence"]).executeTakeFirst();
  assert.deepEqual(action, { state: "done", evidence: "Counted: twelve." });
  assert.match(await (await chair.get("/river-forum/meetings/7")).text(), /come first of all/);
});

test("a changed report can be undone: the report is as it was before, and can be changed again", async () => {
  const { chair } = await forum();
  const first = await takeIn(chair, FIRST);
  const before = await shown();
  const changed = await takeIn(chair, CHANGED);
  const after = await shown();
  assert.equal((await chair.post(`${first}/undoing`, {})).status, 409);
  await chair.post(`${changed}/undoing`, {});
  assert.deepEqual(await shown(), before);
  await chair.post(`${changed}/restoration`, {});
  assert.deepEqual(withoutNumbers(await shown()), withoutNumbers(after));
});

/** An action that comes back with a change is a new one: its number is not that of the one that went. */
const withoutNumbers = (state: unknown): string => JSON.stringify(state).replace(/"number":\d+/g, '"number":0');

test("a report that another version of the program cut otherwise is revised without doubling anything", async () => {
  const { chair } = await forum();
  await takeIn(chair, FIRST);
  await sql`update report_import set added = jsonb_set(jsonb_set(added, '{blockIds}', '[1]'), '{actionIds}', '[]')`.execute(
    db,
  );
  await chair.post("/river-forum/actions/1/closure", { evidence: "Counted: twelve." });
  await takeIn(chair, CHANGED);
  const actions = await db.selectFrom("action").select(["number", "state"]).orderBy("number").execute();
  assert.deepEqual(actions, [
    { number: 1, state: "done" },
    { number: 2, state: "dropped" },
    { number: 3, state: "open" },
  ]);
  const bodies = await db.selectFrom("block_shown").select("body").execute();
  assert.equal(new Set(bodies.map((row) => row.body)).size, bodies.length);
});

test("a changed report finds its meeting by what the earlier one said, though the number was corrected since", async () => {
  const { chair } = await forum();
  await takeIn(chair, FIRST);
  await db.updateTable("meeting").set({ number: 9, handle: "9" }).execute();
  await takeIn(chair, CHANGED);
  const meetings = await db.selectFrom("meeting").select(["number", "handle"]).execute();
  assert.deepEqual(meetings, [{ number: 9, handle: "9" }]);
});

test("what was chosen about a report is chosen for its changed copy too", async () => {
  const { chair } = await forum();
  const twoDays = (text: string) =>
    text.replace("## Participants", "The meeting was held on 12 March 2026.\n\n## Participants");
  const first = (await chair.post("/river-forum/import", { pasted: twoDays(FIRST) })).headers.get("location") ?? "";
  assert.match(await (await chair.get(first)).text(), /value="2026-03-05" checked/);
  await chair.post(`${first}/acceptance`, { date: "2026-03-12" });
  const second = (await chair.post("/river-forum/import", { pasted: twoDays(CHANGED) })).headers.get("location") ?? "";
  assert.match(await (await chair.get(second)).text(), /value="2026-03-12" checked/);
  await chair.post(`${second}/acceptance`, {});
  const meetings = await db.selectFrom("meeting").select("held_on").execute();
  assert.deepEqual(meetings, [{ held_on: "2026-03-12" }]);
});

test("only an office holder of the group undoes an import or brings it back", async () => {
  const { chair, app } = await forum();
  const at = await takeIn(chair, FIRST);
  const hill = await addGroup(db, { name: "Hill Forum", timeZone: "UTC" }, now);
  const elsewhere = await app.as("Cy Dorn", hill);
  for (const what of ["undoing", "restoration"]) {
    assert.equal((await app.post(`${at}/${what}`, {})).status, 404);
    assert.equal((await elsewhere.post(`${at}/${what}`, {})).status, 404);
    assert.equal((await elsewhere.post(`/hill-forum/import/1/${what}`, {})).status, 404);
  }
  assert.equal((await chair.get("/river-forum/meetings/7")).status, 200);
});
