import assert from "node:assert/strict";
import { test } from "node:test";
import { appOn } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import { aGroup, onlyMember } from "../../test/record.ts";

const { db } = await testDatabase();
const { as, get } = appOn(db);
const textOf = async (answer: Promise<Response> | Response): Promise<string> => (await answer).text();

const PLAN = {
  heldOn: "2026-03-05",
  time: "14:00",
  joiningLink: "https://meet.example.org/rivers",
  agenda: "1. Welcome\n2. Letter to the MAG\n   a. First draft\nAOB",
};
const TEXT = `# Welcome

Mark: thanked everyone for coming.
We noted the weather.

# Letter to the MAG

! Chris: clean up the text -> MAG by 28 July
= We send one letter.
> Circulate the draft.
? Who signs it?`;

async function called() {
  const group = await aGroup(db);
  const chair = await as("Amina Okello", group);
  const made = await chair.post(`/${group.slug}/meetings`, PLAN);
  return { group, chair, made, at: `/${group.slug}/meetings/1` };
}

test("a meeting is called with a day alone, and its page shows link and agenda to members only", async () => {
  const { group, chair, made, at } = await called();
  assert.equal(made.status, 303);
  assert.match(made.headers.get("location") ?? "", new RegExp(`^${at}\\?did=`));
  const seen = await textOf(chair.get(at));
  assert.match(seen, /<li><bdi>Letter to the MAG<\/bdi><ol><li><bdi>First draft/);
  assert.match(seen, /meet\.example\.org/);
  const open = await textOf(get(at));
  assert.match(open, /Thursday 5 March 2026/);
  assert.doesNotMatch(open, /meet\.example\.org|Letter to the MAG|Write the report/);
  assert.doesNotMatch(await textOf(get(`/${group.slug}`)), /meet\.example\.org/);
  const next = await chair.post(`/${group.slug}/meetings`, {
    heldOn: "2026-04-02",
    time: "",
    joiningLink: "",
    agenda: "",
  });
  assert.match(next.headers.get("location") ?? "", /meetings\/2\?/);
});

test("the last agenda stands in the form of the next meeting", async () => {
  const { group, chair } = await called();
  assert.match(
    await textOf(chair.get(`/${group.slug}/meetings/new`)),
    /Welcome\nLetter to the MAG\n {2}First draft\nAOB/,
  );
});

test("a wrong day, hour or link is said beside its field, and what was typed stays", async () => {
  const { group, chair } = await called();
  const wrong = await chair.post(`/${group.slug}/meetings`, {
    heldOn: "soon",
    time: "25:00",
    joiningLink: "javascript:alert(1)",
    agenda: "Old business",
  });
  assert.equal(wrong.status, 422);
  const text = await wrong.text();
  for (const said of [/Give the day of the meeting/, /Give the time as HH:MM/, /Give a whole address/, /Old business/])
    assert.match(text, said);
});

test("a plan is changed and taken back, a meeting called off and called again", async () => {
  const { chair, at } = await called();
  const changed = await chair.post(`${at}/plan`, { ...PLAN, agenda: "Only this" });
  const told = await textOf(chair.get(changed.headers.get("location") ?? ""));
  assert.match(told, /Only this/);
  await chair.post(/action="([^"]+undoing[^"]+)"/.exec(told)?.[1] ?? "", {});
  assert.match(await textOf(chair.get(at)), /First draft/);
  const off = await chair.post(`${at}/calling-off`, {});
  assert.equal((await get(at)).status, 404);
  const back = /action="([^"]+called-off[^"]+)"/.exec(await textOf(chair.get(off.headers.get("location") ?? "")))?.[1];
  assert.equal((await chair.post(back ?? "", {})).status, 303);
  assert.equal((await get(at)).status, 200);
});

test("a report typed into one field is published in one press, with what came out of the meeting", async () => {
  const { group, chair, at } = await called();
  assert.match(await textOf(chair.get(`${at}/report/new`)), /# Welcome\n\n# Letter to the MAG\n\n## First draft/);
  const done = await chair.post(`${at}/report`, { text: TEXT, present: "Mark Otieno\n- Chris Ek", finish: "publish" });
  assert.deepEqual([done.status, done.headers.get("location")], [303, at]);
  const seen = await textOf(get(at));
  for (const said of [/thanked everyone/, /We send one letter/, /Who signs it/, /Circulate the draft/])
    assert.match(seen, said);
  assert.doesNotMatch(seen, /Mark Otieno|Date: 2026/);
  const [action] = await db
    .selectFrom("action")
    .select(["title", "recipient", "due_on"])
    .orderBy("id")
    .limit(1)
    .execute();
  assert.deepEqual(action, { title: "clean up the text", recipient: "MAG", due_on: "2026-07-28" });
  assert.match(await textOf(get(`/${group.slug}/decisions`)), /We send one letter/);
  const agenda = await db.selectFrom("agenda_item").select(["title", "block_id"]).orderBy("position").execute();
  assert.deepEqual(
    agenda.map(({ title, block_id }) => [title, block_id !== null]),
    [
      ["Welcome", true],
      ["Letter to the MAG", true],
      ["First draft", false],
      ["AOB", false],
    ],
  );
  assert.match(await textOf(chair.get(at)), /Take back the publication/);
});

test("a report kept as a draft is seen by office holders alone, and undoing it plans the meeting again", async () => {
  const { chair, at } = await called();
  await chair.post(`${at}/report`, { text: TEXT, present: "", finish: "keep" });
  assert.equal((await get(at)).status, 404);
  assert.match(await textOf(chair.get(at)), /Publish this report/);
  const from = (await chair.get(at.replace("/meetings/", "/import/of/"))).headers.get("location");
  assert.equal((await chair.post(`${from}/undoing`, {})).status, 303);
  assert.match(await textOf(chair.get(at)), /First draft/);
});

test("an empty report is not taken, and who writes none has no form", async () => {
  const { group, chair, at } = await called();
  assert.equal(
    (await chair.post(`${at}/report`, { text: "# Welcome\n\n", present: "Mark", finish: "publish" })).status,
    422,
  );
  const ben = await as("Ben Ode", group);
  await onlyMember(db, group, "Ben Ode");
  assert.equal((await ben.post(`${at}/report`, { text: TEXT, present: "", finish: "publish" })).status, 403);
  assert.equal((await ben.post(`/${group.slug}/meetings`, PLAN)).status, 403);
  assert.equal((await get(`${at}/report/new`)).status, 403);
});

test("two presses at once make one report", async () => {
  const { chair, at } = await called();
  const answers = await Promise.all(
    ["a", "b", "a"].map((_key) => chair.post(`${at}/report`, { _key, text: TEXT, present: "", finish: "publish" })),
  );
  assert.ok(answers.every(({ status }) => status === 303 || status === 409));
  assert.equal((await db.selectFrom("text").select("id").execute()).length, 1);
});
