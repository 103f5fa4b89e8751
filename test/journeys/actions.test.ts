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

test("on a phone without script a co-chair notes an action as done, sees it told, and takes it back", async () => {
  const view = { cookie: await site.signedIn(), width: 320, javaScriptEnabled: false };
  const { page, offences } = await open(site.origin, view);
  await page.goto(`${site.origin}${site.group}/actions`);
  const row = page.locator("li", { has: page.getByRole("button", { name: "Done" }) }).first();
  const id = await row.getAttribute("id");
  await row.getByRole("button", { name: "Done" }).click();
  assert.match((await page.textContent(".notice")) ?? "", /Noted as done\./);
  assert.equal(await page.locator(`#${id} button`).count(), 0);
  await page.locator(".notice button").click();
  assert.match((await page.textContent(".notice")) ?? "", /Taken back\./);
  await page.goto(`${site.origin}${site.group}/actions`);
  assert.equal(await page.locator(`#${id} button`).count(), 1);
  assert.deepEqual(offences, []);
});

test("what is searched is found, marked, and a step away from the very block", async () => {
  const { page } = await open(site.origin, { width: 320 });
  await page.goto(`${site.origin}/search`);
  await page.getByRole("searchbox").fill("questionn");
  await page.keyboard.press("Enter");
  await page.waitForSelector("mark");
  await assertAccessible(page);
  await assertFits(page);
  const link = page.locator(".row-more a[href*='#']").first();
  const block = (await link.getAttribute("href"))?.split("#")[1];
  await link.click();
  assert.match((await page.textContent(`[id="${block}"]`)) ?? "", /questionn/i);
});
