import { Hono } from "hono";
import { placeOfInstance } from "../groups/place.ts";
import type { Deps } from "../platform/http/deps.ts";
import { findLatestNote, findPublicKey } from "../platform/journal/checkpoint.queries.ts";
import { verifierKey } from "../platform/journal/checkpoint.ts";
import { show } from "../ui/show.ts";
import { logPage } from "./log.pages.ts";
import { safetyPage } from "./safety.pages.ts";

/** Why anyone should trust this: what is promised, and the log by which the rest can be checked. For everybody. */
export function trustRoutes({ db, site }: Deps): Hono {
  const app = new Hono();

  app.get("/safety", (c) => {
    const { words, actor } = c.var;
    return show(c, safetyPage({ words, place: placeOfInstance(words, site.name, actor), path: "/safety" }));
  });

  app.get("/log", async (c) => {
    const { words, actor } = c.var;
    const [latest, key] = await Promise.all([findLatestNote(db), findPublicKey(db)]);
    const log = latest && key ? { ...latest, key: verifierKey(key) } : null;
    return show(c, logPage({ words, place: placeOfInstance(words, site.name, actor), path: "/log" }, log));
  });

  return app;
}
