import assert from "node:assert/strict";
import { test } from "node:test";
import { appOn } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import { addGroup } from "../groups/group.queries.ts";
import type { Group } from "../groups/group.ts";
import { addAccount, findAccountByAddress } from "./account.queries.ts";
import { Address } from "./address.ts";
import { inviteAccount } from "./sign-in.commands.ts";

const { db } = await testDatabase();
const { app, as, get, post, at } = appOn(db);
const group = (): Promise<Group> => addGroup(db, { name: "WG", timeZone: "UTC" }, at.now);
const DAY = 86_400_000;

/** Signs in by a link as a browser does, and gives the answer with the cookie to go on with. */
async function signInByLink(accountId: number, fields: Record<string, string> = {}) {
  const answer = await post("/sign-in", { link: await inviteAccount(db, accountId, at.now), ...fields });
  const set = answer.headers.get("set-cookie") ?? "";
  return { set, cookie: set.split(";")[0] ?? "" };
}
const account = () => addAccount(db, { personId: null, displayName: "Sparrow" }, at.now);
const read = async (cookie: string, path = "/account") => app.request(path, { headers: { cookie } });

test("whoever is signed in sees their own name, and a visitor is led to the way in", async () => {
  const amina = await as("Amina Diallo", await group());
  assert.match(await (await amina.get("/account")).text(), /<h1><bdi>Amina Diallo<\/bdi><\/h1>/);
  const visitor = await get("/account");
  assert.equal(visitor.status, 303);
  assert.equal(visitor.headers.get("location"), "/sign-in");
});

test("an address is kept in its one form, is found by it, and is taken away again", async () => {
  const amina = await as("Amina Diallo", await group());
  assert.equal((await amina.post("/account/address", { address: " Amina@EXAMPLE.org " })).status, 303);
  const found = await findAccountByAddress(db, "amina@example.org");
  assert.equal(found?.displayName, "Amina Diallo");
  assert.match(await (await amina.get("/account")).text(), /amina@example\.org/);
  await amina.post("/account/address/removal", {});
  assert.equal(await findAccountByAddress(db, "amina@example.org"), undefined);
});

test("two accounts never have one address, also when both ask at once", async () => {
  const wg = await group();
  const people = await Promise.all(["Ada One", "Ben Two", "Cy Three"].map((name) => as(name, wg)));
  const answers = await Promise.all(people.map((one) => one.post("/account/address", { address: "one@example.org" })));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 409, 409]);
});

test("what is no address is said beside its field, and what was typed stays", async () => {
  const amina = await as("Amina Diallo", await group());
  const answer = await amina.post("/account/address", { address: "amina (at) example" });
  assert.equal(answer.status, 422);
  assert.match(await answer.text(), /Write one address[\s\S]*value="amina \(at\) example"/);
});

test("a visitor changes no account", async () => {
  assert.equal((await post("/account/address", { address: "a@example.org" })).status, 403);
  assert.equal((await post("/account/sign-ins/end", {})).status, 403);
});

const NO_ADDRESS = [
  "evil@example.org (a (b) <member@example.org>)",
  "<member@example.org>",
  "member@example.org, evil@example.org",
  '"member"@example.org',
  "member@exam＠ple.org",
  "member@evil@example.org",
  "group: member@example.org;",
  "member@[127.0.0.1]",
  "member@127.0.0.1",
  "member@localhost",
  "mem ber@example.org",
  "member@example.org\nBcc: evil@example.org",
  ".member@example.org",
  "member@-example.org",
  `${"a".repeat(65)}@example.org`,
  "мember@example.org",
];
for (const words of NO_ADDRESS)
  test(`this is no address: ${JSON.stringify(words)}`, () => assert.equal(Address.safeParse(words).success, false));

test("a look-alike of a sign becomes that sign before anything is looked at", () => {
  assert.equal(Address.parse("Member＠EXAMPLE．org"), "member@example.org");
});

test("a domain in other letters is kept as mail servers know it", () => {
  assert.equal(Address.parse("amina@أمثلة.مصر"), "amina@xn--igbmf4hd.xn--wgbh1c");
});

test("a pseudonym has a page of its own, without a person and without an address", async () => {
  const { cookie } = await signInByLink((await account()).id);
  const page = await (await read(cookie)).text();
  assert.match(page, /Sparrow/);
  assert.match(page, /no person in the records/);
  assert.match(page, /No address is kept/);
});

test("on a device that is not one's own the browser keeps a cookie for the visit alone", async () => {
  const { id } = await account();
  const visit = await signInByLink(id, { visit: "1" });
  assert.doesNotMatch(visit.set, /Expires|Max-Age/i);
  assert.match((await signInByLink(id)).set, /Expires=/);
  for (const path of ["/account", "/", "/search"])
    assert.equal((await read(visit.cookie, path)).headers.get("cache-control"), "no-store", path);
});

test("a visit that is left alone is over after two hours, and one that goes on after twelve", async () => {
  const { cookie } = await signInByLink((await account()).id, { visit: "1" });
  const began = at.now;
  for (let hours = 1; hours <= 11; hours++) {
    at.now = new Date(began.getTime() + hours * 3_600_000);
    assert.equal((await read(cookie)).status, 200, `after ${hours} hours`);
  }
  at.now = new Date(began.getTime() + 12 * 3_600_000 + 1);
  assert.equal((await read(cookie)).status, 303);
  at.now = began;
  const left = await signInByLink((await account()).id, { visit: "1" });
  at.now = new Date(began.getTime() + 2.5 * 3_600_000);
  assert.equal((await read(left.cookie)).status, 303);
  at.now = began;
});

test("a sign-in that is used every week goes on for ninety days, and one that is left for two weeks is over", async () => {
  const { cookie } = await signInByLink((await account()).id);
  const left = await signInByLink((await account()).id);
  const began = at.now;
  for (let weeks = 1; weeks <= 12; weeks++) {
    at.now = new Date(began.getTime() + weeks * 7 * DAY);
    assert.equal((await read(cookie)).status, 200, `after ${weeks} weeks`);
  }
  assert.equal((await read(left.cookie)).status, 303);
  at.now = new Date(began.getTime() + 90 * DAY + 1);
  assert.equal((await read(cookie)).status, 303);
  at.now = began;
});

test("of a sign-in that is kept, the database tells on which day it was used last, and no more", async () => {
  const { id } = await account();
  await signInByLink(id);
  const kept = await db.selectFrom("sign_in").select(["expires_at"]).executeTakeFirstOrThrow();
  assert.equal(kept.expires_at.getTime() % DAY, 0);
});

test("one sees one's sign-ins by day and ends the others", async () => {
  const { id } = await account();
  const [here, there] = [await signInByLink(id), await signInByLink(id)];
  assert.match(await (await read(here.cookie)).text(), /Since[\s\S]*this one/);
  const token = /name="_token" value="([^"]+)"/.exec(await (await read(here.cookie)).text())?.[1] ?? "";
  const headers = { cookie: here.cookie, "content-type": "application/x-www-form-urlencoded" };
  const body = new URLSearchParams({ _token: token, _key: "k" }).toString();
  assert.equal((await app.request("/account/sign-ins/end", { method: "POST", headers, body })).status, 303);
  assert.equal((await read(there.cookie)).status, 303);
  assert.equal((await read(here.cookie)).status, 200);
});

test("nobody ends the sign-in of another", async () => {
  const wg = await group();
  const [amina, ben] = [await as("Amina Diallo", wg), await as("Ben Two", wg)];
  await signInByLink((await account()).id);
  const rows = await db.selectFrom("sign_in").select("handle").execute();
  for (const { handle } of rows) await amina.post(`/account/sign-ins/${handle}/end`, {});
  assert.equal((await ben.get("/account")).status, 200);
  assert.equal((await amina.get("/account")).status, 303, "her own she may end");
});

test("signing out ends the sign-in and clears what the browser keeps", async () => {
  const amina = await as("Amina Diallo", await group());
  const answer = await amina.post("/sign-out", {});
  assert.equal(answer.headers.get("clear-site-data"), '"cache", "cookies", "storage"');
  assert.equal((await amina.get("/account")).status, 303);
});
