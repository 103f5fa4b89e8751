import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, test } from "node:test";
import type { Page } from "playwright-core";
import { openSetup } from "../../src/accounts/sign-in.commands.ts";
import { makeApp } from "../../src/app.ts";
import { PageCache } from "../../src/platform/http/page-cache.ts";
import { webListener } from "../../src/platform/http/web-listener.ts";
import { journalMark } from "../../src/platform/journal/journal-mark.queries.ts";
import { languageOfRequest } from "../../src/ui/language.ts";
import { testDatabase } from "../database.ts";
import { openBrowser } from "./browser.ts";

const { db } = await testDatabase();
const open = await openBrowser();
const PHONE = { width: 320, javaScriptEnabled: false };
/** DESIGN §3 and issue 3: at most 40. The number goes down. */
const MOST_PRESSES = 7;

const SEVEN = `Ben Ode <ben@example.net>
chen@example.net
Dora Ek, dora@example.net
Ebo Mensah\tebo@example.net
Fatou Sow; fatou@example.net; Fouta Radio
6. Gita Rao
- Hugo Lima`;

const REPORT = `# Welcome

Ben Ode: thanked everyone for coming.

# Letter to the regulators

! Dora: clean up the text -> MAG by 28 July 2026
= We send one letter.
`;

/** An empty instance on a port of its own. */
async function emptyInstance(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  after(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  const origin = `http://localhost:${typeof address === "object" ? address?.port : 0}`;
  const cache = new PageCache(() => journalMark(db));
  const app = makeApp({ db, now: () => new Date(), site: { name: "Baraza", origin, sendsMail: false } }, cache);
  server.on("request", webListener(app, cache, languageOfRequest));
  return origin;
}

/** Counts what a hand presses: buttons and links; typing is not counted. */
function countingOn(page: Page) {
  const presses: string[] = [];
  const press = async (role: "button" | "link", name: string): Promise<void> => {
    presses.push(name);
    await page.getByRole(role, { name, exact: true }).first().click();
  };
  return { presses, press };
}

test("from an empty instance to a published report: one co-chair, a phone, no script, no mail server", {
  timeout: 120_000,
}, async () => {
  const origin = await emptyInstance();
  const { page, offences } = await open(origin, PHONE);
  const { presses, press } = countingOn(page);

  await page.goto(`${origin}/setup?link=${await openSetup(db, new Date())}`);
  await page.getByLabel("Name of the group").fill("Working Group on Open Rivers");
  await page.getByLabel("Your name, as reports write it").fill("Amina Diallo");
  await page.getByLabel("Time zone").fill("Africa/Dakar");
  await press("button", "Make the group");

  await press("link", "Invite people");
  await page.getByLabel("Names and addresses, one person a line").fill(SEVEN);
  await press("button", "Invite");
  assert.match((await page.textContent("h1")) ?? "", /7 people are invited/);
  const letter = (await page.inputValue("#letter-0-text")) ?? "";

  await press("link", "Call a meeting");
  await page.getByLabel("Agenda, one item a line").fill("Welcome\nLetter to the regulators\n  First draft\nAOB");
  await page.getByLabel("Joining link").fill("https://meet.example.org/rivers");
  await press("button", "Call the meeting");
  const meeting = page.url().split("?")[0] ?? "";

  await press("link", "Write the report");
  await page.getByLabel("What was said and agreed").fill(REPORT);
  await press("button", "Publish this report");

  const visitor = await open(origin, PHONE);
  await visitor.page.goto(meeting);
  const seen = (await visitor.page.textContent("main")) ?? "";
  for (const said of [/We send one letter/, /clean up the text/, /thanked everyone/]) assert.match(seen, said);
  assert.doesNotMatch(seen, /meet\.example\.org/);

  await joinsByLink(origin, /http\S+invitation\S+/.exec(letter)?.[0] ?? "");
  assert.deepEqual([offences, visitor.offences], [[], []]);
  process.stdout.write(`ten minutes: ${presses.length} presses (${presses.join(", ")})\n`);
  assert.ok(presses.length <= MOST_PRESSES, `${presses.length} presses`);
});

async function joinsByLink(origin: string, link: string): Promise<void> {
  const { page, offences } = await open(origin, PHONE);
  await page.goto(link);
  await page.getByRole("button", { name: "Join", exact: true }).click();
  await page.getByRole("link", { name: "Members", exact: true }).click();
  assert.match((await page.textContent("main")) ?? "", /Ben Ode/);
  assert.deepEqual(offences, []);
}
