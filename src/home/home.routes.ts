import { Hono } from "hono";
import { listGroups } from "../groups/group.queries.ts";
import { placeOfGroup, placeOfInstance } from "../groups/place.ts";
import type { Deps } from "../platform/http/deps.ts";
import { show } from "../ui/show.ts";
import { findGroupHome } from "./group-home.queries.ts";
import { groupPage, instancePage } from "./home.pages.ts";

export function homeRoutes({ db, now, site }: Deps): Hono {
  const app = new Hono();

  app.get("/", async (c) => {
    const { words, actor } = c.var;
    return show(
      c,
      instancePage({ words, place: placeOfInstance(words, site.name, actor), path: "/" }, await listGroups(db)),
    );
  });

  app.get("/:group", async (c) => {
    const { words, actor } = c.var;
    const today = now().toISOString().slice(0, 10);
    const home = await findGroupHome(db, c.req.param("group"), actor, today);
    return show(c, groupPage({ words, place: placeOfGroup(words, home.group, actor), path: c.req.path }, home, today));
  });

  return app;
}
