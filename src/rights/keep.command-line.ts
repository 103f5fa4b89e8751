import type { Database } from "../platform/database/database.ts";
import { BadUsage } from "../platform/trouble.ts";
import { listRuns, listShortened, setRetention } from "./retention.queries.ts";
import { daysOf, isRetentionKind, KeepDays, RETENTION } from "./retention.ts";

const USE = 'Use: baraza keep, or baraza keep "KIND" DAYS to make a time shorter';

/** `baraza keep [KIND DAYS]`: how long things are kept here, what was let go of lately; or makes one time shorter. */
export async function keepCommand(words: readonly string[], db: Database): Promise<string> {
  if (words.length === 0) return told(db);
  const [kind = "", days] = words;
  const most = RETENTION.find((one) => one.kind === kind)?.days ?? 0;
  if (!isRetentionKind(kind)) throw new BadUsage(`There is no kind "${kind}". ${USE}.`);
  const read = KeepDays.safeParse(days);
  if (!read.success || read.data > most)
    throw new BadUsage(`"${kind}" is kept 1 to ${most} days: a time can be made shorter, not longer. ${USE}.`);
  await setRetention(db, kind, read.data);
  return told(db);
}

async function told(db: Database): Promise<string> {
  const [shortened, runs] = await Promise.all([listShortened(db), listRuns(db, 20)]);
  const kept = RETENTION.map(
    ({ kind, says }) => `  ${kind.padEnd(16)} ${String(daysOf(kind, shortened)).padStart(4)} days  ${says}`,
  );
  const gone = runs.map(({ runOn, kind, count }) => `  ${runOn}  ${kind.padEnd(16)} ${count}`);
  return ["Kept:", ...kept, "Let go of lately:", ...(gone.length > 0 ? gone : ["  nothing"]), ""].join("\n");
}
