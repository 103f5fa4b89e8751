/**
 * Letting go of what the journal says of somebody: before, after, and the salt of the commitment. The line stays, and
 * with it the commitment, so that the log verifies as before and nobody can guess what it held. Source: SAFETY A7.
 */
import { sql } from "kysely";
import type { Database } from "../database/database.ts";
import type { Subject } from "./journal.ts";

/** Of the lines about one thing. */
export const forgetPayloads = (trx: Database, { kind, id }: Subject) =>
  sql`delete from journal_payload using journal
    where journal.id = journal_id and subject_kind = ${kind} and subject_id = ${id}`.execute(trx);

/** Of what an account did to things of these kinds. */
export const forgetPayloadsBy = (trx: Database, accountId: number, kinds: readonly string[]) =>
  sql`delete from journal_payload using journal
    where journal.id = journal_id and account_id = ${accountId} and subject_kind = any(${[...kinds]}::text[])`.execute(
    trx,
  );

/** Of lines whose before or after holds these very values: who was given an office, say. */
export const forgetPayloadsNaming = (trx: Database, values: Record<string, number>) =>
  sql`delete from journal_payload
    where payload @> jsonb_build_object('after', ${JSON.stringify(values)}::jsonb)
      or payload @> jsonb_build_object('before', ${JSON.stringify(values)}::jsonb)`.execute(trx);

/** Of the lines about all of these. */
export const forgetPayloadsAbout = (trx: Database, kind: string, ids: readonly number[]) =>
  sql`delete from journal_payload using journal
    where journal.id = journal_id and subject_kind = ${kind} and subject_id = any(${[...ids]}::bigint[])`.execute(trx);

/** Of all lines of a group. */
export const forgetPayloadsOfGroup = (trx: Database, groupId: number) =>
  sql`delete from journal_payload using journal where journal.id = journal_id and group_id = ${groupId}`.execute(trx);
