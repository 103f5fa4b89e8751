import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { testDatabase } from "../database.ts";
import { type Site, sampleSite } from "../site.ts";
import { assertAccessible, assertFits, openBrowser } from "./browser.ts";

const { db } = await testDatabase();
const open = await openBrowser();
let site: Site;
beforeEach(async () => {
  site = await sampleSite(db);
});
afterEach(() => site.close());

test("without script a visitor asks for a list, gets a receipt, opens what a co-chair grants, and after its time there is nothing", async () => {
  const phone = { width: 320, javaScriptEnabled: false };
  const chair = await open(site.origin, { ...phone, cookie: await site.signedIn() });
  const visitor = await open(site.origin, phone);
  await visitor.page.goto(`${site.origin}${site.group}/meetings`);
  await visitor.page.locator("main .row-what a").first().click();
  const report = new URL(visitor.page.url()).pathname;
  await chair.page.goto(`${site.origin}${report}/correction`);
  await chair.page.locator("select[name=list]").selectOption("public on request");
  await chair.page.getByRole("button", { name: "Save the correction" }).first().click();

  await visitor.page.goto(`${site.origin}${report}`);
  await visitor.page.getByRole("link", { name: "Ask for the list of participants" }).click();
  await assertFits(visitor.page);
  const reader = await open(site.origin);
  await reader.page.goto(visitor.page.url());
  await assertAccessible(reader.page);
  await visitor.page.getByLabel("Your name").fill("Rosa Asker");
  await visitor.page.getByLabel("What you need it for").fill("A thesis on who attends.");
  await visitor.page.getByRole("button", { name: "Send the request" }).click();
  const receipt = (await visitor.page.textContent("code")) ?? "";
  assert.match(receipt, /^(?:[\w-]{4} ){7}[\w-]{4}$/);

  await chair.page.goto(`${site.origin}${site.group}/requests`);
  await assertFits(chair.page);
  await chair.page.locator("aside a, section.as a").first().click();
  await assertFits(chair.page);
  await chair.page.getByRole("button", { name: "Decide" }).click();

  const look = async (): Promise<void> => {
    await visitor.page.goto(`${site.origin}/request`);
    await visitor.page.getByLabel("Your receipt").fill(receipt);
    await visitor.page.getByRole("button", { name: "Look" }).click();
  };
  await look();
  await assertFits(visitor.page);
  await visitor.page.getByRole("button", { name: "Open it" }).click();
  assert.match((await visitor.page.textContent(".notice")) ?? "", /Copy of Rosa Asker, request \d+/);
  assert.ok((await visitor.page.locator("ol li").count()) > 3);
  await assertFits(visitor.page);
  await chair.page.reload();
  assert.match((await chair.page.textContent("main")) ?? "", /Opened once\./);

  await look();
  site.pass(31);
  const [answer] = await Promise.all([
    visitor.page.waitForResponse((response) => response.url().endsWith("/request/copy")),
    visitor.page.getByRole("button", { name: "Open it" }).click(),
  ]);
  assert.equal(answer.status(), 404);
  assert.deepEqual([...visitor.offences, ...chair.offences], []);
});
