import assert from "node:assert/strict";
import { type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import { test } from "node:test";
import { makeApp } from "../src/app.ts";
import { appOn } from "./app.ts";
import { crawl } from "./crawl.ts";
import { testDatabase } from "./database.ts";
import { addressOf, type Route, routesOf } from "./routes.ts";
import { type Site, sampleSite } from "./site.ts";

const { db } = await testDatabase();
const NOW = new Date("2026-03-05T14:00:00Z");
const ROUTES = routesOf(appOn(db).app);
/** Words that fit the forms which parameters have; most lead to nothing that exists, which is answered too. */
const WORDS = ["9", "9.md", "9.ics", "local-content", "actions.csv", "0/000"];

/** The header set of SAFETY A8, but for the hash of a page's own style. Whoever changes it changes it here too, and says why. */
const EVERY_ANSWER = {
  "content-security-policy":
    "default-src 'none'; img-src 'self' data:; form-action 'self'; frame-ancestors 'self'; base-uri 'none'; require-trusted-types-for 'script'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};
/** Names that an answer may have besides, each because of what it is. */
const ALLOWED = [
  ...Object.keys(EVERY_ANSWER),
  ...["cache-control", "content-disposition", "content-encoding", "content-length", "content-type", "etag", "vary"],
  ...["location", "set-cookie", "clear-site-data", "x-robots-tag", "allow", "retry-after"],
  ...["date", "connection", "keep-alive", "transfer-encoding"],
];

/** What comes on top where people reach the program by https. */
const HSTS_BYTES = "strict-transport-security: max-age=63072000\r\n".length;

/** The few pages that have a script, and what lets it run; no other answer allows any. */
const SCRIPTED = ["/sign-in/passkey", "/account/passkeys"].flatMap((path) => [`GET ${path}`, `POST ${path}`]);
const SCRIPT = " script-src 'self'; connect-src 'self';";

type Said = { status: number; headers: IncomingMessage["headers"]; headBytes: number };
let site: Site;
let origin = "";

/** The database is emptied before each test, so each opens the sample group for itself. */
async function opened(): Promise<{ cookie: string }> {
  site = await sampleSite(db);
  origin = site.origin;
  return { cookie: await site.signedIn() };
}

test("every route answers with the whole header set and no other header, to a visitor and to an office holder", async () => {
  const { cookie } = await opened();
  try {
    for (const route of ROUTES)
      for (const headers of [{}, { cookie }]) {
        const said = await ask(route.method, pathOf(route), headers);
        holdsTheSet(said, `${route.method} ${route.template}`);
      }
    const statuses = await Promise.all(
      ["/nowhere", "/%ff", "/", "/search?q=x", "/healthz"].map(async (path) => {
        const said = await ask("GET", path, {});
        holdsTheSet(said, path);
        return said.status;
      }),
    );
    assert.deepEqual(statuses, [404, 404, 200, 200, 200]);
  } finally {
    await site.close();
  }
});

test("what was not changed, what is not taken and what went wrong carries the set too", async () => {
  await opened();
  try {
    const first = await ask("GET", "/", {});
    const again = await ask("GET", "/", { "if-none-match": String(first.headers.etag) });
    assert.equal(again.status, 304);
    holdsTheSet(again, "304");
    for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"]) {
      const refused = await ask(method, "/", {});
      assert.equal(refused.status, 405, method);
      assert.equal(refused.headers.allow, "GET, HEAD, POST");
      holdsTheSet(refused, method);
    }
    const foreign = await ask("POST", "/sign-out", { "sec-fetch-site": "cross-site" });
    assert.equal(foreign.status, 403);
    holdsTheSet(foreign, "a form of another site");
  } finally {
    await site.close();
  }
});

test("a page's response head is small, and nothing of who is signed in is kept", async () => {
  const { cookie } = await opened();
  try {
    for (const page of await crawl(origin)) {
      const { headBytes } = await ask("GET", page.path, {});
      assert.ok(headBytes + HSTS_BYTES <= 700, `${page.path}: ${headBytes} B`);
    }
    for (const path of ["/", site.group, `${site.group}/meetings/9`, `${site.group}/actions.csv`])
      assert.equal((await ask("GET", path, { cookie })).headers["cache-control"], "no-store", path);
    assert.equal((await ask("GET", "/sign-in", {})).headers["cache-control"], "no-store", "a page with a form");
  } finally {
    await site.close();
  }
});

test("no page names the host that it came from", async () => {
  const { cookie } = await opened();
  try {
    for (const reader of [undefined, cookie])
      for (const page of await crawl(origin, reader)) {
        // The one file that is made to be taken along leads back by whole addresses.
        if (page.path.endsWith(".html")) continue;
        const named = new RegExp(` (?:href|src|action)="(?:https?:)?//${new URL(origin).hostname}`, "i");
        assert.doesNotMatch(page.html, named, page.path);
      }
  } finally {
    await site.close();
  }
});

test("where people come by https the browser is told to stay with it, and where there is an onion address Tor is told", async () => {
  const site = { name: "Baraza", origin: "https://baraza.example", sendsMail: false, onion: "http://abc.onion" };
  const { headers } = await makeApp({ db, now: () => NOW, site }).request("/search?q=who");
  assert.equal(headers.get("strict-transport-security"), "max-age=63072000");
  assert.equal(headers.get("onion-location"), "http://abc.onion/search", "what was searched for is not repeated");
});

test("security.txt says whom to tell, for half a year from any day; without a contact there is none", async () => {
  const asked = async (now: Date, securityContact?: string) => {
    const site = { name: "Baraza", origin: "https://baraza.example", sendsMail: false, securityContact };
    return makeApp({ db, now: () => now, site }).request("/.well-known/security.txt");
  };
  assert.equal((await asked(NOW)).status, 404);
  for (const now of [NOW, new Date("2031-12-31T23:59:59Z")]) {
    const said = await asked(now, "mailto:safe@baraza.example");
    assert.equal(said.headers.get("content-type"), "text/plain; charset=utf-8");
    const text = await said.text();
    assert.match(text, /^Contact: mailto:safe@baraza\.example\nExpires: /);
    const days = (Date.parse(/^Expires: (.+)$/m.exec(text)?.[1] ?? "") - now.getTime()) / 86_400_000;
    assert.ok(days > 170 && days < 365, `${days} days`);
  }
});

test("a request that two readers would take for different ones is refused", async () => {
  await opened();
  try {
    const { port } = new URL(origin);
    const smuggled = [
      "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nX",
      "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
      "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: x\r\nBad Name: 1\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: x\nX: 1\r\n\r\n",
    ];
    for (const bytes of smuggled) assert.match(await raw(Number(port), bytes), /^HTTP\/1\.1 400 /, bytes);
  } finally {
    await site.close();
  }
});

const pathOf = (route: Route): string => addressOf(route, { group: "local-content" }, WORDS);

function holdsTheSet({ headers }: Said, what: string): void {
  const script = SCRIPTED.includes(what) ? SCRIPT : "";
  for (const [name, value] of Object.entries(EVERY_ANSWER))
    assert.equal(
      String(headers[name])
        .replace(script, "")
        .replace(/ style-src 'sha256-[^']+';/, ""),
      value,
      `${what}: ${name}`,
    );
  for (const name of Object.keys(headers)) assert.ok(ALLOWED.includes(name), `${what} has ${name}`);
}

function ask(method: string, path: string, headers: Record<string, string>): Promise<Said> {
  return new Promise((resolve, reject) => {
    const sent = request(origin + path, { method, headers, agent: false }, (answer) => {
      const lines = answer.rawHeaders.length / 2;
      const headBytes =
        answer.rawHeaders.join("").length + lines * 4 + `HTTP/1.1 200 ${answer.statusMessage}\r\n\r\n`.length;
      answer.resume();
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, headBytes }));
    });
    sent.on("error", reject);
    sent.end();
  });
}

function raw(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    socket.on("data", (chunk) => {
      said += chunk.toString("latin1");
      if (said.includes("\r\n\r\n")) socket.destroy();
    });
    socket.on("close", () => resolve(said));
    socket.on("error", reject);
  });
}
