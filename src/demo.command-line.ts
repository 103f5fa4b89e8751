import { join } from "node:path";
import { inviteOfficeHolder } from "./accounts/sign-in.commands.ts";
import { readSettings } from "./main.ts";
import type { Database } from "./platform/database/database.ts";
import { progressBar } from "./platform/progress-bar.ts";
import { makeSampleGroup } from "./records/sample-group.commands.ts";
import { serveOn } from "./serve.command-line.ts";

/** `baraza demo`: the sample group, on a database of its own beside the instance's, with a link for its co-chair. */
export function demo(): Promise<number> {
  const settings = readSettings(process.env);
  const dataFolder = join(settings.dataFolder, "demo");
  const own = { ...settings, databaseUrl: undefined, dataFolder, backupHour: "never" as const };
  return serveOn(own, "demo", { prepare: async (db) => void (await sample(db)), welcome: tellWayIn });
}

const sample = (db: Database) =>
  makeSampleGroup(db, new Date(), (total) => progressBar(process.stderr, "Taking the sample reports in", total));

async function tellWayIn(db: Database, origin: string): Promise<void> {
  const { group, coChair } = await sample(db);
  const link = await inviteOfficeHolder(db, group, coChair, new Date());
  process.stdout.write(
    `The sample group is at ${origin}/${group.slug}\nSign in as its co-chair ${coChair}, once, within a day:\n${origin}/sign-in?link=${link}\n`,
  );
}
