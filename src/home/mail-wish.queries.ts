import { sql } from "kysely";
import type { Database } from "../platform/database/database.ts";
import type { SecretHash } from "../platform/secret.ts";
import type { Locale } from "../ui/words.ts";
import { DAILY_FROM_HOUR, type MailWish, NO_WISH } from "./mail-wish.ts";

declare module "../platform/database/schema.ts" {
  interface Schema {
    mail_wish: {
      account_id: number;
      wish: MailWish["wish"];
      quiet: boolean;
      language: Locale;
      told_position: number;
      told_on: string;
    };
    unsubscribe_link: { token_hash: Buffer; account_id: number; list: string; made_on: string };
  }
}

export type KnownWish = MailWish & { toldPosition: number; toldOn: string };

const shown = ["wish", "quiet", "language", "told_position as toldPosition", "told_on as toldOn"] as const;

export const findKnownWish = (db: Database, accountId: number): Promise<KnownWish | undefined> =>
  db.selectFrom("mail_wish").where("account_id", "=", accountId).select(shown).executeTakeFirst();

export const findWish = async (db: Database, accountId: number): Promise<MailWish> => {
  const known = await findKnownWish(db, accountId);
  return known ? { wish: known.wish, quiet: known.quiet, language: known.language } : NO_WISH;
};

/** Keeps what somebody wishes. Whoever begins is told of what comes from now on: after this place in the log, and this day. */
export async function keepWish(
  trx: Database,
  accountId: number,
  { wish, quiet, language }: MailWish,
  from: { position: number; on: string },
): Promise<void> {
  await sql`
    insert into mail_wish (account_id, wish, quiet, language, told_position, told_on)
    values (${accountId}, ${wish}, ${quiet}, ${language}, ${from.position}, ${from.on}::date)
    on conflict (account_id) do update set wish = excluded.wish, quiet = excluded.quiet, language = excluded.language,
      told_position = case when mail_wish.wish = 'never' then excluded.told_position else mail_wish.told_position end,
      told_on = case when mail_wish.wish = 'never' then excluded.told_on else mail_wish.told_on end`.execute(trx);
}

/** Told up to this place in the log, on this day. */
export async function markTold(trx: Database, accountId: number, position: number, on: string): Promise<void> {
  await trx
    .updateTable("mail_wish")
    .set({ told_position: position, told_on: on })
    .where("account_id", "=", accountId)
    .execute();
}

/** Accounts to be written to now, if there is anything for them: at once, or once a day. */
export async function listDueWishes(db: Database, position: number, now: Date): Promise<number[]> {
  const isHour = now.getUTCHours() >= DAILY_FROM_HOUR;
  const today = now.toISOString().slice(0, 10);
  const found = await sql<{ account_id: number }>`
    select account_id from mail_wish where told_position < ${position}
      and (wish = 'at once' or (${isHour} and wish = 'daily' and told_on < ${today}::date))
    order by told_on, account_id limit 1000`.execute(db);
  return found.rows.map((row) => row.account_id);
}

export async function addUnsubscribeLink(
  db: Database,
  accountId: number,
  list: string,
  hash: SecretHash<"unsubscribe">,
  madeOn: string,
): Promise<void> {
  const values = { token_hash: hash, account_id: accountId, list, made_on: madeOn };
  await db.insertInto("unsubscribe_link").values(values).execute();
}

/** Whose mails of which list a link ends; undefined where it is unknown or forgotten. */
export const findUnsubscribeLink = (db: Database, hash: SecretHash<"unsubscribe">) =>
  db
    .selectFrom("unsubscribe_link")
    .where("token_hash", "=", hash)
    .select(["account_id as accountId", "list"])
    .executeTakeFirst();

/** How long the link of a mail ends these mails: longer than mails are kept unread. */
const LINK_DAYS = 180;
export async function forgetUnsubscribeLinks(db: Database, now: Date): Promise<void> {
  const until = new Date(now.getTime() - LINK_DAYS * 86_400_000).toISOString().slice(0, 10);
  await db.deleteFrom("unsubscribe_link").where("made_on", "<", until).execute();
}
