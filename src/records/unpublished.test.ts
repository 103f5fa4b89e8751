import assert from "node:assert/strict";
import { test } from "node:test";
import { appOn } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import { accountFor, inviteAccount } from "../accounts/sign-in.commands.ts";
import { addGroup, addMember } from "../groups/group.queries.ts";
import { findOrAddPerson } from "../people/person.queries.ts";

const { db } = await testDatabase();
const now = new Date("2026-03-05T14:00:00Z");

/** Words that nothing but the report says. */
const SECRET = /Zanzibard|Ruritan|Fishladder|Benedict Ode|Weirboard|ZQX|secretslides/i;
const REPORT = `# River Forum, meeting 7

**5 March 2026, 14:00 UTC**

The list of participants is annexed to this report.

## Participants

- Asha Zanzibard, Lake Office
- Benedict Ode, Government of Ruritania

## 1. Fishladders

Benedict Ode noted that three fishladders are broken (Zonal Quality Index, ZQX). Asha Zanzibard asked who mends the fishladders?

Benedict Ode shared the slides: https://example.org/secretslides

Action: Benedict Ode will count the fishladders by 20 March 2026.

It was decided that fishladders come first.

The group urges the Weirboard to mend the fishladders.

The Fishladder Congress will be held on 4 May 2026.
`;

const LISTS = [
  "",
  "/actions",
  "/checks",
  "/decisions",
  "/documents",
  "/events",
  "/glossary",
  "/headings",
  "/matters-arising",
]
  .concat(["/meetings", "/people", "/questions", "/recommendations", "/said", "/timeline"])
  .flatMap((path) => [`/river-forum${path}`, `/river-forum${path}.csv`])
  .concat(["/river-forum/feed.atom", "/river-forum/meetings.ics", "/river-forum/matters-arising.txt"])
  .concat(["", ".md", ".txt", ".html", ".json", ".ics"].map((form) => `/river-forum/meetings/7${form}`))
  .concat(["/river-forum/meetings/7/findings", "/river-forum/actions/1", "/river-forum/headings/fishladders"])
  .concat(["/", "/bodies", "/bodies.csv", "/bodies/government-of-ruritania", "/people/benedict-ode"])
  .concat(["/search?q=three", "/search?q=benedict", "/search?q=lake+office"]);

/** A page links to itself in other languages and repeats what was searched for: that tells the reader nothing new. */
const withoutOwnAddress = (said: string, path: string): string => said.replaceAll(path.split("?")[0] ?? path, "");

async function imported(report = REPORT) {
  const group = await addGroup(db, { name: "River Forum", timeZone: "UTC" }, now);
  const app = appOn(db);
  const chair = await app.as("Chair Person", group);
  await chair.post("/river-forum/import", { pasted: report });
  await chair.post("/river-forum/import/1/acceptance", {});
  const member = await findOrAddPerson(db, "Mem Ber", now);
  await addMember(db, group.id, member.id, "2026-01-01");
  const link = await inviteAccount(db, await accountFor(db, member, now), now);
  return { app, chair, link };
}

test("before it is published nothing of a report shows to a visitor, on any page or in any list", async () => {
  const { app, chair } = await imported();
  for (const path of LISTS) {
    const said = await (await app.get(path)).text();
    assert.doesNotMatch(withoutOwnAddress(said, path), SECRET, path);
  }
  // The same pages do say it to who holds an office, so that the question is a real one.
  assert.match(await (await chair.get("/river-forum/actions")).text(), SECRET);
  assert.match(await (await chair.get("/river-forum/meetings/7")).text(), SECRET);
});

test("nor does it show to a member who holds no office", async () => {
  const { app, link } = await imported();
  const signedIn = await app.post("/sign-in", { link });
  const cookie = (signedIn.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  assert.match(cookie, /__Host-baraza=./);
  for (const path of LISTS) {
    const said = await (await app.app.request(path, { headers: { cookie } })).text();
    assert.doesNotMatch(withoutOwnAddress(said, path), SECRET, path);
  }
});

test("one press later it shows to everyone, the list of people too where the report annexes it", async () => {
  const { app, chair } = await imported();
  await chair.post("/river-forum/meetings/7/publication", {});
  const report = await (await app.get("/river-forum/meetings/7")).text();
  assert.match(report, /three fishladders are broken/);
  assert.match(report, /Ruritania/);
  assert.match(await (await app.get("/search?q=fishladders")).text(), /fishladders/i);
});

test("a list that is to be had upon request shows on no page, though the report is published", async () => {
  const { app, chair } = await imported(REPORT.replace("is annexed to this report", "is available upon request"));
  await chair.post("/river-forum/meetings/7/publication", {});
  assert.match(await (await app.get("/river-forum/meetings/7")).text(), /three fishladders are broken/);
  for (const path of LISTS) {
    const said = await (await app.get(path)).text();
    assert.doesNotMatch(withoutOwnAddress(said, path), /Ruritania|Lake Office/, path);
  }
});
