import assert from "node:assert/strict";
import { test } from "node:test";
import { appOn, type Visit } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import { addGroup } from "../groups/group.queries.ts";

const { db } = await testDatabase();
const now = new Date("2026-03-05T14:00:00Z");

const REPORT = `# River Forum, meeting 7

**5 March 2026, 14:00 UTC**

The seventh meeting was held on 12 March 2026. It was moderated by Asha Mwangi. The list of participants is available upon request.

## Participants

- Asha Mwangi, Lake Office
- Ben Ode, Government of Ruritania
- [ ] Eve Fay

## 1. Fish ladders

Ben Ode noted that three ladders are broken.

Action: Count the ladders.

## 2. Any other business

There was none.
`;

async function forum() {
  const group = await addGroup(db, { name: "River Forum", timeZone: "UTC" }, now);
  const app = appOn(db);
  return { group, app, chair: await app.as("Asha Mwangi", group) };
}
const file = (text: string | Uint8Array<ArrayBuffer>, name = "report.md") => ({ files: new File([text], name) });
const bring = (visit: Visit, text = REPORT) => visit.post("/river-forum/import", { pasted: text });
const whereTo = (answer: Response): string => answer.headers.get("location") ?? "";
const count = async (table: "meeting" | "report_import" | "text") =>
  (await db.selectFrom(table).select("id").execute()).length;

test("an upload leads to a preview that says in one line what was read, and asks only what is in doubt", async () => {
  const { chair } = await forum();
  const answer = await chair.post("/river-forum/import", {}, file(REPORT));
  assert.deepEqual([answer.status, whereTo(answer)], [303, "/river-forum/import/1"]);
  const page = await (await chair.get("/river-forum/import/1")).text();
  assert.match(page, /Meeting 7, <time[^>]*>Thursday 5 March 2026<\/time>, 2 items, 1 action, 2 participants/);
  assert.match(page, /Which day was it\?/);
  assert.match(page, /The seventh meeting was held on 12 March 2026/);
  assert.match(page, /value="2026-03-05" checked/);
  assert.match(page, /Whose action is this\?/);
  assert.doesNotMatch(page, /Which number has it|Are these one person/);
  assert.match(page, /<option value="public on request" selected>/);
  assert.match(page, /Eve Fay/);
  assert.equal(await count("meeting"), 0);
});

test("accepting takes the chosen answers in and leads to the meeting; a second press leads there too", async () => {
  const { chair, app } = await forum();
  await bring(chair);
  const fields = { date: "2026-03-12", list: "public", recording: "nobody", _key: "k" };
  const answers = await Promise.all([1, 2, 3].map(() => chair.post("/river-forum/import/1/acceptance", fields)));
  const other = await chair.post("/river-forum/import/1/acceptance", { ...fields, _key: "another tab" });
  assert.deepEqual([...new Set([...answers, other].map(whereTo))], ["/river-forum/meetings/7"]);
  const meeting = await db.selectFrom("meeting").select(["held_on", "list_audience", "recording_audience"]).execute();
  assert.deepEqual(meeting, [{ held_on: "2026-03-12", list_audience: "public", recording_audience: "nobody" }]);
  assert.equal((await app.get("/river-forum/meetings/7")).status, 404);
  assert.match(await (await chair.get("/river-forum/meetings/7")).text(), /three ladders are broken/);
});

test("an owner that the office holder names is the action's", async () => {
  const { chair } = await forum();
  await bring(chair);
  const page = await (await chair.get("/river-forum/import/1")).text();
  const field = /name="(owner-\d+)"/.exec(page)?.[1] ?? "";
  await chair.post("/river-forum/import/1/acceptance", { [field]: "Ben Ode" });
  const owners = await db.selectFrom("action_owner").select(["words", "person_id"]).execute();
  assert.deepEqual([owners[0]?.words, typeof owners[0]?.person_id], ["Ben Ode", "number"]);
});

test("an answer that makes no sense shows the form again with all that was typed, and keeps nothing", async () => {
  const { chair } = await forum();
  await bring(chair);
  const answer = await chair.post("/river-forum/import/1/acceptance", { date: "tomorrow", list: "nobody" });
  assert.equal(answer.status, 422);
  const page = await answer.text();
  assert.match(page, /Give the day as YYYY-MM-DD/);
  assert.match(page, /<option value="nobody" selected>/);
  assert.equal(await count("meeting"), 0);
});

test("a report leads its office holder to how it came in", async () => {
  const { chair, app } = await forum();
  await bring(chair);
  await chair.post("/river-forum/import/1/acceptance", {});
  assert.match(await (await chair.get("/river-forum/meetings/7")).text(), /href="\/river-forum\/import\/of\/7"/);
  assert.equal(whereTo(await chair.get("/river-forum/import/of/7")), "/river-forum/import/1");
  assert.equal((await chair.get("/river-forum/import/of/8")).status, 404);
  assert.equal((await app.get("/river-forum/import/of/7")).status, 404);
});

test("what is put off waits in the list and can be accepted another day", async () => {
  const { chair } = await forum();
  await bring(chair);
  const answer = await chair.post("/river-forum/import/1/acceptance", { later: "yes" });
  assert.equal(whereTo(answer), "/river-forum/import");
  assert.match(await (await chair.get("/river-forum/import")).text(), /put off/);
  assert.equal(whereTo(await chair.post("/river-forum/import/1/acceptance", {})), "/river-forum/meetings/7");
});

test("the same content again leads to what is here already", async () => {
  const { chair } = await forum();
  await bring(chair);
  assert.equal(whereTo(await bring(chair)), "/river-forum/import/1");
  await chair.post("/river-forum/import/1/acceptance", {});
  assert.equal(whereTo(await bring(chair)), "/river-forum/import/1");
  assert.match(await (await chair.get("/river-forum/import/1")).text(), /was taken in.*\/river-forum\/meetings\/7/s);
  assert.deepEqual([await count("report_import"), await count("meeting")], [1, 1]);
});

test("rubbish is refused in a sentence, what was pasted stays, and nothing changes", async () => {
  const { chair } = await forum();
  for (const [bytes, sentence] of [
    [new TextEncoder().encode("%PDF-1.7 ..."), /This is a PDF/],
    [Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70]), /This is a picture/],
    [new TextEncoder().encode("PK\u0003\u0004cut short"), /role="alert"/],
  ] as const) {
    const answer = await chair.post("/river-forum/import", { pasted: "" }, file(bytes, "report.docx"));
    assert.equal(answer.status, 422);
    assert.match(await answer.text(), sentence);
  }
  const empty = await chair.post("/river-forum/import", { pasted: "  " });
  assert.equal(empty.status, 422);
  assert.match(await empty.text(), /Choose a file, or paste/);
  assert.equal(await count("report_import"), 0);
});

test("of several files each gets its preview, and one that is refused does not hold up the others", async () => {
  const { chair } = await forum();
  const answer = await chair.post("/river-forum/import", { pasted: REPORT }, file("%PDF-1.7", "a.pdf"));
  assert.equal(answer.status, 422);
  assert.match(await answer.text(), /a\.pdf.*This is a PDF.*\/river-forum\/import\/1/s);
  assert.equal(await count("report_import"), 1);
});

test("hostile words in a report are shown harmless in its preview", async () => {
  const { chair } = await forum();
  await bring(
    chair,
    `${REPORT}\n## <script>alert(1)</script> [x](javascript:alert(2))\n\n<img src=x onerror=alert(3)> said.\n`,
  );
  const page = await (await chair.get("/river-forum/import/1")).text();
  assert.doesNotMatch(page, /<script|<img|href="javascript/i);
});

test("only an office holder of the group brings reports in; what another group brought in is not found", async () => {
  const { chair, app } = await forum();
  await bring(chair);
  const hill = await addGroup(db, { name: "Hill Forum", timeZone: "UTC" }, now);
  const elsewhere = await app.as("Cy Dorn", hill);
  assert.equal((await app.get("/river-forum/import")).status, 404);
  assert.equal((await bring(app)).status, 404);
  assert.equal((await elsewhere.get("/river-forum/import/1")).status, 404);
  assert.equal((await elsewhere.post("/river-forum/import/1/acceptance", {})).status, 404);
  assert.equal((await elsewhere.get("/hill-forum/import/1")).status, 404);
  assert.equal((await elsewhere.post("/hill-forum/import/1/acceptance", {})).status, 404);
  assert.equal((await app.get("/no-such-group/import")).status, 404);
  assert.deepEqual([await count("report_import"), await count("meeting")], [1, 0]);
});
