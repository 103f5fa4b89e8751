import { type Generated, sql } from "kysely";
import type { Database } from "../platform/database/database.ts";
import type { SecretHash } from "../platform/secret.ts";
import type { Stay } from "./stay.ts";

declare module "../platform/database/schema.ts" {
  interface Schema {
    link_wish: {
      id: Generated<number>;
      address: string;
      locale: string;
      browser_hash: Buffer;
      this_visit: boolean;
      wished_at: Date;
    };
    mailed_link: {
      token_hash: Buffer;
      account_id: number;
      browser_hash: Buffer;
      this_visit: boolean;
      expires_at: Date;
      used_at: Date | null;
    };
    address_confirmation: { token_hash: Buffer; account_id: number; address: string; expires_at: Date };
  }
}

export type Wish = { address: string; locale: string; browserHash: SecretHash<"asking browser">; stay: Stay };

export const addWish = (db: Database, wish: Wish, now: Date) =>
  db
    .insertInto("link_wish")
    .values({
      address: wish.address,
      locale: wish.locale,
      browser_hash: wish.browserHash,
      this_visit: wish.stay === "visit",
      wished_at: now,
    })
    .execute();

/** A wish whose address is that of an account. */
export type KnownWish = Wish & { accountId: number; name: string };

/**
 * Takes the wishes that wait, at most 50, out of the table, and gives those back whose address an account has and that
 * may have a link: an account gets no further one while it has three that are open.
 */
export async function takeWishes(trx: Database, now: Date): Promise<KnownWish[]> {
  const taken = await sql<Omit<KnownWish, "stay"> & { thisVisit: boolean }>`
    with taken as (
      delete from link_wish where id in (select id from link_wish order by id limit 50 for update skip locked)
      returning id, address, locale, browser_hash, this_visit),
    known as (
      select taken.*, account.id as account_id, display_name,
        row_number() over (partition by account.id order by taken.id) + (
          select count(*) from mailed_link
          where mailed_link.account_id = account.id and used_at is null and expires_at > ${now}) as place
      from taken join account on account.address = taken.address)
    select address, locale, browser_hash as "browserHash", this_visit as "thisVisit", account_id as "accountId",
      display_name as name
    from known where place <= ${MOST_OPEN} order by id`.execute(trx);
  return taken.rows.map(({ thisVisit, ...wish }) => ({ ...wish, stay: thisVisit ? "visit" : "kept" }));
}
const MOST_OPEN = 3;

export type NewMailedLink = {
  hash: SecretHash<"mailed link">;
  accountId: number;
  browserHash: SecretHash<"asking browser">;
  stay: Stay;
};

export async function addMailedLinks(trx: Database, links: readonly NewMailedLink[], expiresAt: Date): Promise<void> {
  if (links.length === 0) return;
  await trx
    .insertInto("mailed_link")
    .values(
      links.map((link) => ({
        token_hash: link.hash,
        account_id: link.accountId,
        browser_hash: link.browserHash,
        this_visit: link.stay === "visit",
        expires_at: expiresAt,
        used_at: null,
      })),
    )
    .execute();
}

export type OpenMailedLink = { accountId: number; name: string; browserHash: Buffer; stay: Stay };

/** Whom an open link lets in; undefined where it is unknown, used or over. */
export async function findMailedLink(
  db: Database,
  hash: SecretHash<"mailed link">,
  now: Date,
): Promise<OpenMailedLink | undefined> {
  const row = await db
    .selectFrom("mailed_link")
    .innerJoin("account", "account.id", "mailed_link.account_id")
    .where("token_hash", "=", hash)
    .where("used_at", "is", null)
    .where("expires_at", ">", now)
    .select(["account.id as accountId", "display_name as name", "browser_hash as browserHash", "this_visit"])
    .executeTakeFirst();
  if (!row) return undefined;
  const { this_visit, ...link } = row;
  return { ...link, stay: this_visit ? "visit" : "kept" };
}

/** Uses the link up and says whose it was; undefined for a second caller, also at the same instant. */
export async function useMailedLink(
  trx: Database,
  hash: SecretHash<"mailed link">,
  now: Date,
): Promise<number | undefined> {
  const row = await trx
    .updateTable("mailed_link")
    .set({ used_at: now })
    .where("token_hash", "=", hash)
    .where("used_at", "is", null)
    .where("expires_at", ">", now)
    .returning("account_id")
    .executeTakeFirst();
  return row?.account_id;
}

/** Keeps an address that its owner is asked to confirm; one at a time for an account. */
export const putAddressConfirmation = (
  trx: Database,
  accountId: number,
  address: string,
  hash: SecretHash<"address confirmation">,
  expiresAt: Date,
) =>
  trx
    .insertInto("address_confirmation")
    .values({ account_id: accountId, address, token_hash: hash, expires_at: expiresAt })
    .onConflict((conflict) =>
      conflict.column("account_id").doUpdateSet({ address, token_hash: hash, expires_at: expiresAt }),
    )
    .execute();

export type Confirmation = { accountId: number; address: string };

export const findAddressConfirmation = (
  db: Database,
  hash: SecretHash<"address confirmation">,
  now: Date,
): Promise<Confirmation | undefined> =>
  db
    .selectFrom("address_confirmation")
    .where("token_hash", "=", hash)
    .where("expires_at", ">", now)
    .select(["account_id as accountId", "address"])
    .executeTakeFirst();

/** Takes the confirmation away and says what it was of; undefined for a second caller. */
export const takeAddressConfirmation = (
  trx: Database,
  hash: SecretHash<"address confirmation">,
  now: Date,
): Promise<Confirmation | undefined> =>
  trx
    .deleteFrom("address_confirmation")
    .where("token_hash", "=", hash)
    .where("expires_at", ">", now)
    .returning(["account_id as accountId", "address"])
    .executeTakeFirst();
