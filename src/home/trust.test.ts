import assert from "node:assert/strict";
import { test } from "node:test";
import { notesIn } from "../../bin/verify.mjs";
import { appOn } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import { madeReport } from "../../test/report.ts";
import { seal } from "../platform/journal/sealer.queries.ts";

const { db } = await testDatabase();
const program = appOn(db);
const body = async (path: string): Promise<string> => {
  const answer = await program.get(path);
  assert.equal(answer.status, 200, path);
  return answer.text();
};

test("anyone reads what is safe here and what is not, from the foot of every page, in each language", async () => {
  assert.match(await body("/"), /<a href="\/safety">/);
  for (const [language, words] of [
    ["en", /What is not protected against/],
    ["fr", /Ce contre quoi rien ne protège/],
    ["ar", /ما لا نحمي منه/],
  ] as const)
    assert.match(await body(`/safety?lang=${language}`), words);
});

test("the log's page shows a checkpoint that can be kept, and says so where nothing is sealed yet", async () => {
  assert.match(await body("/log"), /Nothing was sealed here yet/);
  const { group, address } = await madeReport(db, { published: false });
  const ana = await program.as("Ana Lima", group);
  await ana.post(`${address}/publication`, {});
  await seal(db, program.at.now);
  const [note] = notesIn(Buffer.from(await body("/log")));
  assert.ok(note);
});

test("a published report and the feed carry the checkpoint that sealed the publication, the same bytes ever after", async () => {
  const { group, address } = await madeReport(db, { published: false });
  const ana = await program.as("Ana Lima", group);
  assert.deepEqual(notesIn(Buffer.from(await (await ana.get(address)).text())), [], "a draft is not sealed");
  await ana.post(`${address}/publication`, {});
  await seal(db, program.at.now);
  const places = [
    address,
    ...[".md", ".txt", ".html", ".json"].map((form) => address + form),
    `/${group.slug}/feed.atom`,
  ];
  const before = await Promise.all(places.map(body));
  for (const [at, text] of before.entries()) assert.equal(notesIn(Buffer.from(text)).length, 1, `place ${at}`);
  const tag = (await program.get(address)).headers.get("etag");
  await ana.post(`${address}/publication/withdrawal`, {});
  await seal(db, program.at.now);
  assert.equal((await program.get(address)).status, 404);
  await ana.post(`${address}/publication`, {});
  await seal(db, program.at.now);
  const again = await body(address);
  await ana.post(`/${group.slug}/actions`, { title: "Another act", words: "Another act" });
  await seal(db, program.at.now);
  assert.equal(await body(address), again, "later seals change no byte of it");
  assert.notEqual((await program.get(address)).headers.get("etag"), tag, "a new publication has its own");
});
