import { forgetNames, listNamesDue } from "../meetings/group-disclosure.queries.ts";
import { type Database, inTransaction } from "../platform/database/database.ts";
import { writeJournal } from "../platform/journal/journal.queries.ts";
import { forgetPayloadsAbout } from "../platform/journal/payload.queries.ts";
import { forgetListOfImports } from "./report-import.queries.ts";

/**
 * Lets names give way to counts where a group wants it and the time has come: in the list, in what was read of it, in
 * the history of its corrections. Never of a list that everyone had by name. Returns how many meetings it was.
 */
export async function letNamesGo(db: Database, now: Date): Promise<number> {
  const due = await listNamesDue(db, now);
  for (const { id, groupId } of due)
    await inTransaction(db, async (trx) => {
      const entries = await forgetNames(trx, id, now);
      await forgetListOfImports(trx, id);
      await forgetPayloadsAbout(trx, "attendance", entries);
      const subject = { kind: "meeting", id };
      const after = { entries: entries.length };
      await writeJournal(trx, { kind: "meeting.names gave way", groupId, subject, accountId: null, at: now, after });
    });
  return due.length;
}
