import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import { appOn } from "../../../test/app.ts";
import { testDatabase } from "../../../test/database.ts";
import { aGroup, anAction, anAttendance, anIntervention, aReport, onlyMember } from "../../../test/record.ts";
import { addAccount } from "../../accounts/account.queries.ts";
import { addMember, giveOffice } from "../../groups/group.queries.ts";
import { findOrAddBody, noteAffiliation } from "../../people/body.queries.ts";
import { addPerson, findOrAddPerson, putAlias } from "../../people/person.queries.ts";
import { NOT_MOVED, REFERENCES } from "./references.queries.ts";

const { db } = await testDatabase();
const { as, get, post, at } = appOn(db);
const textOf = async (answer: Promise<Response> | Response): Promise<string> => (await answer).text();
const go = (answer: Response): string => answer.headers.get("location") ?? "";
const undoIn = (page: string): string => /action="([^"]*\/undoing)"/.exec(page)?.[1] ?? "";
const seenIn = (page: string): string => /name="seen" value="([^"]*)"/.exec(page)?.[1] ?? "none";
type Reader = Awaited<ReturnType<typeof as>>;

/** Two names of one person, each with something of their own, and two of one body. */
async function two() {
  const group = await aGroup(db);
  const ferro = await findOrAddPerson(db, "Annunziata Ferro", at.now);
  const nunzia = await findOrAddPerson(db, "Nunzia Ferro", at.now);
  const [office, bureau] = [
    await findOrAddBody(db, "Lake Office", at.now),
    await findOrAddBody(db, "Lake Bureau", at.now),
  ];
  const report = await aReport(db, group, { number: 14, heldOn: "2025-02-05", published: true }, [
    { kind: "intervention", body: "Nunzia Ferro noted the gauges." },
  ]);
  await anAttendance(db, report, { name: "A. Ferro", personId: ferro.id, bodyId: office.id });
  await anAttendance(db, report, { name: "Nunzia Ferro", personId: nunzia.id, bodyId: bureau.id });
  const said = { heading: "Gauges", speaker: "Nunzia Ferro", personId: nunzia.id, bodyId: bureau.id };
  await anIntervention(db, report, 0, { ...said, words: "Nunzia Ferro noted the gauges." });
  await anAction(db, group, report, { title: "Mend the gauges", owner: { words: "Nunzia", personId: nunzia.id } });
  await noteAffiliation(
    db,
    nunzia.id,
    { words: "River Forum", bodyId: bureau.id, stakeholderGroup: null },
    "2025-02-05",
  );
  await putAlias(db, nunzia.id, "Nunzi", "confirmed", null, at.now);
  await putAlias(db, ferro.id, "Nunzia Ferro", "proposed", "same last name", at.now);
  const amina = await as("Amina Okello", group);
  return { group, report, ferro, nunzia, office, bureau, amina };
}

const MERGING = "/people/annunziata-ferro/merging";
async function merge(reader: Reader, into = MERGING, other = "nunzia-ferro", staying = "this"): Promise<Response> {
  const seen = seenIn(await textOf(reader.get(`${into}?with=${other}`)));
  return reader.post(into, { with: other, staying, seen });
}

/** Every row that names a person or a body, to be compared before and after. */
async function everything(): Promise<string> {
  const tables = new Set([...REFERENCES.person, ...REFERENCES.body].map((one) => one.table));
  const kept: unknown[] = [];
  for (const table of ["person", "body", ...tables].sort())
    kept.push(
      (await sql`select to_jsonb(one) - 'id' as row from ${sql.table(table)} as one order by 1`.execute(db)).rows,
    );
  return JSON.stringify(kept);
}

test("whatever names a person or a body by a foreign key is moved when two are made one", async () => {
  const found = await sql<{ names: string; column: string }>`
    select confrelid::regclass::text as names, conrelid::regclass::text || '.' || attname as column from pg_constraint
    join pg_attribute on attrelid = conrelid and attnum = any(conkey)
    where contype = 'f' and confrelid in ('person'::regclass, 'body'::regclass)`.execute(db);
  assert.ok(found.rows.length > 10);
  for (const kind of ["person", "body"] as const) {
    const moved = REFERENCES[kind].map((one) => `${one.table}.${one.column}`);
    const named = found.rows.filter((row) => row.names === kind && !NOT_MOVED.includes(row.column));
    assert.deepEqual(named.map((row) => row.column).sort(), moved.sort());
  }
});

test("the preview says what moves, one press moves it, the old address leads on, and one press brings all of it back", async () => {
  const { amina, group, nunzia } = await two();
  await giveOffice(db, group.id, { personId: nunzia.id, kind: "rapporteur", title: null }, "2025-01-01");
  await addMember(db, group.id, nunzia.id, "2025-01-01");
  const before = await everything();
  const preview = await textOf(amina.get(`${MERGING}?with=nunzia-ferro`));
  for (const part of ["River Forum", "Nunzi<", "Rapporteur", "Interventions", "Actions", "Which name stays"])
    assert.ok(preview.includes(part), part);
  assert.equal(await everything(), before);
  const told = await textOf(amina.get(go(await merge(amina))));
  assert.match(told, /The two are one now/);
  for (const part of ["Mend the gauges", "noted the gauges", "Nunzi<"]) assert.ok(told.includes(part), part);
  const led = await amina.get("/people/nunzia-ferro");
  assert.deepEqual([led.status, go(led)], [307, "/people/annunziata-ferro"]);
  assert.equal((await get("/people/nunzia-ferro")).status, 404, "who may not see where it leads learns nothing");
  assert.equal((await amina.post(undoIn(told), {})).status, 303);
  assert.equal(await everything(), before);
  assert.equal((await amina.get("/people/nunzia-ferro")).status, 200);
});

test("the other name may stay, and the first is kept as another name", async () => {
  const { amina } = await two();
  const told = await textOf(amina.get(go(await merge(amina, MERGING, "nunzia-ferro", "other"))));
  assert.match(told, /<h1><bdi>Nunzia Ferro/);
  assert.match(told, /Also named<\/dt><dd>.*Annunziata Ferro/);
  await amina.post(undoIn(told), {});
  assert.match(await textOf(amina.get("/people/annunziata-ferro")), /<h1><bdi>Annunziata Ferro/);
});

test("over two steps an old address leads on, and the later step is taken back first", async () => {
  const { amina, group, report } = await two();
  const titti = await addPerson(db, "Titti Ferro", at.now);
  await anAttendance(db, report, { name: "Titti", personId: titti.id });
  const first = await textOf(amina.get(go(await merge(amina))));
  const second = await textOf(amina.get(go(await merge(amina, "/people/titti-ferro/merging", "annunziata-ferro"))));
  assert.equal(go(await amina.get("/people/nunzia-ferro")), "/people/titti-ferro");
  assert.equal((await amina.post(undoIn(first), {})).status, 404);
  assert.equal((await amina.post(undoIn(second), {})).status, 303);
  assert.equal(go(await amina.get("/people/nunzia-ferro")), "/people/annunziata-ferro");
  assert.equal((await amina.post(undoIn(first), {})).status, 303);
  assert.equal((await amina.get(`/${group.slug}/people`)).status, 200);
});

test("what came meanwhile stays with the one who stayed; a name given away since stands against the way back", async () => {
  const { amina, group } = await two();
  const told = await textOf(amina.get(go(await merge(amina))));
  const later = await aReport(db, group, { number: 15, heldOn: "2026-02-05", published: true }, []);
  const ferro = await findOrAddPerson(db, "Nunzia Ferro", at.now);
  assert.equal(ferro.slug, "annunziata-ferro", "a report that names her now names the one");
  await anAttendance(db, later, { name: "A. Ferro", affiliation: "Sea Forum", personId: ferro.id });
  const page = await textOf(amina.get("/people/annunziata-ferro"));
  const removal =
    /Nunzia Ferro<\/bdi><\/div><div class="row-press">.*?action="([^"]*\/removal)"/s.exec(page)?.[1] ?? "";
  const removed = await textOf(amina.get(go(await amina.post(removal, {}))));
  assert.equal((await amina.post(undoIn(told), {})).status, 409);
  assert.equal((await amina.post(/action="([^"]*\/undoing\/\d+)"/.exec(removed)?.[1] ?? "", {})).status, 303);
  assert.equal((await amina.post(undoIn(told), {})).status, 303);
  assert.match(await textOf(amina.get("/people/annunziata-ferro")), /Sea Forum/);
  assert.equal((await amina.post(undoIn(told), {})).status, 409);
});

test("a preview that is not true any more is shown again instead of a press that does something else", async () => {
  const { amina, report, nunzia } = await two();
  const seen = seenIn(await textOf(amina.get(`${MERGING}?with=nunzia-ferro`)));
  await anIntervention(db, report, 0, { heading: "Gauges", speaker: "Nunzia", personId: nunzia.id, words: "More." });
  const answer = await amina.post(MERGING, { with: "nunzia-ferro", staying: "other", seen });
  assert.equal(answer.status, 409);
  assert.match(await answer.text(), /Something changed since you looked/);
});

test("nobody gains a right: who signs in is not made one with an office holder, nor with a member", async () => {
  const { amina, group, ferro, nunzia } = await two();
  const account = await addAccount(db, { personId: ferro.id, displayName: "Ferro" }, at.now);
  for (const stand of [
    () => giveOffice(db, group.id, { personId: nunzia.id, kind: "co-chair", title: null }, "2027-01-01"),
    () => addMember(db, group.id, nunzia.id, "2025-01-01"),
  ]) {
    await stand();
    for (const [into, other] of [
      [MERGING, "nunzia-ferro"],
      ["/people/nunzia-ferro/merging", "annunziata-ferro"],
    ]) {
      const answer = await merge(amina, into, other);
      assert.equal(answer.status, 409);
      assert.match(await answer.text(), /would gain a right/);
    }
    await db.deleteFrom("office").where("person_id", "=", nunzia.id).execute();
  }
  await db.deleteFrom("membership").where("person_id", "=", nunzia.id).execute();
  assert.equal((await merge(amina, "/people/nunzia-ferro/merging", "annunziata-ferro")).status, 303);
  const moved = await db.selectFrom("account").where("id", "=", account.id).select("person_id").executeTakeFirst();
  assert.equal(moved?.person_id, nunzia.id);
});

test("nor is a suspension shaken off by it, or by its way back", async () => {
  const { amina, group, ferro, nunzia } = await two();
  await addAccount(db, { personId: ferro.id, displayName: "Ferro" }, at.now);
  await addMember(db, group.id, ferro.id, "2025-01-01");
  await addMember(db, group.id, nunzia.id, "2025-02-02");
  const told = await textOf(amina.get(go(await merge(amina))));
  assert.match(told, /one now/);
  await sql`update membership set suspended_at = ${at.now} where since_on = '2025-02-02'`.execute(db);
  assert.equal((await amina.post(undoIn(told), {})).status, 409, "she would be a member as before");
});

test("two who each sign in are not made one, and a sentence says what to do", async () => {
  const { amina, ferro, nunzia } = await two();
  await addAccount(db, { personId: ferro.id, displayName: "Ferro" }, at.now);
  await addAccount(db, { personId: nunzia.id, displayName: "Nunzia" }, at.now);
  const answer = await merge(amina);
  assert.equal(answer.status, 409);
  assert.match(await answer.text(), /each sign in here or are invited to/);
});

test("an invitation that nobody used yet leads to no office of somebody else, and to no account of theirs", async () => {
  const { amina, group, ferro, nunzia } = await two();
  await sql`insert into invitation (group_id, person_id, token_hash, invited_at, expires_at)
    values (${group.id}, ${ferro.id}, '\\x01', ${at.now}, ${at.now}::timestamptz + interval '7 days')`.execute(db);
  await giveOffice(db, group.id, { personId: nunzia.id, kind: "secretariat", title: null }, "2025-01-01");
  const answer = await merge(amina);
  assert.deepEqual([answer.status, /would gain a right/.test(await answer.text())], [409, true]);
  await db.deleteFrom("office").where("person_id", "=", nunzia.id).execute();
  await addAccount(db, { personId: nunzia.id, displayName: "Nunzia" }, at.now);
  assert.equal((await merge(amina)).status, 409);
});

test("who signs in is not made one with somebody whom another group names, by a group of their own making", async () => {
  const { nunzia } = await two();
  const own = await aGroup(db, "Working Group on Lakes");
  const chi = await as("Chi Park", own);
  const chosen = await aReport(db, own, { number: 1, heldOn: "2026-01-05", published: true }, []);
  await anAttendance(db, chosen, { name: "Nunzia", personId: nunzia.id });
  const answer = await merge(chi, "/people/nunzia-ferro/merging", "chi-park");
  assert.equal(answer.status, 403);
});

test("only who decides who is who makes two one", async () => {
  const { group } = await two();
  const [ben, rapporteur] = [await as("Ben Ode", group), await as("Asha Mwangi", group)];
  await onlyMember(db, group, "Ben Ode");
  await sql`update office set kind = 'rapporteur' where person_id = (select id from person where name = 'Asha Mwangi')`.execute(
    db,
  );
  const chi = await as("Chi Park", await aGroup(db, "Working Group on Lakes"));
  for (const reader of [ben, rapporteur]) {
    assert.equal((await reader.get(`${MERGING}?with=nunzia-ferro`)).status, 403);
    assert.equal((await reader.post(MERGING, { with: "nunzia-ferro" })).status, 403);
    assert.equal((await reader.post(`${MERGING}/1/undoing`, {})).status, 403);
  }
  for (const reader of [{ get, post }, chi]) {
    const none = await reader.post(MERGING, { with: "nunzia-ferro" });
    assert.equal(none.status, 404);
  }
  const elsewhere = await aReport(db, group, { number: 16, heldOn: "2026-02-06", published: true }, []);
  assert.ok(elsewhere);
  assert.equal((await chi.get("/people/chi-park/merging?with=nunzia-ferro")).status, 200);
  assert.doesNotMatch(await textOf(chi.get("/people/chi-park/merging?name=nunzia")), /nunzia-ferro/);
});

test("two bodies are made one, their names over time kept, and two again", async () => {
  const { amina } = await two();
  const before = await everything();
  assert.match(await textOf(amina.get("/bodies/lake-office/merging?name=bureau")), /with=lake-bureau/);
  const answer = await merge(amina, "/bodies/lake-office/merging", "lake-bureau");
  const told = await textOf(amina.get(go(answer)));
  assert.match(told, /Other names.*?Lake Bureau/s);
  assert.match(told, /noted the gauges/);
  assert.equal(go(await get("/bodies/lake-bureau")), "/bodies/lake-office");
  assert.equal((await findOrAddBody(db, "Lake Bureau", at.now)).slug, "lake-office");
  assert.equal((await amina.post(undoIn(told), {})).status, 303);
  assert.equal(await everything(), before);
});
