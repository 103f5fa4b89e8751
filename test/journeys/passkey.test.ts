import assert from "node:assert/strict";
import { after, test } from "node:test";
import { testDatabase } from "../database.ts";
import { sampleSite } from "../site.ts";
import { assertAccessible, assertFits, openBrowser } from "./browser.ts";

const { db } = await testDatabase();
const open = await openBrowser();

test("someone adds a passkey on their phone, signs out, and comes in again with it", async () => {
  const site = await sampleSite(db);
  after(() => site.close());
  const { page, context, offences } = await open(site.origin, { width: 320 });
  const device = await context.newCDPSession(page);
  await device.send("WebAuthn.enable");
  const options = {
    protocol: "ctap2",
    transport: "internal",
    hasResidentKey: true,
    hasUserVerification: true,
  } as const;
  await device.send("WebAuthn.addVirtualAuthenticator", {
    options: { ...options, isUserVerified: true, automaticPresenceSimulation: true },
  });

  await page.goto(await site.invite());
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.goto(`${site.origin}/account`);
  await assertAccessible(page);
  await assertFits(page);
  await page.getByRole("link", { name: "Passkeys" }).click();
  await assertAccessible(page);
  await assertFits(page);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByText("not used yet").waitFor();

  await page.goto(`${site.origin}/account`);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.goto(`${site.origin}/sign-in`);
  await assertAccessible(page);
  await assertFits(page);
  await page.getByRole("link", { name: "Sign in with a passkey" }).click();
  await assertAccessible(page);
  await page.getByLabel("This is not my device").check();
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(`${site.origin}/`);
  await page.goto(`${site.origin}/account`);
  await page.getByText("by passkey").waitFor();
  const kept = (await context.cookies()).find(({ name }) => name === "__Host-baraza");
  assert.equal(kept?.expires, -1, "for this visit alone");
  assert.deepEqual(offences, []);
});

test("without script the page of passkeys says so, and the code lets in", async () => {
  const site = await sampleSite(db);
  after(() => site.close());
  const signedIn = await open(site.origin, { cookie: await site.signedIn(), javaScriptEnabled: false });
  await signedIn.page.goto(`${site.origin}/account/code`);
  await signedIn.page.getByRole("button", { name: "Make a code" }).click();
  const code = (await signedIn.page.locator(".code").textContent()) ?? "";
  const { page, offences } = await open(site.origin, { width: 320, javaScriptEnabled: false });
  await page.goto(`${site.origin}/sign-in/passkey`);
  await page.getByText("This way needs script").waitFor();
  await page.getByRole("link", { name: "Another way in" }).click();
  await page.getByLabel("Participation code").fill(code.toLowerCase().replaceAll("0", "o").replaceAll("-", " "));
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.goto(`${site.origin}/account`);
  await page.getByText("by code").waitFor();
  assert.deepEqual(offences, []);
});
