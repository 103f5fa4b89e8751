import { type Context, Hono } from "hono";
import { may } from "../access/may.ts";
import { findRoom } from "../groups/room.routes.ts";
import type { Deps } from "../platform/http/deps.ts";
import { html } from "../ui/html.ts";
import { show } from "../ui/show.ts";
import { meetingsPage } from "./meeting.pages.ts";
import { listMeetings } from "./meeting.queries.ts";
import type { Meeting } from "./meeting.ts";

/** Who may bring reports in sees the meetings whose reports wait too. */
const mayBringIn = (c: Context, groupId: number): boolean =>
  may(c.var.actor, "create", { resource: "import", groupId });

const meetingsOf = (c: Context, { db }: Deps, groupId: number): Promise<Meeting[]> =>
  listMeetings(db, groupId, mayBringIn(c, groupId) ? "all" : "published");

export function meetingRoutes(deps: Deps): Hono {
  const app = new Hono();

  app.get("/:group/meetings", async (c) => {
    const { group, frame } = await findRoom(c, deps);
    const { t } = frame.words;
    const beginning =
      mayBringIn(c, group.id) && html`<a href="/${group.slug}/import">${t("Bring in a report that you have")}</a>`;
    return show(c, meetingsPage(frame, group.slug, await meetingsOf(c, deps, group.id), beginning));
  });

  return app;
}
