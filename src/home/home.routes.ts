import { Hono } from "hono";
import { may } from "../access/may.ts";
import { newGroupLink } from "../accounts/new-group.pages.ts";
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
    const frame = { words, place: placeOfInstance(words, site.name, actor), path: "/" };
    const makes = may(actor, "create", { resource: "group", groupId: null });
    return show(c, instancePage(frame, await listGroups(db), makes && newGroupLink(words)));
  });

  app.get("/:group", async (c) => {
    const { words, actor } = c.var;
    const today = now().toISOString().slice(0, 10);
    const home = await findGroupHome(db, c.req.param("group"), actor, today);
    return show(c, groupPage({ words, place: placeOfGroup(words, home.group, actor), path: c.req.path }, home, today));
  });

  return app;
}
