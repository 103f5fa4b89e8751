import assert from "node:assert/strict";
import { test } from "node:test";
import { openDatabase } from "../../src/platform/database/database.ts";
import { serverUrl } from "../../src/platform/database/server.ts";
import { queueMessage } from "../../src/platform/mail/message-out.queries.ts";
import { eventually } from "../eventually.ts";
import { mailServer } from "../mail-server.ts";
import { dataFolder, served, stopped } from "./program.ts";

const folder = dataFolder("mail");
const server = await mailServer();
const withMail = { env: { BARAZA_SMTP_URL: server.url, BARAZA_MAIL_FROM: "Baraza <baraza@example.org>" } };

/** Queued beside the running program, as another process on the same database would. */
async function queue(address: string): Promise<void> {
  const db = openDatabase(serverUrl(folder, "baraza"));
  const to = { name: "Asha", address };
  const mail = { kind: "x", groupId: null, accountId: null, to, subject: "S", text: "Canary of a text\n" };
  await queueMessage(db, mail, new Date());
  await db.destroy();
}

test("the served program sends what is queued, stops with a mail on its way, and sends that after the next start", async () => {
  const first = await served(folder, withMail);
  await queue("first@example.net");
  await eventually("the first mail", () => server.received.length === 1);
  server.answers.push("hang");
  let underway = false;
  server.onReceived = () => {
    underway = true;
  };
  await queue("second@example.net");
  await eventually("a mail on its way", () => underway);
  assert.equal(await stopped(first), 0, "it does not wait for a server that is silent");
  assert.equal(server.received.length, 1);

  const next = await served(folder, withMail);
  await eventually(
    "the second mail",
    () => server.received.some((mail) => mail.to.includes("second@example.net")),
    120,
  );
  assert.equal(await stopped(next), 0);
  for (const program of [first, next]) assert.doesNotMatch(program.said(), /Canary|example\.net|Asha/);
});

test("without a mail server nothing is sent and what was queued waits", async () => {
  const program = await served(folder);
  await queue("third@example.net");
  assert.equal(await stopped(program), 0);
  assert.ok(!server.received.some((mail) => mail.to.includes("third@example.net")));
});
