import { type Generated, sql } from "kysely";
import type { Database } from "../platform/database/database.ts";
import type { SecretHash } from "../platform/secret.ts";
import type { Invitation } from "./invitation.ts";
import type { Invitee, KnownInvitee } from "./invitation-list.ts";

declare module "../platform/database/schema.ts" {
  interface Schema {
    invitation: {
      id: Generated<number>;
      group_id: number;
      person_id: number | null;
      name: string | null;
      address: string | null;
      affiliation: string | null;
      token_hash: Buffer;
      account_id: number | null;
      invited_at: Date;
      expires_at: Date;
      told_at: Date | null;
      joined_at: Date | null;
      withdrawn_at: Date | null;
    };
  }
}

const shown = [
  "id",
  "group_id as groupId",
  "person_id as personId",
  "name",
  "address",
  "affiliation",
  "invited_at as invitedAt",
  "expires_at as expiresAt",
  "told_at as toldAt",
  "withdrawn_at as withdrawnAt",
] as const;

const MOST = 1_000;

/** Who is invited to the group and has not come; also those whose time is over. Withdrawn ones are left out. */
export const listInvitations = (db: Database, groupId: number): Promise<Invitation[]> =>
  db
    .selectFrom("invitation")
    .where("group_id", "=", groupId)
    .where("joined_at", "is", null)
    .where("withdrawn_at", "is", null)
    .select(shown)
    .orderBy(sql`lower(coalesce(name, address))`)
    .orderBy("id")
    .limit(MOST)
    .execute();

/** Members of today, and who is invited: names and addresses that a new list is held against. */
export async function listKnownInvitees(db: Database, groupId: number, on: string): Promise<KnownInvitee[]> {
  const members = await db
    .selectFrom("membership")
    .innerJoin("person_shown", "person_shown.id", "membership.person_id")
    .where("group_id", "=", groupId)
    .where((eb) => eb.or([eb("until_on", "is", null), eb("until_on", ">", on)]))
    .select("person_shown.name")
    .orderBy("person_shown.id")
    .limit(MOST)
    .execute();
  const invited = await listInvitations(db, groupId);
  return [...members.map(({ name }) => ({ name, address: null })), ...invited];
}

export type NewInvitation = Invitee & { personId: number | null; hash: SecretHash<"invitation"> };

export async function addInvitations(
  trx: Database,
  groupId: number,
  given: readonly NewInvitation[],
  { accountId, expiresAt }: { accountId: number | null; expiresAt: Date },
  now: Date,
): Promise<Invitation[]> {
  if (given.length === 0) return [];
  const made = { group_id: groupId, account_id: accountId, invited_at: now, expires_at: expiresAt };
  return trx
    .insertInto("invitation")
    .values(
      given.map(({ personId, name, address, affiliation, hash }) => ({
        ...{ ...made, person_id: personId, name, address, affiliation, token_hash: hash },
        ...{ told_at: null, joined_at: null, withdrawn_at: null },
      })),
    )
    .returning(shown)
    .execute();
}

/** One invitation of this group that is still open, its row locked; undefined where there is none. */
export const lockInvitation = (trx: Database, groupId: number, id: number): Promise<Invitation | undefined> =>
  trx
    .selectFrom("invitation")
    .where("group_id", "=", groupId)
    .where("id", "=", id)
    .where("joined_at", "is", null)
    .select(shown)
    .forUpdate()
    .executeTakeFirst();

export async function renewLink(
  trx: Database,
  id: number,
  hash: SecretHash<"invitation">,
  expiresAt: Date,
): Promise<void> {
  await trx
    .updateTable("invitation")
    .set({ token_hash: hash, expires_at: expiresAt, told_at: null })
    .where("id", "=", id)
    .execute();
}

export async function setInvitationWithdrawn(trx: Database, id: number, at: Date | null): Promise<void> {
  await trx.updateTable("invitation").set({ withdrawn_at: at }).where("id", "=", id).execute();
}

/** Notes when these were told; null takes the note back. Returns the ids for which that changed something. */
export async function setTold(
  trx: Database,
  groupId: number,
  ids: readonly number[],
  at: Date | null,
): Promise<number[]> {
  const rows = await trx
    .updateTable("invitation")
    .set({ told_at: at })
    .where("group_id", "=", groupId)
    .where("joined_at", "is", null)
    .where((eb) => eb("id", "=", sql<number>`any(${[...ids]}::integer[])`))
    .where("told_at", at === null ? "is not" : "is", null)
    .returning("id")
    .execute();
  return rows.map(({ id }) => id);
}

export type OpenInvitation = Invitation & {
  groupName: string;
  groupSlug: string;
  mandate: string | null;
  accountId: number | null;
};

/** The invitation behind a link, with its group; undefined where it is unknown, used, withdrawn or over. */
export const findOpenInvitation = (
  db: Database,
  hash: SecretHash<"invitation">,
  now: Date,
): Promise<OpenInvitation | undefined> =>
  db
    .selectFrom("invitation")
    .innerJoin("working_group", "working_group.id", "invitation.group_id")
    .where("token_hash", "=", hash)
    .where("joined_at", "is", null)
    .where("withdrawn_at", "is", null)
    .where("expires_at", ">", now)
    .where("working_group.archived_at", "is", null)
    .select([
      "invitation.id",
      "invitation.group_id as groupId",
      "person_id as personId",
      "invitation.name",
      "address",
      "affiliation",
      "invited_at as invitedAt",
      "expires_at as expiresAt",
      "told_at as toldAt",
      "withdrawn_at as withdrawnAt",
      "account_id as accountId",
      "working_group.name as groupName",
      "working_group.slug as groupSlug",
      "working_group.mandate",
    ])
    .executeTakeFirst();

/** Uses an invitation up: true for the one caller that does. What was known of the person beside their name goes. */
export async function useInvitation(trx: Database, id: number, personId: number, now: Date): Promise<boolean> {
  const result = await trx
    .updateTable("invitation")
    .set({ joined_at: now, person_id: personId, name: null, address: null, affiliation: null })
    .where("id", "=", id)
    .where("joined_at", "is", null)
    .where("withdrawn_at", "is", null)
    .where("expires_at", ">", now)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Days after its end for which an invitation is kept, so that it can be renewed. */
const KEPT_DAYS = 60;
export async function forgetOldInvitations(db: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
  await db.deleteFrom("invitation").where("expires_at", "<", before).execute();
}
