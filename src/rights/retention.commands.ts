import { blankBornIn } from "../actions/recorded.queries.ts";
import { forgetReports, takeHiddenBefore } from "../conduct/case-list.queries.ts";
import { type Database, inTransaction } from "../platform/database/database.ts";
import { forgetActs } from "../platform/journal/act.queries.ts";
import { forgetMail } from "../platform/mail/message-out.queries.ts";
import { forgetSaidIn } from "../records/block-interventions.queries.ts";
import { forgetSources } from "../records/report-import.queries.ts";
import { forgetRequesters } from "../requests/request-forgetting.queries.ts";
import { blankHiddenBlocks } from "../texts/hidden-block.queries.ts";
import { listShortened, noteRun } from "./retention.queries.ts";
import { daysOf, RETENTION, type RetentionKind } from "./retention.ts";

const DAY = 86_400_000;

/** How each kind is let go of: what ended before this instant. Says how many there were. */
const LETTING_GO: Record<RetentionKind, (trx: Database, before: Date, now: Date) => Promise<number>> = {
  "hidden words": forgetHiddenWords,
  "conduct reports": forgetReports,
  requests: forgetRequesters,
  "import files": forgetSources,
  "sent mail": (trx, before) => forgetMail(trx, ["sent"], before),
  "dead mail": (trx, before) => forgetMail(trx, ["dead", "settled"], before),
  "form keys": forgetActs,
};

/** Lets go of what was kept long enough, and writes down how much of each kind that was. */
export async function letGo(db: Database, now: Date): Promise<void> {
  const shortened = await listShortened(db);
  for (const { kind } of RETENTION)
    await inTransaction(db, async (trx) => {
      const before = new Date(now.getTime() - daysOf(kind, shortened) * DAY);
      await noteRun(trx, now.toISOString().slice(0, 10), kind, await LETTING_GO[kind](trx, before, now));
    });
}

async function forgetHiddenWords(trx: Database, before: Date, now: Date): Promise<number> {
  const blockIds = await takeHiddenBefore(trx, before, now);
  if (blockIds.length === 0) return 0;
  await blankHiddenBlocks(trx, blockIds);
  await blankBornIn(trx, blockIds);
  await forgetSaidIn(trx, blockIds);
  return blockIds.length;
}
