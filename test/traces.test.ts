import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { request } from "node:http";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { fetchOnce } from "./crawl.ts";
import { testDatabase } from "./database.ts";
import { sampleSite } from "./site.ts";

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
    await breakTheDatabase();
    assert.equal((await fetchOnce(site.origin, `${site.group}?broken=canary-query-5417`, HEADERS)).status, 500);
  });
  assert.match(written, /"status":500/);
  assert.doesNotMatch(written, /local-content/, "the route is its template, not the address");
  for (const canary of CANARIES) {
    assert.ok(!written.includes(canary), `${canary} was written out`);
    for (const [place, words] of await everythingStored())
      assert.ok(!words.includes(canary), `${canary} is in ${place}`);
  }
});

/** From here on meetings cannot be read: a bug, as the program sees it. */
const breakTheDatabase = () => sql`drop table meeting cascade`.execute(db);

async function whatIsWritten(act: () => Promise<void>): Promise<string> {
  const { stderr } = process;
  const toErr = stderr.write;
  let written = "";
  const keep = (chunk: string | Uint8Array): boolean => {
    written += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
    return true;
  };
  stderr.write = keep;
  try {
    await act();
  } finally {
    stderr.write = toErr;
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
