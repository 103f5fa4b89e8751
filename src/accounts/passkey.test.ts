import assert from "node:assert/strict";
import { test } from "node:test";
import { appOn } from "../../test/app.ts";
import { authenticator } from "../../test/authenticator.ts";
import { testDatabase } from "../../test/database.ts";
import { addGroup } from "../groups/group.queries.ts";
import { setRules } from "../groups/rules.queries.ts";
import { addAccount } from "./account.queries.ts";
import { startSignIn } from "./sign-in.commands.ts";

const { db } = await testDatabase();
const { app, as, at, get, post, visitWith } = appOn(db);
const MINUTE = 60_000;

async function holder(name = "Sparrow") {
  const { id } = await addAccount(db, { personId: null, displayName: name }, at.now);
  return visitWith(await startSignIn(db, id, { way: "link", stay: "kept" }, at.now));
}
const questionOn = async (page: Response): Promise<string> =>
  (/data-question="([^"]+)"/.exec(await page.text())?.[1] ?? "").replaceAll("&quot;", '"');

/** Someone with a passkey, and the device that holds it. */
async function withPasskey(name?: string) {
  const who = await holder(name);
  const device = authenticator();
  const kept = await who.post("/account/passkeys", {
    answer: device.create(await questionOn(await who.get("/account/passkeys"))),
  });
  assert.equal(kept.status, 303);
  return { who, device };
}
const signInQuestion = async () => questionOn(await get("/sign-in/passkey"));

test("a passkey is added on one's own page and signs in afterwards", async () => {
  const { who, device } = await withPasskey();
  assert.match(await (await who.get("/account/passkeys")).text(), /Added on[\s\S]*not used yet/);
  const entered = await post("/sign-in/passkey", { answer: device.get(await signInQuestion()) });
  assert.equal(entered.status, 303);
  const cookie = (entered.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  assert.match(await (await app.request("/account", { headers: { cookie } })).text(), /Sparrow[\s\S]*by passkey/);
});

test("an answer is good once, also when it comes many times at once", async () => {
  const { device } = await withPasskey();
  const answer = device.get(await signInQuestion());
  const answers = await Promise.all([1, 2, 3, 4].map(() => post("/sign-in/passkey", { answer })));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 422, 422, 422]);
});

test("a question is open for five minutes", async () => {
  const { device } = await withPasskey();
  const question = await signInQuestion();
  const began = at.now;
  at.now = new Date(began.getTime() + 5 * MINUTE);
  assert.equal((await post("/sign-in/passkey", { answer: device.get(question) })).status, 422);
  at.now = began;
});

test("an answer given on a false page, for another host, or without the device's lock signs nobody in", async () => {
  const { device } = await withPasskey();
  const places = [{ origin: "https://baraza.example.evil" }, { host: "example.evil" }, { unlocked: false }];
  for (const place of places) {
    const answer = device.get(await signInQuestion(), place);
    assert.equal((await post("/sign-in/passkey", { answer })).status, 422, JSON.stringify(place));
  }
  assert.equal((await post("/sign-in/passkey", { answer: device.get(await signInQuestion()) })).status, 303);
});

test("a copied passkey that lags behind the true one signs nobody in", async () => {
  const { device } = await withPasskey();
  await post("/sign-in/passkey", { answer: device.get(await signInQuestion()) });
  const answer = device.get(await signInQuestion(), { copied: true });
  assert.equal((await post("/sign-in/passkey", { answer })).status, 422);
});

test("a device that is not known here, and rubbish in the field, are answered by the page again", async () => {
  await withPasskey();
  const question = await signInQuestion();
  const unknown = await post("/sign-in/passkey", { answer: authenticator().get(question) });
  assert.equal(unknown.status, 422);
  assert.match(await unknown.text(), /role="alert">That did not work/);
  for (const answer of ["", "{}", "null", "[]", '{"id":1}', "\u202e", "x".repeat(100_000), '{"response":{}}'])
    assert.equal((await post("/sign-in/passkey", { answer })).status, 422, answer.slice(0, 20));
});

test("a passkey is taken into the account that asked for it, and into no other", async () => {
  const [ada, ben] = [await holder("Ada One"), await holder("Ben Two")];
  const answer = authenticator().create(await questionOn(await ada.get("/account/passkeys")));
  assert.equal((await ben.post("/account/passkeys", { answer })).status, 422);
  const second = authenticator().create(await questionOn(await ada.get("/account/passkeys")));
  const answers = await Promise.all([1, 2, 3].map(() => ada.post("/account/passkeys", { answer: second })));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 422, 422]);
});

test("a question for making a passkey is none for signing in, and the other way round", async () => {
  const { who, device } = await withPasskey();
  const making = await questionOn(await who.get("/account/passkeys"));
  assert.equal((await post("/sign-in/passkey", { answer: device.get(making) })).status, 422);
  const answer = authenticator().create(await signInQuestion());
  assert.equal((await who.post("/account/passkeys", { answer })).status, 422);
});

test("a passkey that was taken away signs nobody in, and nobody takes away another's", async () => {
  const { who, device } = await withPasskey();
  const ben = await holder("Ben Two");
  const { id } = await db.selectFrom("passkey").select("id").executeTakeFirstOrThrow();
  assert.equal((await ben.post(`/account/passkeys/${id}/removal`, {})).status, 404);
  assert.equal((await who.post(`/account/passkeys/${id}/removal`, {})).status, 303);
  assert.equal((await post("/sign-in/passkey", { answer: device.get(await signInQuestion()) })).status, 422);
});

test("a visitor adds no passkey", async () => {
  assert.equal((await get("/account/passkeys")).status, 303);
  assert.equal((await post("/account/passkeys", { answer: "{}" })).status, 403);
});

test("a script runs on the pages that ask for a passkey, and on no other way in", async () => {
  const policy = async (path: string) => (await get(path)).headers.get("content-security-policy") ?? "";
  assert.match(await policy("/sign-in/passkey"), /script-src 'self'/);
  for (const path of ["/sign-in", "/sign-in/sent", "/"]) assert.doesNotMatch(await policy(path), /script-src/);
  const script = await get("/static/passkey.js");
  assert.match(script.headers.get("content-type") ?? "", /^text\/javascript/);
  assert.ok((await script.text()).length < 10_000);
});

test("where a group's rules ask office holders for a passkey, those without one are asked, until they have it", async () => {
  const group = await addGroup(db, { name: "WG", timeZone: "UTC" }, at.now);
  const amina = await as("Amina Diallo", group);
  const asks = /asks its office holders to sign in with a passkey/;
  assert.doesNotMatch(await (await amina.get("/account")).text(), asks);
  await setRules(db, group.id, { ruleSet: "formal", rulesOtherwise: [] });
  assert.match(await (await amina.get("/account")).text(), asks);
  const answer = authenticator().create(await questionOn(await amina.get("/account/passkeys")));
  await amina.post("/account/passkeys", { answer });
  assert.doesNotMatch(await (await amina.get("/account")).text(), asks);
});

test("under those rules an office holder's sign-in is over after twelve hours unused, and goes on while used", async () => {
  const group = await addGroup(db, { name: "WG", timeZone: "UTC" }, at.now);
  await setRules(db, group.id, { ruleSet: "formal", rulesOtherwise: [] });
  const began = at.now;
  const [used, left] = [await as("Amina Diallo", group), await as("Amina Diallo", group)];
  for (let hours = 11; hours <= 33; hours += 11) {
    at.now = new Date(began.getTime() + hours * 60 * MINUTE);
    assert.equal((await used.get("/account")).status, 200, `after ${hours} hours`);
  }
  assert.equal((await left.get("/account")).status, 303);
  at.now = began;
});
