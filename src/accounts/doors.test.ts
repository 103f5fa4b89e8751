import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { appOn } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import { aGroup, aReport } from "../../test/record.ts";
import { addReport, openCase } from "../conduct/case.queries.ts";
import { addGroup } from "../groups/group.queries.ts";
import { addInvitations } from "../groups/invitation.queries.ts";
import { addUnsubscribeLink } from "../home/mail-wish.queries.ts";
import { newSecret, PURPOSES, secretHash } from "../platform/secret.ts";
import { addAccount, addSetupLink, addSignInLink } from "./account.queries.ts";
import { addMailedLinks, putAddressConfirmation } from "./mailed-link.queries.ts";
import { putCode } from "./participation-code.queries.ts";
import { codeFrom } from "./participation-code.ts";
import { addQuestion, addRegistration } from "./passkey.queries.ts";
import { startSignIn } from "./sign-in.commands.ts";

const { db } = await testDatabase();
const { app, at, get, post, visitWith } = appOn(db, { sendsMail: true });

test("the same words hash otherwise for every purpose, so that no table knows the secret of another", () => {
  const purpose = fc.constantFrom(...PURPOSES);
  fc.assert(
    fc.property(purpose, purpose, fc.string(), (one, other, secret) => {
      const same = secretHash(one, secret).equals(secretHash(other, secret));
      assert.equal(same, one === other);
    }),
  );
});

/** An account with an open secret of every kind; each by the name of its purpose. */
async function everySecret() {
  const end = new Date(at.now.getTime() + 60_000);
  const { id } = await addAccount(db, { personId: null, displayName: "Sparrow" }, at.now);
  const made = {
    "setup link": newSecret("setup link"),
    "sign-in link": newSecret("sign-in link"),
    "mailed link": newSecret("mailed link"),
    "address confirmation": newSecret("address confirmation"),
    "asking browser": newSecret("asking browser"),
    "passkey registration": newSecret("passkey registration"),
    "passkey question": newSecret("passkey question"),
  };
  await addSetupLink(db, made["setup link"].hash, end);
  await addSignInLink(db, id, made["sign-in link"].hash, end);
  const mailed = { hash: made["mailed link"].hash, accountId: id, browserHash: made["asking browser"].hash };
  await addMailedLinks(db, [{ ...mailed, stay: "kept" }], end);
  await putAddressConfirmation(db, id, "sparrow@example.org", made["address confirmation"].hash, end);
  await addRegistration(db, id, made["passkey registration"].hash, end);
  await addQuestion(db, made["passkey question"].hash, end);
  const code = codeFrom(randomBytes(32));
  await putCode(db, id, secretHash("participation code", code), "2026-03-05");
  const signIn = await startSignIn(db, id, { way: "link", stay: "kept" }, at.now);
  const secrets = Object.entries(made).map(([purpose, { secret }]) => [purpose, secret] as const);
  return new Map([...secrets, ["participation code", code] as const, ["sign-in", signIn] as const]);
}

/** What was asked and reported in a group by somebody with a receipt, and a mail that can be ended. */
async function everyReceipt() {
  const group = await aGroup(db);
  const { meeting, text, blocks } = await aReport(db, group, { number: 3, heldOn: "2026-01-02", published: true }, [
    { kind: "paragraph", body: "One." },
  ]);
  const made = {
    "request receipt": newSecret("request receipt"),
    "conduct receipt": newSecret("conduct receipt"),
    unsubscribe: newSecret("unsubscribe"),
  };
  const asked = { name: "Ola", reason: "A study", language: "en", what: "list" as const, state: "asked" as const };
  const place = { group_id: group.id, meeting_id: meeting.id, receipt_hash: made["request receipt"].hash };
  await db
    .insertInto("access_request")
    .values({ ...asked, ...place, asked_at: at.now })
    .execute();
  const about = { groupId: group.id, textId: text.id, blockId: blocks[0]?.id ?? 0 };
  const { id } = await openCase(db, about, "spam", at.now);
  await addReport(db, { caseId: id, rule: "spam", words: "", accountId: null }, made["conduct receipt"].hash, at.now);
  const reader = await addAccount(db, { personId: null, displayName: "Heron" }, at.now);
  await addUnsubscribeLink(db, reader.id, "news", made.unsubscribe.hash, "2026-03-05");
  return Object.entries(made).map(([purpose, { secret }]) => [purpose, secret] as const);
}

/** Every door that a secret opens without another: what it is for, and whether it let in. */
const DOORS: Record<string, (secret: string) => Promise<boolean>> = {
  "setup link": async (link) =>
    (await post("/setup", { link, name: "WG", yourName: "Ada One", timeZone: "UTC" })).status === 303,
  "sign-in link": async (link) => (await post("/sign-in", { link })).status === 303,
  "mailed link": async (link) => (await post("/sign-in/mail", { link })).status === 303,
  "address confirmation": async (link) => (await post("/account/address/confirmation", { link })).status === 303,
  "participation code": async (code) => (await post("/sign-in/code", { code })).status === 303,
  "sign-in": async (secret) => (await visitWith(secret).get("/account")).status === 200,
  "request receipt": async (receipt) => (await post("/request", { receipt })).status === 200,
  "conduct receipt": async (receipt) => (await post("/rivers/conduct/receipt", { receipt })).status === 200,
  unsubscribe: async (token) => (await get(`/mail/unsubscribe?token=${token}`)).status === 200,
  invitation: async (link) => (await post("/invitation", { link, yourName: "Ada One" })).status === 303,
};
const PAGES = ["/setup", "/sign-in", "/sign-in/mail", "/account/address/confirmation", "/invitation"];

test("no secret of one purpose is taken for another at any door, whether it is shown or pressed", async () => {
  const secrets = await everySecret();
  const group = await addGroup(db, { name: "Here already", timeZone: "UTC" }, at.now);
  const invited = newSecret("invitation");
  const guest = { personId: null, name: "Gil Guest", address: null, affiliation: null, hash: invited.hash };
  const until = { accountId: null, expiresAt: new Date(at.now.getTime() + 60_000) };
  await addInvitations(db, group.id, [guest], until, at.now);
  secrets.set("invitation", invited.secret);
  for (const [purpose, secret] of await everyReceipt()) secrets.set(purpose, secret);
  const [purpose, door] = [fc.constantFrom(...secrets.keys()), fc.constantFrom(...Object.keys(DOORS))];
  await fc.assert(
    fc.asyncProperty(purpose, door, fc.constantFrom(...PAGES), async (of, at, page) => {
      const secret = secrets.get(of) ?? "";
      if (of === at) return;
      assert.equal(await DOORS[at]?.(secret), false, `${of} opened the door of ${at}`);
      const browser = await app.request(`/account`, { headers: { cookie: `__Host-asking=${secret}` } });
      assert.equal(browser.status, 303);
      assert.notEqual((await app.request(`${page}?link=${secret}x`)).status, 200, page);
    }),
    { numRuns: 300 },
  );
});

test("each secret opens its own door, so that the doors above are the true ones", async () => {
  const secrets = await everySecret();
  for (const [purpose, open] of Object.entries(DOORS).filter(([name]) => secrets.has(name)))
    assert.equal(await open(secrets.get(purpose) ?? ""), true, purpose);
  for (const [purpose, secret] of await everyReceipt()) assert.equal(await DOORS[purpose]?.(secret), true, purpose);
});

test("a link that is used many times at once works once, at every door", async () => {
  const secrets = await everySecret();
  for (const door of ["sign-in link", "mailed link", "address confirmation", "setup link"]) {
    const opened = await Promise.all([1, 2, 3, 4].map(() => DOORS[door]?.(secrets.get(door) ?? "")));
    assert.equal(opened.filter(Boolean).length, 1, door);
  }
});
