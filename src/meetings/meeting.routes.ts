import { Hono } from "hono";
import { may } from "../access/may.ts";
import { findRoom, toldOn } from "../groups/room.routes.ts";
import type { Deps } from "../platform/http/deps.ts";
import { html } from "../ui/html.ts";
import { mainLink } from "../ui/parts.ts";
import { show } from "../ui/show.ts";
import { meetingsPage } from "./meeting.pages.ts";
import { listMeetings } from "./meeting.queries.ts";
import { OFF_SENTENCES } from "./planned-meeting.pages.ts";

export function meetingRoutes(deps: Deps): Hono {
  const app = new Hono();

  app.get("/:group/meetings", async (c) => {
    const { group, frame } = await findRoom(c, deps);
    const { t } = frame.words;
    const beginning =
      may(c.var.actor, "create", { resource: "import", groupId: group.id }) &&
      html`<a href="/${group.slug}/import">${t("Bring in a report that you have")}</a>`;
    const calls = may(c.var.actor, "create", { resource: "meeting", groupId: group.id });
    const told = await toldOn(
      c,
      deps,
      OFF_SENTENCES,
      (line, _, id) => `/${group.slug}/meetings/called-off/${id}/undoing/${line}`,
    );
    const desk = html`${told}${calls && html`<p>${mainLink(`/${group.slug}/meetings/new`, t("Call a meeting"))}</p>`}`;
    const meetings = await listMeetings(deps.db, group.id, c.var.actor);
    return show(c, meetingsPage(frame, group.slug, meetings, desk, beginning));
  });

  return app;
}
