/** Seals once and is killed before its n-th statement: `sealer-child.ts URL N`. Ends with 0 where it came through. */
import type { KyselyPlugin } from "kysely";
import { openDatabase } from "../../src/platform/database/database.ts";
import { sealBatch } from "../../src/platform/journal/sealer.queries.ts";

const [url = "", steps = ""] = process.argv.slice(2);
let statements = 0;
const killer: KyselyPlugin = {
  transformQuery({ node }) {
    if (++statements === Number(steps)) process.kill(process.pid, "SIGKILL");
    return node;
  },
  transformResult: async ({ result }) => result,
};
const db = openDatabase(url);
await sealBatch(db.withPlugin(killer), new Date("2026-03-05T14:00:00Z"));
await db.destroy();
