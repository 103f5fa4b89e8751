import type { Actor } from "../access/actor.ts";
import { may } from "../access/may.ts";
import { listRules } from "../groups/rules.queries.ts";
import type { Database } from "../platform/database/database.ts";

/** Whether this actor publishes reports of the group, under the rules that it gave itself. */
export async function mayPublish(db: Database, groupId: number, by: Actor): Promise<boolean> {
  const coChairPublishes = (await listRules(db, groupId)).includes("co-chair publishes");
  return may(by, "publish", { resource: "text", groupId, coChairPublishes });
}
