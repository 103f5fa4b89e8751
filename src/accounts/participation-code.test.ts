import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { appOn } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import { Limits } from "../platform/http/limits.ts";
import { addAccount } from "./account.queries.ts";
import { codeFrom, readTypedCode, spokenCode } from "./participation-code.ts";
import { startSignIn } from "./sign-in.commands.ts";

const { db } = await testDatabase();
const waits: number[] = [];
const clock = new Date("2026-03-05T14:00:00Z");
const limits = new Limits(
  () => clock,
  async (ms) => void waits.push(ms),
);
const { app, at, get, post, visitWith } = appOn(db, { limits });

async function holder(name = "Sparrow") {
  const { id } = await addAccount(db, { personId: null, displayName: name }, at.now);
  return visitWith(await startSignIn(db, id, { way: "link", stay: "kept" }, at.now));
}
const codeIn = async (answer: Response): Promise<string> =>
  /<p class="code" dir="ltr">([^<]+)</.exec(await answer.text())?.[1] ?? "no code";
const anyCode = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => codeFrom(Buffer.from(bytes)));
const isCode = (typed: string): boolean => readTypedCode(typed).kind === "code";

test("a code has 20 signs in five groups, and is read back whatever stands between them", () => {
  fc.assert(
    fc.property(anyCode, (code) => {
      assert.match(spokenCode(code), /^([0-9A-HJKMNP-RTVWXYZ]{4}-){4}[0-9A-HJKMNP-RTVWXYZ]{4}$/);
      for (const typed of [code, spokenCode(code), ` ${spokenCode(code).toLowerCase().replaceAll("-", " ")}\u200f. `])
        assert.deepEqual(readTypedCode(typed), { kind: "code", code });
    }),
  );
});

test("a typed O for 0, I or L for 1, S for 5, U for V, and digits of other scripts are read rightly", () => {
  fc.assert(
    fc.property(anyCode, (code) => {
      const mistaken = code.replaceAll("0", "O").replaceAll("1", "l").replaceAll("5", "s").replaceAll("V", "u");
      assert.deepEqual(readTypedCode(mistaken), { kind: "code", code });
      assert.deepEqual(readTypedCode(code.replaceAll("1", "I")), { kind: "code", code });
      const arabic = code.replace(/\d/g, (digit) => "٠١٢٣٤٥٦٧٨٩"[Number(digit)] ?? "");
      assert.deepEqual(readTypedCode(arabic), { kind: "code", code });
    }),
  );
});

test("every single wrong sign, and every two that changed places, is seen as a typing error", () => {
  const place = fc.nat({ max: 19 });
  const sign = fc.constantFrom(..."0123456789ABCDEFGHJKMNPQRTVWXYZ");
  fc.assert(
    fc.property(anyCode, place, place, sign, (code, one, other, wrong) => {
      const signs = [...code];
      if (signs[one] !== wrong) assert.equal(isCode(signs.with(one, wrong).join("")), false);
      const swapped = signs.with(one, signs[other] ?? "").with(other, signs[one] ?? "");
      if (signs[one] !== signs[other]) assert.equal(isCode(swapped.join("")), false);
    }),
    { numRuns: 2_000 },
  );
});

test("codes of random bytes use every sign at every free place, so that none is easier to guess", () => {
  const seen = Array.from({ length: 19 }, () => new Set<string>());
  for (let i = 0; i < 1_500; i++)
    for (const [place, set] of seen.entries()) set.add(codeFrom(randomBytes(32))[place] ?? "");
  assert.ok(seen.every((set) => set.size === 31));
});

test("a code is made on one's own page, shown once, and lets in without script and without an address", async () => {
  const sparrow = await holder();
  const code = await codeIn(await sparrow.post("/account/code", { _key: "k1" }));
  assert.equal(isCode(code), true);
  assert.equal((await (await sparrow.get("/account/code")).text()).includes(code), false);
  assert.match(await (await get("/sign-in")).text(), /action="\/sign-in\/code"/);
  const entered = await post("/sign-in/code", { code: code.toLowerCase() });
  assert.equal(entered.status, 303);
  const cookie = (entered.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  assert.match(await (await app.request("/account", { headers: { cookie } })).text(), /Sparrow[\s\S]*by code/);
});

test("one press that comes twice shows the one code that holds", async () => {
  const sparrow = await holder();
  const answers = await Promise.all([1, 2].map(() => sparrow.post("/account/code", { _key: "one press" })));
  const [first = "", second = ""] = await Promise.all(answers.map(codeIn));
  assert.equal(first, second);
  assert.equal((await post("/sign-in/code", { code: first })).status, 303);
  const next = await codeIn(await sparrow.post("/account/code", { _key: "another press" }));
  assert.notEqual(next, first);
});

test("a new code takes the place of the old one, and one that is given up lets nobody in", async () => {
  const sparrow = await holder();
  const old = await codeIn(await sparrow.post("/account/code", { _key: "k1" }));
  const code = await codeIn(await sparrow.post("/account/code", { _key: "k2" }));
  assert.equal((await post("/sign-in/code", { code: old })).status, 422);
  assert.equal((await post("/sign-in/code", { code })).status, 303);
  assert.equal((await sparrow.post("/account/code/removal", {})).status, 303);
  assert.equal((await post("/sign-in/code", { code })).status, 422);
});

test("a typing error is said as one, with what was typed, and an unknown code as a code that lets nobody in", async () => {
  const code = codeFrom(randomBytes(32));
  const wrong = (code[3] === "7" ? "8" : "7") + code.slice(1);
  const mistyped = await post("/sign-in/code", { code: code[0] === wrong[0] ? `${code.slice(1)}${code[0]}` : wrong });
  assert.equal(mistyped.status, 422);
  assert.match(await mistyped.text(), /typing error/);
  const short = await post("/sign-in/code", { code: "ABCD-EFGH" });
  assert.match(await short.text(), /these are 8[\s\S]*value="ABCD-EFGH"/);
  assert.match(await (await post("/sign-in/code", { code })).text(), /This code lets nobody in/);
});

test("only the hash of a code is kept, and no line of the journal holds it", async () => {
  const code = (await codeIn(await (await holder()).post("/account/code", { _key: "k" }))).replaceAll("-", "");
  const kept = await db.selectFrom("participation_code").selectAll().execute();
  const lines = await db.selectFrom("journal_payload").selectAll().execute();
  const acts = await db.selectFrom("act").selectAll().execute();
  assert.equal(kept[0]?.code_hash.length, 32);
  assert.doesNotMatch(JSON.stringify([kept, lines, acts]), new RegExp(`${code}|${spokenCode(code)}`));
});

test("a visitor makes no code", async () => {
  assert.equal((await post("/account/code", {})).status, 403);
});

test("fifty people behind one address all get in by code, at once and without waiting", async () => {
  const codes = await Promise.all(
    Array.from({ length: 50 }, async (_, who) =>
      codeIn(await (await holder(`Person ${who}`)).post("/account/code", { _key: `k${who}` })),
    ),
  );
  const env = { incoming: { socket: { remoteAddress: "203.0.113.7" } } };
  const send = (code: string) =>
    app.request("/sign-in/code", { method: "POST", body: new URLSearchParams({ code }) }, env);
  const answers = await Promise.all(codes.map(send));
  assert.ok(answers.every(({ status }) => status === 303));
  assert.deepEqual(waits, []);
});

test("a neighbourhood that tries codes without end waits, and its honest holder gets in all the same", async () => {
  const code = await codeIn(await (await holder()).post("/account/code", { _key: "k" }));
  const env = { incoming: { socket: { remoteAddress: "198.51.100.7" } } };
  const send = (typed: string) =>
    app.request("/sign-in/code", { method: "POST", body: new URLSearchParams({ code: typed }) }, env);
  for (let i = 0; i < 150; i++) await send(codeFrom(randomBytes(32)));
  assert.ok(waits.length > 0 && waits.every((ms) => ms <= 2_000));
  assert.equal((await send(code)).status, 303);
});
