import { Hono } from "hono";
import { may } from "../access/may.ts";
import { newGroupLink } from "../accounts/new-group.pages.ts";
import { endingNotices } from "../groups/archive.pages.ts";
import { archiveDesk } from "../groups/archive.routes.ts";
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
    const frame = { words, place: placeOfGroup(words, home.group, actor), path: c.req.path };
    const { archivedAt, eraseAt } = home.group;
    const desk = archivedAt === null && eraseAt === null ? null : archiveDesk(c, home.group);
    return show(c, groupPage(frame, home, today, endingNotices(words, home.group, desk)));
  });

  return app;
}
