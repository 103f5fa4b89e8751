import { Hono } from "hono";
import { may } from "../access/may.ts";
import { placeOfGroup } from "../access/place.ts";
import { findGroup } from "../groups/group.queries.ts";
import type { Deps } from "../platform/http/deps.ts";
import { NotFound } from "../platform/refusal.ts";
import { html } from "../ui/html.ts";
import { show } from "../ui/show.ts";
import { meetingsPage } from "./meeting.pages.ts";
import { listMeetings } from "./meeting.queries.ts";

export function meetingRoutes({ db }: Deps): Hono {
  const app = new Hono();

  app.get("/:group/meetings", async (c) => {
    const { words, actor } = c.var;
    const group = await findGroup(db, c.req.param("group"));
    if (!group) throw new NotFound();
    const works = may(actor, "create", { resource: "import", groupId: group.id });
    const meetings = await listMeetings(db, group.id, works ? "all" : "published");
    const beginning = works && html`<a href="/${group.slug}/import">${words.t("Bring in a report that you have")}</a>`;
    const frame = { words, place: placeOfGroup(words, group, actor), path: c.req.path };
    return show(c, meetingsPage(frame, group.slug, meetings, beginning));
  });

  return app;
}
