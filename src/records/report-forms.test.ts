import assert from "node:assert/strict";
import { test } from "node:test";
import ICAL from "ical.js";
import { SaxesParser } from "saxes";
import { appOn } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import { madeReport } from "../../test/report.ts";
import { addGroup } from "../groups/group.queries.ts";
import { readOwnReportFile } from "./report-file.ts";

const { db } = await testDatabase();
const program = appOn(db);
const said = async (path: string): Promise<string> => {
  const answer = await program.get(path);
  assert.equal(answer.status, 200, path);
  return answer.text();
};
const HOSTILE = "<script>alert(1)</script> \u202eevil\r\nBEGIN:VALARM ]]> & \u0007 [a](javascript:alert(1))";

test("a report is given in each form, with its words in each", async () => {
  const { address } = await madeReport(db);
  for (const form of [".md", ".txt", ".html", ".json"])
    assert.match(await said(address + form), /Ana Lima opened the meeting/, form);
});

test("a list that is not for everyone is in no form that a visitor gets", async () => {
  const { address, group } = await madeReport(db, {
    people: ["Hidden Person"],
    list: { audience: "participants", how: "on request" },
  });
  for (const form of ["", ".md", ".txt", ".html", ".json"])
    assert.doesNotMatch(await said(address + form), /Hidden Person/, form);
  const ana = await program.as("Ana Lima", group);
  assert.match(await (await ana.get(`${address}.json`)).text(), /Hidden Person/);
});

test("a report that is not published is in no form and in no feed for a visitor", async () => {
  const { address, group } = await madeReport(db, { published: false, title: "Canary title" });
  for (const form of ["", ".md", ".txt", ".html", ".json", ".ics"])
    assert.equal((await program.get(address + form)).status, 404, form);
  for (const path of [
    `/${group.slug}/feed.atom`,
    `/${group.slug}/meetings.ics`,
    `/${group.slug}/meetings`,
    `/${group.slug}`,
    "/",
  ])
    assert.doesNotMatch(await said(path), /Canary|meetings\/4/, path);
  const ana = await program.as("Ana Lima", group);
  assert.doesNotMatch(await (await ana.get(`/${group.slug}/feed.atom`)).text(), /Canary/);
});

test("the one HTML file loads nothing and leads to whole addresses", async () => {
  const { address } = await madeReport(db);
  const file = await said(`${address}.html`);
  assert.doesNotMatch(file, /<script|<img|<link rel="stylesheet"|href="\/|@import|url\(/);
  assert.match(file, new RegExp(`href="http://localhost:4100${address}\\.md"`));
});

test("the calendar is read by another program as what was meant, and no line of it is the title's own", async () => {
  const group = await addGroup(db, { name: HOSTILE, timeZone: "UTC" }, program.at.now);
  const { address } = await madeReport(db, { group });
  const calendar = ICAL.Component.fromString(await said(`${address}.ics`));
  const event = new ICAL.Event(calendar.getFirstSubcomponent("vevent") ?? undefined);
  assert.equal(event.startDate.toJSDate().toISOString(), "2026-03-05T14:00:00.000Z");
  assert.match(event.summary, /Meeting 4/);
  assert.equal(calendar.getFirstSubcomponent("vevent")?.getFirstSubcomponent("valarm"), null);
});

test("the feed is well-formed XML whatever titles hold, and has what Atom asks of it", async () => {
  const group = await addGroup(db, { name: HOSTILE, timeZone: "UTC" }, program.at.now);
  await madeReport(db, { group, title: HOSTILE, blocks: [{ kind: "paragraph", body: HOSTILE }] });
  const seen: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => assert.fail(error.message));
  parser.on("opentag", (tag) => seen.push(tag.local));
  parser.write(await said(`/${group.slug}/feed.atom`)).close();
  for (const needed of ["feed", "id", "title", "updated", "author", "entry", "link"])
    assert.ok(seen.includes(needed), needed);
  assert.ok(!seen.includes("script"));
});

test("hostile words are shown harmless in the page and in the HTML file", async () => {
  const { address } = await madeReport(db, {
    title: HOSTILE,
    people: ["=HYPERLINK(1)", HOSTILE],
    blocks: [
      { kind: "heading", body: HOSTILE },
      { kind: "paragraph", body: HOSTILE },
    ],
  });
  for (const form of ["", ".html"]) {
    const page = await said(address + form);
    assert.doesNotMatch(page, /<script>alert|href="javascript:|\u202e/, form);
  }
});

test("a language of the reader's choice changes the labels and not the record", async () => {
  const { address } = await madeReport(db);
  assert.match(await said(`${address}.md?lang=fr`), /Ana Lima opened the meeting/);
  const page = await said(`${address}?lang=ar`);
  assert.match(page, /<html lang="ar" dir="rtl">[\s\S]*<article lang="en" dir="ltr">/);
});

test("a report that was given as Markdown is taken in elsewhere as the same record", async () => {
  const { address } = await madeReport(db, {
    blocks: [
      { kind: "heading", body: "Opening" },
      { kind: "paragraph", body: "Action: these are words that somebody quoted." },
    ],
  });
  const source = await said(`${address}.md`);
  const outcome = await readOwnReportFile(
    { name: "report.md", bytes: Buffer.from(source) },
    { earlier: [], people: [] },
  );
  assert.ok(outcome.kind === "read");
  const { report } = outcome.reading;
  assert.equal(report.meeting_number, 4);
  assert.deepEqual(
    report.sections.flatMap((section) => section.blocks.map(({ kind, body }) => [kind, body])),
    [
      ["heading", "Opening"],
      ["paragraph", "Action: these are words that somebody quoted."],
    ],
  );
  assert.deepEqual(
    report.participants.map((one) => one.name),
    ["Ana Lima"],
  );
  assert.deepEqual([outcome.reading.leftOut, outcome.reading.besideNames], [[], []]);
});

test("an address with broken escapes or a hidden NUL leads nowhere, in a sentence", async () => {
  await madeReport(db);
  for (const path of [
    "/%00",
    "/%ff",
    "/%",
    "/a%",
    "/wg-content/%00",
    "/wg-content/meetings/%ff",
    "/wg-content/meetings/4%00.md",
    "/people/%00",
    "/wg-content/actions?meeting=%00",
    "/search?q=%ff",
  ]) {
    const answer = await program.get(path);
    assert.equal(answer.status, 404, path);
    assert.match(await answer.text(), /nothing at this address/, path);
  }
});
