import assert from "node:assert/strict";
import { test } from "node:test";
import { appOn, type Visit } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import { aGroup, anAction, aReport } from "../../test/record.ts";
import { accountFor, inviteAccount, signIn } from "../accounts/sign-in.commands.ts";
import { addMember, giveOffice } from "../groups/group.queries.ts";
import type { Group } from "../groups/group.ts";
import { findOrAddPerson } from "../people/person.queries.ts";
import { addBlocks } from "../texts/block.queries.ts";
import { showUnreviewed } from "./case.commands.ts";

const { db } = await testDatabase();
const { app, as, at, get, post, visitWith } = appOn(db);
const NOW = at.now;
const SECRET_WORDS = "Zanele lives at 12 Kestrel Road";

let seal = "";
/** A published report whose second block breaks a rule; in it an action and a decision were born. */
async function published() {
  at.now = NOW;
  const group = await aGroup(db);
  const report = await aReport(db, group, { number: 7, heldOn: "2026-02-05", published: true }, [
    { kind: "heading", body: "1. Opening" },
    { kind: "paragraph", body: SECRET_WORDS },
    { kind: "paragraph", body: "The meeting closed at noon." },
  ]);
  await anAction(db, group, report, { title: `Visit ${SECRET_WORDS}`, owner: { words: "Chris" } }, 1);
  await db
    .insertInto("decision")
    .values({ ...(await bornInSecond(report)), group_id: group.id, number: 9 })
    .execute();
  seal =
    /name="_seal" value="([^"]+)"/.exec(await (await get("/rivers/conduct/new?text=/rivers/meetings/7")).text())?.[1] ??
    "";
  return { group, report };
}
const bornInSecond = async (report: Awaited<ReturnType<typeof aReport>>) => ({
  text_id: report.text.id,
  block_id: report.blocks[1]?.id ?? null,
  title: `Agreed: ${SECRET_WORDS}`,
  decided_on: "2026-02-05",
});

/** Someone signed in who holds this office, or is a member where none is named. */
async function someone(name: string, group: Group, office?: "rapporteur" | "safeguard"): Promise<Visit> {
  const person = await findOrAddPerson(db, name, NOW);
  if (office) await giveOffice(db, group.id, { personId: person.id, kind: office, title: null }, "2026-01-01");
  else await addMember(db, group.id, person.id, "2026-01-01");
  const account = await accountFor(db, person, NOW);
  return visitWith(await signIn(db, await inviteAccount(db, account, at.now), at.now));
}

const REPORT = "/rivers/conduct/reports";
const aForm = (more: Record<string, string> = {}) => ({
  _seal: seal,
  ...{
    text: "/rivers/meetings/7",
    block: "2",
    rule: "private data",
    words: "This is her home.",
    receipt: "r".repeat(32),
  },
  ...more,
});
const hiding = { rule: "private data", reason: "A home address is nobody's business." };

/** Reported by a visitor, hidden by the co-chair. */
async function hidden() {
  const made = await published();
  const chair = await as("Amina Diallo", made.group);
  assert.equal((await post(REPORT, aForm())).status, 200);
  assert.equal((await chair.post("/rivers/conduct/1/hiding", hiding)).status, 303);
  return { ...made, chair };
}

test("a visitor reports words without an account and learns with the receipt what came of it", async () => {
  const { group } = await published();
  const form = await (await get("/rivers/conduct/new?text=/rivers/meetings/7&block=2")).text();
  const receipt = /name="receipt" value="([\w-]{32})"/.exec(form)?.[1] ?? "";
  const received = await post(REPORT, aForm({ receipt }));
  assert.equal(received.status, 200);
  assert.equal(received.headers.get("cache-control"), "no-store");
  assert.match(await received.text(), new RegExp(receipt));
  assert.match(await (await post("/rivers/conduct/receipt", { receipt })).text(), /not decided yet/);
  const chair = await as("Amina Diallo", group);
  await chair.post("/rivers/conduct/1/hiding", hiding);
  const outcome = await (await post("/rivers/conduct/receipt", { receipt })).text();
  assert.match(outcome, /hidden/);
  assert.match(outcome, /A home address/);
  assert.equal((await post("/rivers/conduct/receipt", { receipt: "x".repeat(32) })).status, 422);
});

test("the same form sent twenty times at once is one report; another one joins its case", async () => {
  await published();
  const answers = await Promise.all(Array.from({ length: 20 }, () => post(REPORT, aForm())));
  assert.ok(answers.every((answer) => answer.status === 200));
  await post(REPORT, aForm({ receipt: "s".repeat(32), words: "I saw it too." }));
  assert.equal((await db.selectFrom("conduct_report").select("id").execute()).length, 2);
  assert.equal((await db.selectFrom("conduct_case").select("id").execute()).length, 1);
});

test("hidden words are nowhere to be had, and a tombstone keeps their place and says the rule", async () => {
  const { chair } = await hidden();
  const pages = ["", ".md", ".txt", ".html", ".json"].map((form) => `/rivers/meetings/7${form}`);
  const others = [
    "/rivers/actions",
    "/rivers/actions.csv",
    "/rivers/decisions",
    "/rivers/decisions.csv",
    "/rivers/feed.atom",
  ];
  const asked = ["/search?q=Kestrel", "/rivers", "/rivers/actions/1", "/rivers/matters-arising", "/rivers/headings"];
  for (const path of [...pages, ...others, ...asked])
    for (const reader of [{ get }, chair])
      assert.doesNotMatch(await (await reader.get(path)).text(), /Kestrel Road/, path);
  const page = await (await get("/rivers/meetings/7")).text();
  assert.match(
    page,
    /id="2"[\s\S]*Hidden: It gives away somebody&#39;s private data\.|id="2"[\s\S]*Hidden: It gives away somebody.s private data/,
  );
  assert.match(page, /id="3"[\s\S]*closed at noon/);
  assert.match(await (await get("/rivers/meetings/7.txt")).text(), /Hidden: It gives away/);
});

test("a hidden block is corrected by nobody until it is shown again, and then it is whole", async () => {
  const { chair } = await hidden();
  const correction = { body: "other", kind: "paragraph", seen: "1" };
  assert.equal((await chair.get("/rivers/meetings/7/blocks/2")).status, 409);
  assert.equal((await chair.post("/rivers/meetings/7/blocks/2", correction)).status, 409);
  assert.equal((await chair.post("/rivers/meetings/7/blocks/2/return", { revision: "1", seen: "1" })).status, 409);
  await chair.post("/rivers/conduct/1/restoration", { reason: "It was her office." });
  assert.match(await (await get("/rivers/meetings/7")).text(), /Kestrel Road/);
  assert.match(await (await get("/rivers/decisions")).text(), /Kestrel Road/);
});

test("a case is for who looks after conduct; for everyone else there is none, whatever they press", async () => {
  const { group } = await published();
  await post(REPORT, aForm());
  const other = await aGroup(db, "Forum of Hills");
  const strangers = [
    await someone("Member", group),
    await someone("Rapporteur", group, "rapporteur"),
    await as("Chair of the hills", other),
    { get, post },
  ];
  for (const stranger of strangers) {
    assert.equal((await stranger.get("/rivers/conduct/1")).status, 404);
    assert.equal((await stranger.post("/rivers/conduct/1/hiding", hiding)).status, 404);
    assert.doesNotMatch(await (await stranger.get("/rivers/conduct")).text(), /This is her home|conduct\/1"/);
  }
  const safeguard = await someone("Safeguard", group, "safeguard");
  assert.match(await (await safeguard.get("/rivers/conduct/1")).text(), /This is her home/);
  assert.equal((await safeguard.post("/rivers/conduct/1/hiding", hiding)).status, 303);
});

/** A member who spoke in block 4, which is reported and then hidden by the safeguard. */
async function spokenAndHidden() {
  const { group, report } = await published();
  const [added] = await addBlocks(
    db,
    report.text.id,
    [{ kind: "intervention", body: "**Bo Lind**: They are all fools." }],
    { accountId: null },
    NOW,
  );
  const bo = await findOrAddPerson(db, "Bo Lind", NOW);
  await db
    .insertInto("intervention")
    .values({
      ...{
        meeting_id: report.meeting.id,
        text_id: report.text.id,
        block_id: added?.id ?? 0,
        position: 1,
        heading: "1",
      },
      ...{
        speaker_words: "Bo Lind",
        person_id: bo.id,
        body_id: null,
        on_behalf_words: null,
        act: "said",
        words: "They are all fools.",
      },
      said_on: "2026-02-05",
    })
    .execute();
  const author = await someone("Bo Lind", group);
  await post(REPORT, aForm({ block: "4", rule: "harassment", words: "He means me, Ida." }));
  const safeguard = await someone("Safeguard", group, "safeguard");
  const chair = await as("Amina Diallo", group);
  assert.equal((await author.get("/rivers/conduct/1")).status, 404, "nothing is told before it is decided");
  const done = await safeguard.post("/rivers/conduct/1/hiding", { rule: "harassment", reason: "No insults." });
  assert.equal(done.status, 303);
  return { group, author, safeguard, chair };
}

test("whose words were hidden sees why and not who reported, appeals, and somebody else answers", async () => {
  const { author, safeguard, chair } = await spokenAndHidden();
  const seen = await (await author.get("/rivers/conduct/1")).text();
  assert.match(seen, /No insults\.[\s\S]*They are all fools/);
  assert.doesNotMatch(seen, /Ida/);
  assert.equal((await author.post("/rivers/conduct/1/appeal", { reason: "" })).status, 422);
  assert.equal((await author.post("/rivers/conduct/1/appeal", { reason: "It was a quotation." })).status, 303);
  const answer = { upheld: "yes", reason: "A quotation indeed." };
  assert.equal((await safeguard.post("/rivers/conduct/1/appeal-answer", answer)).status, 403);
  assert.equal((await author.post("/rivers/conduct/1/appeal-answer", answer)).status, 403);
  assert.equal((await chair.post("/rivers/conduct/1/appeal-answer", answer)).status, 303);
  assert.match(await (await get("/rivers/meetings/7")).text(), /all fools/);
});

test("where nobody else holds an office, who hid it answers the appeal too; after two weeks nobody appeals", async () => {
  const { group } = await published();
  const author = await someone("Bo Lind", group);
  await post(REPORT, aForm());
  const one = await db.selectFrom("conduct_case").select("id").executeTakeFirstOrThrow();
  const bo = await db.selectFrom("account").select("id").executeTakeFirstOrThrow();
  await db.insertInto("conduct_author").values({ case_id: one.id, account_id: bo.id }).execute();
  const chair = await as("Amina Diallo", group);
  await chair.post("/rivers/conduct/1/hiding", hiding);
  assert.equal((await author.post("/rivers/conduct/1/appeal", { reason: "Why?" })).status, 303);
  assert.equal(
    (await chair.post("/rivers/conduct/1/appeal-answer", { upheld: "no", reason: "An address." })).status,
    303,
  );
  assert.equal((await author.post("/rivers/conduct/1/appeal", { reason: "Again" })).status, 409);
  at.now = new Date(NOW.getTime() + 15 * 86_400_000);
  assert.equal(await showUnreviewed(db, at.now), 0, "alone, no second look is owed");
  assert.doesNotMatch(await (await get("/rivers/meetings/7")).text(), /Kestrel/);
});

test("what one person hid comes back after three days unless somebody else agrees", async () => {
  const { chair, safeguard } = await spokenAndHidden();
  const later = new Date(NOW.getTime() + 73 * 3_600_000);
  assert.equal((await safeguard.post("/rivers/conduct/1/confirmation", {})).status, 403);
  assert.equal(await showUnreviewed(db, new Date(NOW.getTime() + 71 * 3_600_000)), 0);
  assert.equal(await showUnreviewed(db, later), 1);
  assert.match(await (await get("/rivers/meetings/7")).text(), /all fools/);
  await post(REPORT, aForm({ block: "4", receipt: "t".repeat(32) }));
  await safeguard.post("/rivers/conduct/2/hiding", { rule: "harassment", reason: "Again." });
  assert.equal((await chair.post("/rivers/conduct/2/confirmation", {})).status, 303);
  assert.equal(await showUnreviewed(db, new Date(later.getTime() + 100 * 3_600_000)), 0);
});

test("two who decide at once make one decision, and the second is told", async () => {
  const { group } = await published();
  await post(REPORT, aForm());
  const both = [await as("Amina Diallo", group), await someone("Safeguard", group, "safeguard")];
  const answers = await Promise.all(both.map((one) => one.post("/rivers/conduct/1/hiding", hiding)));
  assert.deepEqual(answers.map((answer) => answer.status).sort(), [303, 409]);
});

test("a number that is none, a rule that is none, a text that one may not read: a sentence, and nothing is kept", async () => {
  const { group } = await published();
  await aReport(db, group, { number: 8, heldOn: "2026-03-01", published: false }, [
    { kind: "paragraph", body: "draft" },
  ]);
  for (const wrong of [{ block: "two" }, { block: "99" }, { rule: "ugly" }, { words: "x".repeat(4_001) }]) {
    const answer = await post(REPORT, aForm(wrong));
    assert.equal(answer.status, 422);
    const page = await answer.text();
    assert.match(page, /role="alert"/);
    assert.match(page, /value="r{32}"/, "the receipt stays that of the form");
  }
  for (const text of ["/rivers/meetings/8", "/rivers/meetings/99", "", "/hills/meetings/7"])
    assert.equal((await post(REPORT, aForm({ text }))).status, 404);
  assert.equal((await db.selectFrom("conduct_report").select("id").execute()).length, 0);
  assert.equal((await app.request("/rivers/conduct/new?text=/rivers/meetings/8")).status, 404);
});

test("a form without its seal is shown again with all that was typed", async () => {
  await published();
  const answer = await post(REPORT, aForm({ _seal: "" }));
  assert.equal(answer.status, 422);
  assert.match(await answer.text(), /a day old[\s\S]*This is her home/);
});

test("what waits is on the own page: of who decides, and of whose words were hidden", async () => {
  const { author, chair } = await spokenAndHidden();
  assert.match(await (await chair.get("/mine")).text(), /1 question of conduct/);
  assert.match(await (await author.get("/mine")).text(), /rivers\/conduct\/1"[^>]*>Words of yours were hidden/);
});

test("counts by rule are public, small ones only as small", async () => {
  await hidden();
  assert.match(await (await get("/rivers/conduct")).text(), /private data[\s\S]*hidden fewer than 5 times/);
  const journal = await db.selectFrom("journal").where("kind", "=", "conduct.reported").select("account_id").execute();
  assert.deepEqual(journal, [{ account_id: null }]);
});
