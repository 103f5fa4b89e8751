import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Kysely, PostgresDialect } from "kysely";
import { appOn } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import { openPool } from "../platform/database/database.ts";
import type { Schema } from "../platform/database/schema.ts";
import { addAccount, findAccountByAddress, findAddress, setAddress } from "./account.queries.ts";
import { answerWishes } from "./mailed-link.commands.ts";
import { startSignIn } from "./sign-in.commands.ts";

const { db, url } = await testDatabase();
const asked: string[] = [];
const counting = new Kysely<Schema>({
  dialect: new PostgresDialect({ pool: openPool(url) }),
  log: (event) => void asked.push(event.query.sql),
});
after(() => counting.destroy());
const { app, at, post, visitWith } = appOn(counting, { sendsMail: true });
const site = { name: "Baraza", origin: "http://localhost:4100", sendsMail: true };

async function amina(address = "amina@example.org"): Promise<number> {
  const { id } = await addAccount(db, { personId: null, displayName: "Amina Diallo" }, at.now);
  await db.transaction().execute((trx) => setAddress(trx, id, address));
  return id;
}
const mails = () => db.selectFrom("message_out").select(["to_address", "body"]).orderBy("id").execute();
const linkIn = (body: string | null | undefined, path = "sign-in/mail"): string =>
  new RegExp(`http://localhost:4100/${path}\\?link=([\\w-]+)`).exec(body ?? "")?.[1] ?? "no link";
const cookieOf = (answer: Response): string => (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";

/** Asks for a link and reads it in the mail. */
async function askedFor(fields: Record<string, string> = { address: "amina@example.org" }) {
  const answer = await post("/sign-in/wish", fields);
  await answerWishes(db, site, at.now);
  return { answer, browser: cookieOf(answer), link: linkIn((await mails()).at(-1)?.body) };
}
const open = (link: string, cookie = "") => app.request(`/sign-in/mail?link=${link}`, { headers: { cookie } });

test("in the browser that asked, the mailed link signs in at once", async () => {
  await amina();
  const { browser, link } = await askedFor();
  const entered = await open(link, browser);
  assert.equal(entered.status, 303);
  assert.match(
    await (await app.request("/account", { headers: { cookie: cookieOf(entered) } })).text(),
    /Amina Diallo[\s\S]*by a mailed link/,
  );
  assert.equal((await open(link, browser)).status, 409);
});

test("a scanner that opens the link, in whatever way and however often, uses nothing up", async () => {
  await amina();
  const { browser, link } = await askedFor();
  for (const method of ["GET", "HEAD", "GET"]) {
    const scanned = await app.request(`/sign-in/mail?link=${link}`, { method });
    assert.equal(scanned.status, 200);
    assert.equal(scanned.headers.get("set-cookie"), null);
  }
  assert.equal((await open(link, browser)).status, 303);
});

test("in another browser the link shows whom it signs in, and asks for a word first", async () => {
  await amina();
  const { link } = await askedFor();
  const page = await (await open(link, "__Host-asking=someone-elses")).text();
  assert.match(page, /Amina Diallo[\s\S]*another browser/);
  const entered = await post("/sign-in/mail", { link });
  assert.equal(entered.status, 303);
  assert.match(entered.headers.get("set-cookie") ?? "", /__Host-baraza=/);
});

test("a link that is used twice at once works once", async () => {
  await amina();
  const { link, browser } = await askedFor();
  const answers = await Promise.all([
    ...[1, 2, 3].map(() => post("/sign-in/mail", { link })),
    ...[1, 2, 3].map(() => open(link, browser)),
  ]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 409, 409, 409, 409, 409]);
});

test("after ten minutes the link lets nobody in", async () => {
  await amina();
  const { link, browser } = await askedFor();
  const began = at.now;
  at.now = new Date(began.getTime() + 10 * 60_000);
  assert.equal((await open(link, browser)).status, 409);
  assert.equal((await post("/sign-in/mail", { link })).status, 409);
  at.now = began;
});

test("a known and an unknown address get the same answer for the same work, in whatever order they come", async () => {
  await amina();
  const told: string[] = [];
  const work: string[][] = [];
  for (const address of ["amina@example.org", "nobody@example.org", "nobody@example.org", "amina@example.org"]) {
    asked.length = 0;
    const answer = await post("/sign-in/wish", { address });
    work.push([...asked]);
    const names = [...answer.headers].map(([name, value]) => `${name}: ${value.replace(/=[\w-]{32};/, "=…;")}`);
    const page = await (await app.request(answer.headers.get("location") ?? "")).text();
    told.push([answer.status, ...names, page].join("\n"));
  }
  assert.equal(new Set(told).size, 1);
  assert.equal(new Set(work.map((statements) => statements.join("\n"))).size, 1);
  assert.equal(work[0]?.length, 1, "one statement, which looks nothing up");
});

test("no mail goes to an address that no account has, and nothing of the address stays", async () => {
  await post("/sign-in/wish", { address: "nobody@example.org" });
  assert.equal(await answerWishes(db, site, at.now), 0);
  assert.deepEqual(await mails(), []);
  assert.deepEqual(await db.selectFrom("link_wish").selectAll().execute(), []);
});

test("whoever asks for links to someone else's address without end fills no mailbox, and the owner has one that works", async () => {
  await amina();
  for (let i = 0; i < 9; i++) await askedFor();
  assert.equal((await mails()).length, 3);
  assert.equal((await post("/sign-in/mail", { link: linkIn((await mails())[0]?.body) })).status, 303);
  await askedFor();
  assert.equal((await mails()).length, 4, "one was used: there is room for the next");
});

test("what is no address is said beside its field", async () => {
  const answer = await post("/sign-in/wish", { address: "amina at example" });
  assert.equal(answer.status, 422);
  assert.match(await answer.text(), /Write one address[\s\S]*value="amina at example"/);
});

test("asked for on a device that is not one's own, the link signs in for the visit alone", async () => {
  await amina();
  const { browser, link } = await askedFor({ address: "amina@example.org", visit: "1" });
  assert.doesNotMatch((await open(link, browser)).headers.get("set-cookie") ?? "", /Expires|Max-Age/i);
});

test("where no mail goes out, the page says who lets one in, and nothing is taken", async () => {
  const silent = appOn(db);
  const page = await (await silent.get("/sign-in")).text();
  assert.match(page, /Mail does not go out from here: an office holder/);
  assert.doesNotMatch(page, /name="address"/);
  assert.equal((await silent.post("/sign-in/wish", { address: "amina@example.org" })).status, 409);
});

test("an address is kept only when its owner confirms it, and a scanner confirms nothing", async () => {
  const id = (await addAccount(db, { personId: null, displayName: "Sparrow" }, at.now)).id;
  const sparrow = visitWith(await startSignIn(db, id, { way: "link", stay: "kept" }, at.now));
  assert.equal((await sparrow.post("/account/address", { address: "sparrow@example.org" })).status, 303);
  assert.equal(await findAddress(db, id), null);
  const link = linkIn((await mails())[0]?.body, "account/address/confirmation");
  const page = await (await app.request(`/account/address/confirmation?link=${link}`)).text();
  assert.match(page, /sparrow@example\.org[\s\S]*Sparrow/);
  assert.equal(await findAddress(db, id), null);
  assert.equal((await post("/account/address/confirmation", { link })).status, 303);
  assert.equal((await findAccountByAddress(db, "sparrow@example.org"))?.id, id);
  assert.equal((await post("/account/address/confirmation", { link })).status, 409);
});

test("who gives an address that another account has learns nothing of it before its owner opens the mail", async () => {
  const owner = await amina();
  const id = (await addAccount(db, { personId: null, displayName: "Sparrow" }, at.now)).id;
  const sparrow = visitWith(await startSignIn(db, id, { way: "link", stay: "kept" }, at.now));
  const taken = await sparrow.post("/account/address", { address: "amina@example.org" });
  const free = await sparrow.post("/account/address", { address: "free@example.org" });
  assert.deepEqual([taken.status, taken.headers.get("location")], [free.status, free.headers.get("location")]);
  assert.equal((await findAccountByAddress(db, "amina@example.org"))?.id, owner);
});
