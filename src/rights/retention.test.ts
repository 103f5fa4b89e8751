import assert from "node:assert/strict";
import { test } from "node:test";
import { appOn } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import { everything, known, NAME } from "../../test/kept.ts";
import { aGroup, anAction, aReport } from "../../test/record.ts";
import { letGo } from "./retention.commands.ts";
import { listRuns, setRetention } from "./retention.queries.ts";

const { db } = await testDatabase();
const people = appOn(db);
const { as, at, get } = people;

test("what was kept long enough goes, with a line that says how much; a time can be made shorter", async () => {
  const { group, accountId } = await known(db, people);
  const later = (days: number) => new Date(at.now.getTime() + days * 86_400_000);
  await db
    .insertInto("act")
    .values({ account_id: accountId, key: "k", path: "/x", answer: null, at: at.now })
    .execute();
  const source = {
    source: Buffer.from(NAME),
    content_hash: Buffer.alloc(32),
    read: "{}",
    source_name: null,
    account_id: accountId,
  };
  await db
    .insertInto("report_import")
    .values({
      ...source,
      group_id: group.id,
      state: "accepted",
      meeting_id: null,
      created_at: at.now,
      decided_at: at.now,
    })
    .execute();
  await letGo(db, later(29));
  assert.deepEqual(await listRuns(db, 10), []);
  await letGo(db, later(31));
  assert.deepEqual(await listRuns(db, 10), [{ runOn: "2026-04-05", kind: "form keys", count: 1 }]);
  await setRetention(db, "import files", 40);
  await letGo(db, later(41));
  const row = await db.selectFrom("report_import").select("source").executeTakeFirstOrThrow();
  assert.equal(row.source.length, 0);
  assert.match(await (await get("/safety/kept")).text(), /Reports as files, as they came in: 40 days/);
});

test("who asked for a list is forgotten two years after the decision, and the register stays", async () => {
  const { group, accountId } = await known(db, people);
  const meeting = await db.selectFrom("meeting").select("id").executeTakeFirstOrThrow();
  const asked = {
    name: "Ola Berg",
    address: "ola@example.org",
    reason: "For a study by Ola",
    language: "en",
    state: "refused" as const,
  };
  const empty = {
    receipt_hash: null,
    acknowledged_at: null,
    hearing_until: null,
    answer: null,
    appeal: null,
    appealed_at: null,
  };
  await db
    .insertInto("access_request")
    .values({
      ...{ ...asked, ...empty, group_id: group.id, meeting_id: meeting.id, what: "list", account_id: accountId },
      ...{ asked_at: at.now, decided_at: at.now, decided_by: null, first_decided_by: null },
    })
    .execute();
  const later = (days: number) => new Date(at.now.getTime() + days * 86_400_000);
  await letGo(db, later(729));
  assert.match(await everything(db), /Ola/i);
  await letGo(db, later(731));
  assert.doesNotMatch(await everything(db), /Ola\b/i);
  assert.match(await (await get(`/${group.slug}/requests`)).text(), /refused/i);
});

test("hidden words go for good when no appeal can come any more", async () => {
  const group = await aGroup(db);
  const report = await aReport(db, group, { number: 7, heldOn: "2026-02-05", published: true }, [
    { kind: "paragraph", body: "12 Kestrel Road" },
  ]);
  await anAction(db, group, report, { title: "Visit 12 Kestrel Road" });
  const chair = await as("Amina Diallo", group);
  const form = {
    text: "/rivers/meetings/7",
    block: "1",
    rule: "danger",
    words: "Kestrel is her street",
    receipt: "r".repeat(32),
  };
  const page = await (await chair.get("/rivers/conduct/new?text=/rivers/meetings/7")).text();
  const seal = /name="_seal" value="([^"]+)"/.exec(page)?.[1] ?? "";
  await chair.post("/rivers/conduct/reports", { ...form, _seal: seal });
  await chair.post("/rivers/conduct/1/hiding", { rule: "danger", reason: "An address." });
  const later = (days: number) => new Date(at.now.getTime() + days * 86_400_000);
  await letGo(db, later(103));
  assert.match(await everything(db), /Kestrel/);
  await letGo(db, later(105));
  assert.doesNotMatch(await everything(db), /Kestrel/);
  assert.equal((await chair.post("/rivers/conduct/1/restoration", { reason: "Sorry." })).status, 409);
  assert.match(await (await get("/rivers/meetings/7")).text(), /Hidden: It may put somebody in danger/);
});
