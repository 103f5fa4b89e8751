import assert from "node:assert/strict";
import { test } from "node:test";
import { appOn } from "../../../test/app.ts";
import { testDatabase } from "../../../test/database.ts";
import { aGroup, anAttendance, aReport, onlyMember } from "../../../test/record.ts";
import { noteAffiliations, removeAffiliations } from "../../people/naming.queries.ts";
import { findOrAddPerson, findPersonBySlug } from "../../people/person.queries.ts";

const { db } = await testDatabase();
const { as, get, post, at } = appOn(db);
type Reader = Awaited<ReturnType<typeof as>>;
const textOf = async (answer: Promise<Response> | Response): Promise<string> => (await answer).text();
const ASHA = "/people/asha-mwangi";
const MAG = { kind: "elsewhere", words: "past MAG member", since: "", until: "2021-05" };
const RIVERS = { kind: "affiliation", words: "River Forum", since: "2025", until: "" };

/** Asha was at two meetings whose lists say nothing of her but her name. */
async function silentLists(list: "public" | "members" | "nobody" = "public") {
  const group = await aGroup(db);
  const asha = await findOrAddPerson(db, "Asha Mwangi", at.now);
  for (const [number, heldOn] of [
    [14, "2025-12-31"],
    [15, "2026-02-05"],
  ] as const) {
    const report = await aReport(db, group, { number, heldOn, published: true, list }, []);
    await anAttendance(db, report, { name: "Asha Mwangi", personId: asha.id });
  }
  const amina = await as("Amina Okello", group);
  const member = await as("Ben Ode", group);
  await onlyMember(db, group, "Ben Ode");
  return { group, asha, amina, member, url: `/${group.slug}/meetings` };
}

/** Sends what is said and returns the page to which that leads. */
async function say(by: Reader, fields: Record<string, string>, to = `${ASHA}/affiliations`): Promise<string> {
  const answer = await by.post(to, fields);
  assert.equal(answer.status, 303, await answer.clone().text());
  return textOf(by.get(answer.headers.get("location") ?? ""));
}
const found = (page: string, what: RegExp): string => what.exec(page)?.[1] ?? "";
const undoIn = (page: string): string => found(page, /action="([^"]*\/affiliations\/undoing\/\d+)"/);
const numberIn = (page: string): string => found(page, /affiliations\/(\d+)\/removal"/);
const seenIn = (page: string): string => found(page, /name="seen" value="([^"]*)"/).replaceAll("&quot;", '"');

test("an office holder says what somebody was elsewhere, members read it, and one press takes it back", async () => {
  const { amina, member } = await silentLists();
  const told = await say(amina, MAG);
  assert.match(told, /The affiliation is noted/);
  for (const reader of [amina, member])
    assert.match(
      await textOf(reader.get(ASHA)),
      /past MAG member<\/bdi>[\s\S]*Standing elsewhere[\s\S]*until <time datetime="2021-05">/,
    );
  assert.equal((await amina.post(undoIn(told), {})).status, 303);
  assert.doesNotMatch(await textOf(member.get(ASHA)), /past MAG member<\/bdi>/);
  assert.equal((await amina.post(undoIn(told), {})).status, 409);
});

test("the person says what they are themself, without an office, and takes back what others said", async () => {
  const { group, amina } = await silentLists();
  const asha = await as("Asha Mwangi", group);
  await onlyMember(db, group, "Asha Mwangi");
  const told = await say(asha, RIVERS);
  assert.match(told, /River Forum<\/bdi>.*since <time datetime="2025">/);
  assert.doesNotMatch(told, /Write the name anew/);
  await say(amina, MAG);
  const undo = undoIn(await textOf(asha.get(ASHA)));
  assert.equal((await asha.post(undo, {})).status, 303);
  assert.doesNotMatch(await textOf(amina.get(ASHA)), /past MAG member<\/bdi>/);
});

test("members, strangers and visitors say nothing of others", async () => {
  const { amina, member } = await silentLists();
  const id = numberIn(await say(amina, MAG));
  const stranger = await as("Chi Park", await aGroup(db, "Working Group on Lakes"));
  assert.doesNotMatch(await textOf(member.get(ASHA)), /Add an affiliation/);
  for (const act of ["", `/${id}`, `/${id}/end`, `/${id}/removal`, "/undoing/1"]) {
    assert.equal((await member.post(`${ASHA}/affiliations${act}`, MAG)).status, 403, act);
    for (const reader of [{ post }, stranger])
      assert.equal((await reader.post(`${ASHA}/affiliations${act}`, MAG)).status, 404, act);
  }
  assert.equal((await get(ASHA)).status, 404);
});

test("it is changed, ended today and taken away, each act taken back in its turn", async () => {
  const { amina } = await silentLists();
  const added = await say(amina, RIVERS);
  const one = `${ASHA}/affiliations/${numberIn(added)}`;
  const changed = await say(amina, { ...RIVERS, words: "Lake Forum", seen: seenIn(added) }, one);
  assert.match(changed, /Lake Forum<\/bdi>/);
  assert.equal((await amina.post(one, { ...RIVERS, words: "Sea Forum", seen: seenIn(added) })).status, 409);
  const ended = await say(amina, {}, `${one}/end`);
  assert.match(ended, /from <time datetime="2025">2025<\/time> until <time datetime="2026-03-05">/);
  assert.equal((await amina.post(`${one}/end`, {})).status, 409, "it ended already");
  assert.equal((await amina.post(undoIn(changed), {})).status, 409, "it was changed again since");
  const removed = await say(amina, {}, `${one}/removal`);
  assert.doesNotMatch(removed, /Lake Forum/);
  for (const told of [removed, ended, changed]) assert.equal((await amina.post(undoIn(told), {})).status, 303);
  assert.match(await textOf(amina.get(ASHA)), /River Forum<\/bdi>.*since <time datetime="2025">/);
});

test("what cannot be a day comes back with all that was typed", async () => {
  const { amina } = await silentLists();
  const sent = async (fields: Record<string, string>) => {
    const answer = await amina.post(`${ASHA}/affiliations`, { ...RIVERS, ...fields });
    assert.equal(answer.status, 422, JSON.stringify(fields));
    return textOf(answer);
  };
  for (const since of ["2021-02-31", "21", "last year", "2021-13", "0000", "2021-5", "2021-05-03-01"]) {
    const page = await sent({ since });
    assert.match(page, /Give a year, a month or a day/);
    assert.ok(page.includes(`value="${since}"`) && page.includes('value="River Forum"'), since);
  }
  assert.match(await sent({ since: "" }), /Give one day at least/);
  assert.match(await sent({ since: "2021-06", until: "2021-05" }), /It ends before it begins/);
  assert.match(await sent({ words: " ? " }), /Say what it is/);
  assert.match(await sent({ words: "x".repeat(301) }), /under 300 characters/);
  assert.match(await sent({ kind: "king" }), /Choose what it is/);
  assert.doesNotMatch(await textOf(amina.get(ASHA)), /River Forum/);
});

test("what a list says that is not for this reader is not told on the person's page, but to the person", async () => {
  const { group, asha, amina, member } = await silentLists();
  const hidden = await aReport(db, group, { number: 16, heldOn: "2026-03-01", published: true, list: "nobody" }, []);
  await anAttendance(db, hidden, { name: "Asha Mwangi", affiliation: "Secret Forum", personId: asha.id });
  const said = { personId: asha.id, words: "Secret Forum", bodyId: null, stakeholderGroup: null };
  await noteAffiliations(db, [said], "2026-03-01");
  const seen = await textOf(amina.get(ASHA));
  assert.match(seen, /Secret Forum<\/bdi>.*since <time datetime="2026-03-01">/);
  assert.doesNotMatch(await textOf(member.get(ASHA)), /Secret Forum/);
  const other = await as("Chi Park", await otherGroupNaming(asha.id));
  assert.doesNotMatch(await textOf(other.get(ASHA)), /Secret Forum/);
  assert.equal((await other.post(`${ASHA}/affiliations/${numberIn(seen)}/end`, {})).status, 404);
  assert.match(await textOf((await as("Asha Mwangi", group)).get(ASHA)), /Secret Forum/);
});

async function otherGroupNaming(personId: number) {
  const lakes = await aGroup(db, "Working Group on Lakes");
  const report = await aReport(db, lakes, { number: 3, heldOn: "2026-01-01", published: true, list: "public" }, []);
  await anAttendance(db, report, { name: "Asha Mwangi", personId });
  return lakes;
}

test("a report that names an affiliation, and its undoing, leave alone what was said by hand", async () => {
  const { amina } = await silentLists();
  await say(amina, { ...RIVERS, kind: "elsewhere" });
  const asha = await findPersonBySlug(db, "asha-mwangi");
  const said = { personId: asha?.id ?? 0, words: "River Forum", bodyId: null, stakeholderGroup: null };
  assert.equal((await noteAffiliations(db, [said], "2026-02-05")).length, 1, "a standing elsewhere is no affiliation");
  await removeAffiliations(db, [said]);
  const page = await textOf(amina.get(ASHA));
  assert.equal(page.match(/<bdi>River Forum<\/bdi>/g)?.length, 1);
  assert.match(page, /Standing elsewhere/);
});

test("two reports whose lists are silent show what held on the day of each, and the file of the record does not", async () => {
  const { amina, url } = await silentLists();
  await say(amina, { ...RIVERS, words: "Lake Office", since: "2024", until: "2025" });
  await say(amina, { ...RIVERS, words: "River Forum", since: "2026", until: "" });
  await say(amina, { ...RIVERS, kind: "stakeholder group", words: "Academia", since: "", until: "2025-12-31" });
  await say(amina, {
    ...RIVERS,
    kind: "stakeholder group",
    words: "Civil society",
    since: "2026-02-05",
    until: "2026-02",
  });
  await say(amina, { ...MAG, until: "2027" });
  for (const [number, held, group] of [
    [14, "Lake Office", "Academia"],
    [15, "River Forum", "Civil society"],
  ] as const) {
    const page = await textOf(get(`${url}/${number}`));
    assert.match(page, new RegExp(`Asha Mwangi</bdi>, <bdi>${held}</bdi> <span class="soft">from the register`));
    assert.doesNotMatch(page, /MAG/);
    const rows = (await textOf(get(`${url}/${number}/participants.csv`))).split("\r\n");
    assert.equal(rows[1], `Asha Mwangi,${held},,${group},present,affiliation stakeholder_group`);
    assert.doesNotMatch(await textOf(get(`${url}/${number}.md`)), new RegExp(`${held}|${group}`));
  }
  const timeline = await textOf(get(url.replace("meetings", "timeline")));
  for (const group of ["Academia", "Civil society"]) assert.ok(timeline.includes(group), group);
});

test("an inexact day begins and ends with its first and last day", async () => {
  const { amina, url } = await silentLists();
  const shownAt = async (number: number) => /River Forum/.test(await textOf(get(`${url}/${number}`)));
  const edges = [
    ["2025-12", "2025", true, false],
    ["2026", "2026-02", false, true],
    ["2026-02-05", "2026-02-05", false, true],
    ["2026-02-06", "", false, false],
    ["", "2026-02-04", true, false],
    ["", "2025-12-30", false, false],
    ["2025-12-31", "2026-02-05", true, true],
  ] as const;
  for (const [since, until, first, second] of edges) {
    const told = await say(amina, { ...RIVERS, since, until });
    assert.deepEqual([await shownAt(14), await shownAt(15)], [first, second], `${since} to ${until}`);
    await amina.post(undoIn(told), {});
  }
});

test("a list that says an affiliation says that alone, and what other lists said fills none", async () => {
  const { group, asha, amina, url } = await silentLists();
  const report = await aReport(db, group, { number: 16, heldOn: "2026-03-01", published: true, list: "public" }, []);
  await anAttendance(db, report, { name: "Asha Mwangi", affiliation: "Sea Forum", personId: asha.id });
  await noteAffiliations(
    db,
    [{ personId: asha.id, words: "Hill Forum", bodyId: null, stakeholderGroup: null }],
    "2025-01-01",
  );
  await say(amina, { ...RIVERS, since: "2026-02-28" });
  const page = await textOf(get(`${url}/16`));
  assert.match(page, /Sea Forum/);
  assert.doesNotMatch(page, /River Forum|from the register/);
  for (const number of [14, 15]) assert.doesNotMatch(await textOf(get(`${url}/${number}`)), /Forum/);
});
