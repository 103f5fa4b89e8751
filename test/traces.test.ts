import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { formToken } from "../src/platform/http/protection.ts";
import { appOn } from "./app.ts";
import { fetchOnce } from "./crawl.ts";
import { testDatabase } from "./database.ts";
import { addressOf, type Route, routesOf } from "./routes.ts";
import { type Site, sampleSite } from "./site.ts";

const { db } = await testDatabase();

/** Words that stand nowhere in the program, put wherever a browser or a proxy says something about who reads. */
const CANARIES = [
  "canary-agent-5417",
  "203.0.113.77",
  "canary-referrer-5417",
  "canary-query-5417",
  "canary-cookie-5417",
];
const HEADERS = {
  "user-agent": "canary-agent-5417",
  "x-forwarded-for": "203.0.113.77",
  forwarded: "for=203.0.113.77",
  referer: "https://canary-referrer-5417.example/",
  cookie: "theme=canary-cookie-5417",
};

test("who reads leaves no trace: not in what is written out, not in the database, not in its log", async () => {
  const site = await sampleSite(db);
  after(() => site.close());
  const written = await whatIsWritten(async () => {
    for (const path of [
      "/",
      site.group,
      `${site.group}/meetings/9`,
      "/nowhere",
      `/search?q=canary-query-5417`,
      "/sign-in?link=canary-query-5417",
    ])
      await fetchOnce(site.origin, path, HEADERS);
    assert.equal(await post(`${site.origin}/sign-in`, "link=canary-query-5417"), 409);
    await whileBroken(async () => {
      assert.equal((await fetchOnce(site.origin, `${site.group}?broken=canary-query-5417`, HEADERS)).status, 500);
    });
  });
  assert.match(written, /"status":500/);
  assert.doesNotMatch(written, /local-content/, "the route is its template, not the address");
  for (const canary of CANARIES) {
    assert.ok(!written.includes(canary), `${canary} was written out`);
    for (const [place, words] of await everythingStored())
      assert.ok(!words.includes(canary), `${canary} is in ${place}`);
  }
});

/** Words of this walk alone: none can stand in a file from before. */
const RUN = randomBytes(4).toString("hex");
const marked = (what: string): string => `canary-${what}-${RUN}`;
const NOWHERE = ["agent", "referrer", "cookie", "query", "forwarded", "path", "unknown-file"].map(marked);
const TYPED = marked("typed");
/** Tables that are there to hold what people type into forms. Whoever adds one says by it that words are kept. */
const HOLD_WORDS = [
  ...[
    "access_request",
    "account",
    "account_address",
    "action",
    "block_revision",
    "body",
    "body_name",
    "conduct_report",
  ],
  ...["form_seal", "glossary_term", "journal_payload", "mailed_link", "meeting", "membership", "message_out", "office"],
  ...["passkey", "person", "person_name", "report_import", "text", "working_group", "invitation", "alias", "acronym"],
];
const WALK_HEADERS = {
  "user-agent": marked("agent"),
  referer: `https://${marked("referrer")}.example/`,
  "x-forwarded-for": marked("forwarded"),
  forwarded: `for=${marked("forwarded")}`,
};

test("a walk over every route, as visitor and as office holder, leaves what was typed where it belongs and nothing else", async () => {
  const beganMs = Date.now();
  const site = await sampleSite(db);
  after(() => site.close());
  const routes = routesOf(appOn(db).app);
  const statuses = new Set<number>();
  const written = await whatIsWritten(async () => {
    for (const route of routes) statuses.add(await walk(site, route, "visitor")).add(await walk(site, route, "office"));
    const cookie = await site.signedIn();
    await whileBroken(async () => {
      for (const route of routes.filter(({ method }) => method === "GET"))
        statuses.add(await send(site, route, `${cookie}; theme=${marked("cookie")}`));
    });
  });
  for (const expected of [200, 404, 500]) assert.ok(statuses.has(expected), `some route answered ${expected}`);
  const stored = await everythingStored();
  for (const canary of NOWHERE) {
    assert.ok(!written.includes(canary), `${canary} was written out`);
    for (const [place, words] of stored) assert.ok(!words.includes(canary), `${canary} is in ${place}`);
  }
  assert.ok(!written.includes(TYPED), "typed words were written out");
  const holding = stored.filter(([, words]) => words.includes(TYPED)).map(([place]) => place);
  assert.deepEqual(
    holding.filter((place) => !HOLD_WORDS.includes(place)),
    [],
    "tables and logs that hold what was typed",
  );
  assert.deepEqual(newFilesHolding(beganMs, [...NOWHERE, TYPED]), []);
});

/** A fresh sign-in for each, as some routes end it. */
async function walk(site: Site, route: Route, who: "visitor" | "office"): Promise<number> {
  const cookie = who === "office" ? `${await site.signedIn()}; ` : "";
  return send(site, route, `${cookie}theme=${marked("cookie")}`);
}

const known = (): Record<string, string> => ({ group: "local-content" });
const FITTING = [marked("path"), "9", `${marked("path")}.md`, `${marked("path")}.ics`, "0"];
/** Names that fields of the program's forms have; whoever sends one that a form does not have is not heard. */
const FIELDS = "title words name body note reason mail link code names list contact mandate q term due other".split(
  " ",
);

function send(site: Site, route: Route, cookie: string): Promise<number> {
  const path = `${addressOf(route, known(), FITTING)}?${marked("query")}=${marked("query")}`;
  const secret = /__Host-baraza=([^;]+)/.exec(cookie)?.[1];
  const form = new FormData();
  if (secret !== undefined) form.append("_token", formToken(secret));
  for (const name of FIELDS) form.append(name, TYPED);
  form.append("nobodysField", new File(["x"], `${marked("unknown-file")}.md`));
  const headers = { ...WALK_HEADERS, cookie };
  return fetch(site.origin + path, {
    ...{ method: route.method, headers, redirect: "manual" },
    ...(route.method === "POST" && { body: form }),
  }).then(async (answer) => {
    await answer.arrayBuffer();
    return answer.status;
  });
}

/** Files for a while (the system's and the run's own) that were written since and hold one of these words. */
function newFilesHolding(sinceMs: number, words: readonly string[]): string[] {
  return readdirSync(tmpdir(), { withFileTypes: true }).flatMap((entry) => {
    const path = join(tmpdir(), entry.name);
    if (!entry.isFile() || statSync(path).mtimeMs < sinceMs) return [];
    const text = readFileSync(path, "latin1");
    return words.some((word) => text.includes(word)) ? [path] : [];
  });
}

/** While meetings cannot be read: a bug, as the program sees it. */
async function whileBroken(act: () => Promise<void>): Promise<void> {
  await sql`alter table meeting rename to meeting_away`.execute(db);
  await act().finally(() => sql`alter table meeting_away rename to meeting`.execute(db));
}

async function whatIsWritten(act: () => Promise<void>): Promise<string> {
  const { stderr, stdout } = process;
  const [toErr, toOut] = [stderr.write, stdout.write];
  let written = "";
  const keep = (chunk: string | Uint8Array): boolean => {
    written += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
    return true;
  };
  stderr.write = keep;
  stdout.write = keep;
  try {
    await act();
  } finally {
    stderr.write = toErr;
    stdout.write = toOut;
  }
  return written;
}

/** Every table as text, and the log of the server. */
async function everythingStored(): Promise<[string, string][]> {
  const tables = await sql<{
    name: string;
  }>`select tablename as name from pg_tables where schemaname = 'public'`.execute(db);
  const stored: [string, string][] = [];
  for (const { name } of tables.rows) {
    const rows = await sql<{
      all: string | null;
    }>`select string_agg(t::text, ' ') as all from ${sql.table(name)} t`.execute(db);
    stored.push([name, rows.rows[0]?.all ?? ""]);
  }
  const folder = fileURLToPath(new URL("../tmp/test-database", import.meta.url));
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" }))
    if (/\.log$|\/log\//.test(file) && statSync(`${folder}/${file}`).isFile())
      stored.push([file, readFileSync(`${folder}/${file}`, "utf8")]);
  assert.ok(
    stored.some(([place]) => place.endsWith("log")),
    "the server's log was found",
  );
  return stored;
}

function post(url: string, body: string): Promise<number | undefined> {
  const headers = { ...HEADERS, "content-type": "application/x-www-form-urlencoded" };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: "POST", headers, agent: false }, (answer) => {
      answer.resume();
      answer.on("end", () => resolve(answer.statusCode));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
