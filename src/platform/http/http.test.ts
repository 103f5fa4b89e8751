import assert from "node:assert/strict";
import { test } from "node:test";
import { brotliDecompressSync } from "node:zlib";
import { Hono } from "hono";
import { Conflict, Refusal } from "../refusal.ts";
import { answer } from "./answer.ts";
import { setHeaders } from "./headers.ts";
import { log } from "./log.ts";
import { formToken, guardOf, isTokenOf, refuseForeignForms, refuseWithoutToken } from "./protection.ts";
import { readForm } from "./sent-form.ts";

const SITE = { origin: "http://localhost:4100" };
const SIGNED_IN = { cookie: "__Host-baraza=secret-of-ada" };
const HOME = { host: "baraza.test", "sec-fetch-site": "same-origin" };

function site(): Hono {
  const app = new Hono();
  app.use(setHeaders(SITE), refuseForeignForms, readForm, refuseWithoutToken);
  app.get("/page", (c) => answer(c, "<p>".repeat(500), "text/html"));
  app.get("/form", (c) => answer(c, guardOf(c).token, "text/html"));
  app.post("/act", (c) =>
    c.json({ ...c.var.form.fields(), files: c.var.form.files("file").map((file) => [file.name, file.bytes.length]) }),
  );
  app.get("/refused", () => {
    throw new Conflict("{name} was faster.", { name: "Ada" });
  });
  app.onError((error, c) => (error instanceof Refusal ? c.text(error.message, error.status) : c.text("bug", 500)));
  return app;
}

const send = (headers: Record<string, string>, fields: Record<string, string> = {}): Promise<Response> =>
  Promise.resolve(site().request("/act", { method: "POST", headers, body: new URLSearchParams(fields) }));

test("a form of our own page passes, one that another site sends is refused", async () => {
  const _token = formToken("secret-of-ada");
  assert.equal((await send({ ...SIGNED_IN, ...HOME }, { _token })).status, 200);
  assert.equal((await send({ ...SIGNED_IN, ...HOME, origin: "null" }, { _token })).status, 200, "under no-referrer");
  assert.equal(
    (await send({ ...SIGNED_IN, host: "baraza.test" }, { _token })).status,
    200,
    "an old browser with the token",
  );
  for (const site of ["cross-site", "same-site"])
    assert.equal((await send({ ...SIGNED_IN, ...HOME, "sec-fetch-site": site }, { _token })).status, 403, site);
  assert.equal(
    (await send({ ...SIGNED_IN, host: "baraza.test", origin: "https://evil.example" }, { _token })).status,
    403,
  );
  assert.equal(
    (await send({ host: "baraza.test", origin: "https://evil.example" })).status,
    403,
    "not signed in either",
  );
});

test("without the token of one's own sign-in nothing is done", async () => {
  assert.equal((await send({ ...SIGNED_IN, ...HOME })).status, 403);
  assert.equal((await send({ ...SIGNED_IN, ...HOME }, { _token: formToken("secret-of-bob") })).status, 403);
  assert.equal((await send({ ...SIGNED_IN, host: "baraza.test", origin: "null" })).status, 403);
});

test("the token looks different each time and holds each time", () => {
  const [first, second] = [formToken("s"), formToken("s")];
  assert.notEqual(first, second);
  assert.ok(isTokenOf("s", first) && isTokenOf("s", second));
  assert.ok(!isTokenOf("s", first.slice(0, -2)) && !isTokenOf("s", "") && !isTokenOf("t", first));
});

test("what is too large is refused before it is kept", async () => {
  assert.equal((await send(HOME, { words: "x".repeat(1024 * 1024 + 1) })).status, 413);
  const many = Object.fromEntries(Array.from({ length: 2001 }, (_, at) => [`f${at}`, ""]));
  assert.equal((await send(HOME, many)).status, 413);
  const body = new Uint8Array(10 * 1024 * 1024 + 65 * 1024);
  const headers = { ...HOME, "content-type": "multipart/form-data; boundary=x" };
  assert.equal((await site().request("/act", { method: "POST", headers, body })).status, 413);
});

test("a file arrives whole, and text arrives in one form of writing", async () => {
  const body = new FormData();
  body.append("file", new File([new Uint8Array(70_000)], "report.docx"));
  body.append("words", "Caf\u0065\u0301\r\nnext\0");
  const arrived = await site().request("/act", { method: "POST", headers: HOME, body });
  assert.deepEqual(await arrived.json(), { words: "Café\nnext", files: [["report.docx", 70_000]] });
});

test("a damaged upload is refused in a sentence", async () => {
  const headers = { ...HOME, "content-type": "multipart/form-data; boundary=x" };
  const answered = await site().request("/act", { method: "POST", headers, body: "--x\r\ngarbage" });
  assert.equal(answered.status, 400);
});

test("every answer carries the rules for the browser, refusals too", async () => {
  for (const path of ["/page", "/refused", "/nowhere"]) {
    const { headers } = await site().request(path);
    assert.match(headers.get("content-security-policy") ?? "", /^default-src 'none'; img-src/);
    assert.equal(headers.get("referrer-policy"), "no-referrer");
    assert.equal(headers.get("x-content-type-options"), "nosniff");
  }
});

test("a page is compressed, has a fingerprint, and is not sent twice", async () => {
  const first = await site().request("/page", { headers: { "accept-encoding": "gzip, br" } });
  assert.equal(first.headers.get("content-encoding"), "br");
  assert.equal(brotliDecompressSync(await first.bytes()).toString(), "<p>".repeat(500));
  const known = { "accept-encoding": "gzip, br", "if-none-match": first.headers.get("etag") ?? "" };
  assert.equal((await site().request("/page", { headers: known })).status, 304);
  const plain = await site().request("/page", { headers: { "accept-encoding": "br;q=0, identity" } });
  assert.equal(plain.headers.get("content-encoding"), null);
  assert.notEqual(plain.headers.get("etag"), first.headers.get("etag"));
});

test("what one reader gets is kept nowhere", async () => {
  assert.equal((await site().request("/page", { headers: SIGNED_IN })).headers.get("cache-control"), "no-store");
  assert.equal((await site().request("/form")).headers.get("cache-control"), "no-store");
});

test("the log names the place in the program and nothing that anyone wrote", () => {
  const lines: string[] = [];
  const error = new Error('duplicate key: (email)=(ada@example.org) "secret"');
  log(
    { at: new Date(0), route: "POST /:group/actions", status: 500, durationMs: 3.2, number: "123456", error },
    (line) => lines.push(line),
  );
  assert.match(lines.join(""), /"route":"POST \/:group\/actions"/);
  assert.match(lines.join(""), /http\.test\.ts/);
  assert.doesNotMatch(lines.join(""), /ada@|secret/);
});
