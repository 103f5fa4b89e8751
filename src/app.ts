import { Hono } from "hono";
import { sql } from "kysely";
import type { Database } from "./platform/database/database.ts";

/** The table of contents of the web. */
export function makeApp(db: Database): Hono {
  const app = new Hono();
  app.get("/healthz", async (c) => {
    await sql`select 1`.execute(db);
    return c.text("ok\n");
  });
  return app;
}
