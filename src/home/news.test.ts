import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { appOn, type Visit } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import { eventually } from "../../test/eventually.ts";
import { mailServer } from "../../test/mail-server.ts";
import { aGroup, aReport, onlyMember } from "../../test/record.ts";
import type { Group } from "../groups/group.ts";
import { seal } from "../platform/journal/sealer.queries.ts";
import { startPost } from "../platform/mail/post.commands.ts";
import { smtpTransport } from "../platform/mail/smtp-transport.ts";
import { NEWS, newsComposer, queueNews } from "./news.commands.ts";

const { db, pool } = await testDatabase();
const server = await mailServer();
const { app, as, get, at } = appOn(db);
const from = { name: "Baraza", address: "baraza@example.org" };
let stop = async () => {};
beforeEach(() => {
  at.now = new Date("2026-03-05T14:00:00Z");
  server.received.length = 0;
  server.answers.length = 0;
});
afterEach(() => stop());

function startMail(): void {
  const composers = { [NEWS]: newsComposer("https://baraza.example.org") };
  stop = startPost(
    db,
    pool,
    { transport: smtpTransport(server.url, from), domain: "example.org", composers },
    () => at.now,
  );
}
/** All that the duties would do by now. */
async function dutiesPass(): Promise<void> {
  await seal(db, at.now);
  await queueNews(db, at.now);
}
const queued = async () => (await db.selectFrom("message_out").select(["state"]).execute()).map((one) => one.state);
const untilDone = () => eventually("all mail done", async () => !(await queued()).includes("waiting"));

/** Amina who publishes, and Baraka, a member with an address and this wish. */
async function twoPeople(wish: Record<string, string>): Promise<{ group: Group; amina: Visit; baraka: Visit }> {
  const group = await aGroup(db);
  const [amina, baraka] = [await as("Amina Okello", group), await as("Baraka Otieno", group)];
  await onlyMember(db, group, "Baraka Otieno");
  await db
    .updateTable("account")
    .set({ address: "baraka@example.net" })
    .where("display_name", "=", "Baraka Otieno")
    .execute();
  await seal(db, at.now);
  assert.equal((await baraka.post("/mine/mail", wish)).status, 303);
  for (const number of [1, 2]) await aReport(db, group, { number, heldOn: "2026-03-01", published: false }, []);
  return { group, amina, baraka };
}
const publish = (amina: Visit, group: Group, number: number) =>
  amina.post(`/${group.slug}/meetings/${number}/publication`, {});
/** The words of a mail, its lines put together again. */
const textOf = (place: number): string =>
  (server.received[place]?.text ?? "").replace(/=\r\n/g, "").replaceAll("=3D", "=");

test("nobody is written to who did not ask for it", async () => {
  const { group, amina } = await twoPeople({ wish: "never" });
  await publish(amina, group, 1);
  await dutiesPass();
  assert.deepEqual(await queued(), []);
});

test("whoever wishes it is told at once, of acts of others, once", async () => {
  const { group, amina } = await twoPeople({ wish: "at once" });
  startMail();
  await publish(amina, group, 1);
  await dutiesPass();
  await untilDone();
  assert.deepEqual(server.received[0]?.to, ["baraka@example.net"]);
  assert.match(textOf(0), /^Subject: News for you\r$/m);
  assert.match(
    textOf(0),
    /\* Report of meeting 1 was published\.\r\n {2}https:\/\/baraza\.example\.org\/rivers\/meetings\/1/,
  );
  await dutiesPass();
  await untilDone();
  assert.equal(server.received.length, 1);
});

test("a quiet mail says no more than that something changed", async () => {
  const { group, amina } = await twoPeople({ wish: "at once", quiet: "yes" });
  startMail();
  await publish(amina, group, 1);
  await dutiesPass();
  await untilDone();
  assert.match(textOf(0), /Something changed where you take part/);
  const apart = textOf(0).replace(/^To: baraka@example\.net\r$/m, "");
  assert.doesNotMatch(apart, /Report|published|Rivers|Baraka|Amina|meetings/i);
});

test("the daily mail comes once a day, in the morning, with all that changed", async () => {
  const { group, amina } = await twoPeople({ wish: "daily" });
  startMail();
  for (const number of [1, 2]) await publish(amina, group, number);
  await dutiesPass();
  at.now = new Date("2026-03-06T05:59:00Z");
  await dutiesPass();
  assert.deepEqual(await queued(), [], "not on the same day, and not at night");
  at.now = new Date("2026-03-06T06:00:00Z");
  await dutiesPass();
  await untilDone();
  assert.match(
    textOf(0),
    /Report of meeting 1 was published[\s\S]*Report of meeting|Report of meeting 2 was published/,
  );
  await dutiesPass();
  await untilDone();
  assert.equal(server.received.length, 1);
});

test("of what was taken away between queueing and sending nothing is told", async () => {
  const { group, amina } = await twoPeople({ wish: "at once" });
  for (const number of [1, 2]) await publish(amina, group, number);
  await dutiesPass();
  await db.updateTable("text").set({ published_at: null }).where("title", "=", "Report of meeting 2").execute();
  startMail();
  await untilDone();
  assert.match(textOf(0), /Report of meeting 1/);
  assert.doesNotMatch(textOf(0), /Report of meeting 2/);
});

test("whoever left the group between queueing and sending gets no mail of it", async () => {
  const { group, amina } = await twoPeople({ wish: "at once" });
  await publish(amina, group, 1);
  await dutiesPass();
  await db.updateTable("membership").set({ until_on: "2026-03-01" }).execute();
  startMail();
  await untilDone();
  assert.deepEqual([server.received.length, await queued()], [0, []]);
});

test("opening the link of a mail changes nothing; posting it ends these mails, without a sign-in, and twice is as once", async () => {
  const { group, amina } = await twoPeople({ wish: "at once" });
  startMail();
  await publish(amina, group, 1);
  await dutiesPass();
  await untilDone();
  const [, address = ""] =
    /^List-Unsubscribe: <https:\/\/baraza\.example\.org(.+)>\r$/m.exec(server.received[0]?.text ?? "") ?? [];
  assert.match(await (await get(address)).text(), /end with this press/);
  const wish = async () => (await db.selectFrom("mail_wish").select("wish").executeTakeFirstOrThrow()).wish;
  assert.equal(await wish(), "at once");
  for (const _ of [1, 2]) {
    const body = new URLSearchParams({ "List-Unsubscribe": "One-Click" });
    const answer = await app.request(address, { method: "POST", body });
    assert.equal(answer.status, 200);
    assert.match(await answer.text(), /You get no more mail about what changed/);
    assert.equal(await wish(), "never");
  }
  const lines = await db.selectFrom("journal").where("kind", "=", "account.mail wish changed").select("id").execute();
  assert.equal(lines.length, 2, "the choice, and the end of it once");
});

test("a token that nobody was given ends nothing, and only hashes of tokens are kept", async () => {
  const { group, amina } = await twoPeople({ wish: "at once" });
  assert.equal((await get("/mail/unsubscribe?token=x")).status, 404);
  assert.equal((await app.request("/mail/unsubscribe?token=x", { method: "POST" })).status, 404);
  startMail();
  await publish(amina, group, 1);
  await dutiesPass();
  await untilDone();
  const token = /token=([\w-]{32})/.exec(server.received[0]?.text ?? "")?.[1] ?? "none";
  const kept = await db.selectFrom("unsubscribe_link").select("token_hash").executeTakeFirstOrThrow();
  assert.equal(kept.token_hash.length, 32);
  assert.ok(!kept.token_hash.includes(token));
});

test("where a mail of news came back, its reader sees why, and none follows until they looked", async () => {
  const { group, amina, baraka } = await twoPeople({ wish: "at once" });
  server.answers.push({ code: 550 });
  startMail();
  await publish(amina, group, 1);
  await dutiesPass();
  await untilDone();
  await publish(amina, group, 2);
  await dutiesPass();
  assert.deepEqual(await queued(), ["dead"]);
  assert.match(await (await baraka.get("/mine")).text(), /Mail to you could not be delivered/);
  assert.match(await (await baraka.get("/mine/mail")).text(), /the mail server refused it \(code 550\)/);
  await baraka.post("/mine/mail", { wish: "at once" });
  await dutiesPass();
  await untilDone();
  for (const number of [1, 2]) assert.match(textOf(0), new RegExp(`Report of meeting ${number} was published`));
  assert.equal(server.received.length, 1);
});

test("a choice that is none is said beside the question; a visitor chooses nothing", async () => {
  const { baraka } = await twoPeople({ wish: "daily" });
  const answer = await baraka.post("/mine/mail", { wish: "hourly", quiet: "yes" });
  assert.equal(answer.status, 422);
  assert.match(await answer.text(), /value="yes" checked/);
  assert.equal((await get("/mine/mail")).status, 303);
  assert.equal(
    (await app.request("/mine/mail", { method: "POST", body: new URLSearchParams({ wish: "daily" }) })).status,
    403,
  );
});
