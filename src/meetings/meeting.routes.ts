import { Hono } from "hono";
import { may } from "../access/may.ts";
import { findRoom } from "../groups/room.routes.ts";
import type { Deps } from "../platform/http/deps.ts";
import { html } from "../ui/html.ts";
import { show } from "../ui/show.ts";
import { meetingsPage } from "./meeting.pages.ts";
import { listMeetings } from "./meeting.queries.ts";

export function meetingRoutes(deps: Deps): Hono {
  const app = new Hono();

  app.get("/:group/meetings", async (c) => {
    const { group, frame } = await findRoom(c, deps);
    const { t } = frame.words;
    const beginning =
      may(c.var.actor, "create", { resource: "import", groupId: group.id }) &&
      html`<a href="/${group.slug}/import">${t("Bring in a report that you have")}</a>`;
    return show(c, meetingsPage(frame, group.slug, await listMeetings(deps.db, group.id, c.var.actor), beginning));
  });

  return app;
}
