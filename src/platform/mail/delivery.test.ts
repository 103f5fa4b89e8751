import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { afterEach, beforeEach, test } from "node:test";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { testDatabase } from "../../../test/database.ts";
import { eventually } from "../../../test/eventually.ts";
import { mailServer } from "../../../test/mail-server.ts";
import { inTransaction } from "../database/database.ts";
import type { Composer } from "./delivery.commands.ts";
import { forgetMail, type NewMessage, queueMessage, queueNotices, requeueOrphans } from "./message-out.queries.ts";
import { startPost } from "./post.commands.ts";
import { QUEUE_VERSION } from "./queue-tables.ts";
import { smtpTransport } from "./smtp-transport.ts";

const { db, pool, url } = await testDatabase();
const server = await mailServer();
const from = { name: "Baraza", address: "baraza@example.org" };
const now = () => new Date("2026-03-05T14:00:00Z");

const stops: (() => Promise<void>)[] = [];
beforeEach(() => {
  server.received.length = 0;
  server.answers.length = 0;
  server.onReceived = () => {};
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const deliverBy = (smtpUrl = server.url, composers: Record<string, Composer> = {}, waitAfterMs = () => 20) => {
  const transport = smtpTransport(smtpUrl, from, { stepMs: 300, wholeMs: 600 });
  stops.push(startPost(db, pool, { transport, domain: "example.org", composers, waitAfterMs }, now));
};

const anInvitation = (over: Partial<NewMessage> = {}) =>
  queueMessage(
    db,
    {
      ...{ kind: "invitation", groupId: null, accountId: null, subject: "Something waits for you" },
      ...{ to: { name: "Asha Mwangi", address: "asha@example.net" }, text: "Open this:\nhttps://example.org/é\n" },
      ...over,
    },
    now(),
  );
const kept = () => db.selectFrom("message_out").selectAll().executeTakeFirstOrThrow();
const ended = (state: string) => eventually(state, async () => (await kept()).state === state);

test("a queued mail is delivered once, and nothing of what it said or to whom is kept", async () => {
  deliverBy();
  await anInvitation();
  await ended("sent");
  const [mail, ...more] = server.received;
  assert.equal(more.length, 0);
  assert.deepEqual([mail?.from, mail?.to], ["baraza@example.org", ["asha@example.net"]]);
  assert.match(mail?.text ?? "", /^To: Asha Mwangi <asha@example\.net>\r$/m);
  assert.match(mail?.text ?? "", /^Auto-Submitted: auto-generated\r$/m);
  assert.match(mail?.text ?? "", /^X-Auto-Response-Suppress: All\r$/m);
  assert.doesNotMatch(mail?.text ?? "", /X-Mailer|text\/html|List-Unsubscribe/i);
  const { body, subject, to_name, to_address, message_uid, message_id_hash } = await kept();
  assert.deepEqual([body, subject, to_name, to_address, message_uid], [null, null, null, null, null]);
  assert.deepEqual(
    message_id_hash,
    createHash("sha256")
      .update(mail?.messageId ?? "")
      .digest(),
  );
});

test("a mail that was queued in an act that failed is not sent", async () => {
  deliverBy();
  await assert.rejects(
    inTransaction(db, async (trx) => {
      await queueMessage(
        trx,
        {
          kind: "x",
          groupId: null,
          accountId: null,
          to: { name: "", address: "a@b.example" },
          subject: "s",
          text: "t",
        },
        now(),
      );
      throw new Error("called off");
    }),
  );
  await anInvitation();
  await ended("sent");
  assert.equal(server.received.length, 1);
});

test("what a server puts off is tried again until it is taken", async () => {
  server.answers.push({ code: 451 }, { code: 421 });
  deliverBy();
  await anInvitation();
  await ended("sent");
  assert.equal(server.received.length, 1);
  assert.equal((await kept()).attempts, 2);
});

test("what a server refuses for good is dead at once, with the code and without a word of the mail", async () => {
  server.answers.push({ code: 550 });
  deliverBy();
  await anInvitation();
  await ended("dead");
  const { last_reason, attempts, body } = await kept();
  assert.deepEqual([last_reason, attempts], ["smtp 550", 1]);
  assert.match(body ?? "", /Open this/, "it can be tried again");
});

test("a server that never answers is let go, and the mail comes when it does", async () => {
  server.answers.push("hang");
  deliverBy();
  await anInvitation();
  await ended("sent");
  assert.equal((await kept()).attempts, 1);
  assert.equal(server.received.length, 1);
});

test("a server that is down is tried again, and gets the mail when it is back", async () => {
  await server.down();
  deliverBy();
  await anInvitation();
  await eventually("a try that failed", async () => (await kept()).last_reason === "no connection");
  await server.up();
  await ended("sent");
  assert.equal(server.received.length, 1);
});

test("after the last try a mail is dead", async () => {
  server.answers.push(...Array.from({ length: 20 }, () => ({ code: 450 })));
  deliverBy();
  await anInvitation();
  await ended("dead");
  const { attempts, last_reason } = await kept();
  assert.deepEqual([attempts, last_reason], [13, "smtp 450"]);
});

test("a mail with a link that is over is not sent any more", async () => {
  deliverBy();
  await anInvitation({ uselessAfter: new Date(now().getTime() - 1) });
  await ended("dead");
  assert.equal((await kept()).last_reason, "too late");
  assert.equal(server.received.length, 0);
});

test("an address that is none goes to no server", async () => {
  deliverBy();
  await anInvitation({ to: { name: "x", address: "a@b.example> RCPT TO:<evil@example.org" } });
  await ended("dead");
  assert.equal((await kept()).last_reason, "no address");
});

test("a name or a subject with line breaks makes no header of its own", async () => {
  deliverBy();
  await anInvitation({
    to: { name: "A\r\nBcc: evil@example.org", address: "asha@example.net" },
    subject: "S\r\nX-Evil: 1",
  });
  await ended("sent");
  assert.doesNotMatch(server.received[0]?.text ?? "", /^(Bcc|X-Evil):/im);
  assert.deepEqual(server.received[0]?.to, ["asha@example.net"]);
});

test("a process killed between sending and marking sends again under the same Message-ID", async () => {
  await anInvitation();
  const seen: string[] = [];
  const start = () =>
    spawn(process.execPath, [fileURLToPath(new URL("../../../test/post-child.ts", import.meta.url))], {
      env: { ...process.env, DATABASE_URL: url, SMTP_URL: server.url },
      stdio: "ignore",
    });
  const first = start();
  const gone = new Promise((resolve) => first.once("exit", resolve));
  server.onReceived = async ({ messageId }) => {
    seen.push(messageId);
    if (seen.length > 1) return;
    first.kill("SIGKILL");
    await gone;
  };
  await gone;
  assert.equal((await kept()).state, "waiting");
  await sql`update graphile_worker._private_jobs set locked_at = now() - interval '4 minutes'`.execute(db);
  await requeueOrphans(db);
  deliverBy();
  await ended("sent");
  assert.equal(seen.length, 2);
  assert.equal(seen[0], seen[1]);
});

test("a waiting mail whose job is gone, as after a restore, gets one; one that has a job gets no second", async () => {
  await anInvitation();
  await requeueOrphans(db);
  const jobs = async () => (await sql<{ key: string }>`select key from graphile_worker.jobs`.execute(db)).rows.length;
  assert.equal(await jobs(), 1);
  await sql`delete from graphile_worker._private_jobs`.execute(db);
  await requeueOrphans(db);
  assert.equal(await jobs(), 1);
  deliverBy();
  await ended("sent");
});

test("two processes on one database send each mail, and a mailbox shows it once", async () => {
  deliverBy();
  deliverBy();
  for (let i = 0; i < 20; i++) await anInvitation({ subject: `Mail ${i}` });
  await eventually("all sent", async () => {
    const waiting = await db.selectFrom("message_out").where("state", "<>", "sent").select("id").execute();
    return waiting.length === 0;
  });
  // At least once, and seen once by its Message-ID: a sender that was starved of time may not know that it was taken.
  assert.equal(new Set(server.received.map((mail) => mail.messageId)).size, 20);
});

test("a notice is written when it is sent; where there is nothing left to tell, nothing is sent or kept", async () => {
  let tells = "First words";
  const composers: Record<string, Composer> = {
    news: async (_db, accountId) =>
      tells === ""
        ? null
        : {
            letter: {
              ...{ to: { name: `Account ${accountId}`, address: "a@example.net" }, subject: "News", text: tells },
              unsubscribeAt: `https://example.org/mail/unsubscribe?token=${"x".repeat(80)}`,
            },
            sent: async () => {},
          },
  };
  await queueNotices(db, "news", [7], now());
  tells = "Last words";
  deliverBy(server.url, composers);
  await ended("sent");
  assert.match(server.received[0]?.text ?? "", /Last words/);
  assert.match(
    server.received[0]?.text ?? "",
    /^List-Unsubscribe: <https:\/\/example\.org\/mail\/unsubscribe\?token=x{80}>\r$/m,
  );
  assert.match(server.received[0]?.text ?? "", /^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
  tells = "";
  await queueNotices(db, "news", [8], now());
  await eventually("dropped", async () => {
    const rows = await db.selectFrom("message_out").select("id").execute();
    return rows.length === 1;
  });
  assert.equal(server.received.length, 1);
});

test("user and password reach the server; where it refuses them, mail waits", async () => {
  const guarded = await mailServer({ user: "wg@x", password: "s/e:c" });
  deliverBy(guarded.url.replace("wg@x", "wg%40x").replace("s/e:c", "wrong"));
  await anInvitation();
  await eventually("refused", async () => (await kept()).last_reason === "sign-in refused");
  await stops.pop()?.();
  deliverBy(guarded.url.replace("wg@x", "wg%40x").replace("s/e:c", "s%2Fe%3Ac"));
  await ended("sent");
  assert.equal(guarded.received.length, 1);
});

test("traces of mails are forgotten in time", async () => {
  deliverBy();
  await anInvitation();
  await ended("sent");
  const before = (days: number) => new Date(now().getTime() + days * 86_400_000);
  assert.equal(await forgetMail(db, ["sent"], before(-1)), 0);
  assert.equal(await forgetMail(db, ["dead", "settled"], before(1)), 0);
  await kept();
  assert.equal(await forgetMail(db, ["sent"], before(1)), 1);
  await assert.rejects(kept());
});

test("the version of the queue that the program knows is the one that is installed", () => {
  const folder = fileURLToPath(new URL("../../../node_modules/graphile-worker/sql", import.meta.url));
  const last = readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort()
    .at(-1);
  assert.equal(Number(last?.slice(0, 6)), QUEUE_VERSION);
});
