/** Delivers the mail of a test's database in a process of its own, so that it can be killed: DATABASE_URL and SMTP_URL. */
import { databaseOn, openPool } from "../src/platform/database/database.ts";
import { startPost } from "../src/platform/mail/post.commands.ts";
import { smtpTransport } from "../src/platform/mail/smtp-transport.ts";

const { DATABASE_URL = "", SMTP_URL = "" } = process.env;
const pool = openPool(DATABASE_URL);
const from = { name: "Baraza", address: "baraza@example.org" };
startPost(
  databaseOn(pool),
  pool,
  { transport: smtpTransport(SMTP_URL, from), domain: "example.org", composers: {} },
  () => new Date(),
);
