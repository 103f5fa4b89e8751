import { parseArgs } from "node:util";
import { findGroup } from "../groups/group.queries.ts";
import type { Database } from "../platform/database/database.ts";
import type { Site } from "../platform/http/deps.ts";
import { Trouble } from "../platform/trouble.ts";
import { makeLinkByOperator } from "./way-in.commands.ts";

/** `baraza user invite NAME --group SLUG`: prints a one-time link that signs this person in as an office holder of the group, and tells them. */
export async function userCommand(args: readonly string[], db: Database, site: Site, now: Date): Promise<string> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { group: { type: "string" } },
  });
  const [verb, ...name] = positionals;
  if (verb !== "invite" || name.length === 0 || values.group === undefined)
    throw new Trouble("Use: baraza user invite NAME --group SLUG");
  const group = await findGroup(db, values.group);
  if (!group) throw new Trouble(`There is no group called ${values.group} here.`);
  return `${site.origin}/sign-in?link=${await makeLinkByOperator(db, name.join(" "), { group, site }, now)}`;
}
