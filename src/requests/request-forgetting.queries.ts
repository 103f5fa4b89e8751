import { sql } from "kysely";
import type { Database } from "../platform/database/database.ts";

/**
 * Lets go of who asked, why, and what was said against it, once a request was decided (or lapsed) before. What the
 * register shows stays: what was asked for, when, decided how. Returns how many.
 */
export async function forgetRequesters(trx: Database, before: Date): Promise<number> {
  await sql`
    update access_objection set words = '—', account_id = null from access_request
    where access_request.id = request_id and coalesce(decided_at, asked_at) < ${before}
      and state in ('granted', 'partly', 'refused', 'withdrawn', 'lapsed')`.execute(trx);
  const gone = await sql`
    update access_request set name = '—', address = null, reason = '—', answer = null, appeal = null,
      account_id = null, receipt_hash = null
    where coalesce(decided_at, asked_at) < ${before} and name <> '—'
      and state in ('granted', 'partly', 'refused', 'withdrawn', 'lapsed')`.execute(trx);
  return Number(gone.numAffectedRows ?? 0);
}
