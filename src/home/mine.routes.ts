import { Hono } from "hono";
import { placeOfInstance } from "../groups/place.ts";
import type { Deps } from "../platform/http/deps.ts";
import { show } from "../ui/show.ts";
import { minePage } from "./mine.pages.ts";
import { findMine } from "./mine.queries.ts";
import { dayOfLastVisit } from "./visit.queries.ts";

/** Somebody's own page, for whoever is signed in, with a person or without one. */
export function mineRoutes({ db, now, site }: Deps): Hono {
  const app = new Hono();

  app.get("/mine", async (c) => {
    const { words, actor } = c.var;
    if (actor.accountId === null) return c.redirect("/sign-in", 303);
    const today = now().toISOString().slice(0, 10);
    const since = await dayOfLastVisit(db, actor.accountId, today);
    const mine = await findMine(db, actor, since, today);
    const frame = { words, place: placeOfInstance(words, site.name, actor), path: "/mine" };
    return show(c, minePage(frame, mine, since, today));
  });

  return app;
}
