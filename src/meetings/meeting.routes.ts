import { type Context, Hono } from "hono";
import { may } from "../access/may.ts";
import { findRoom } from "../groups/room.routes.ts";
import { answerCsv, type CsvColumn } from "../platform/http/csv.ts";
import type { Deps } from "../platform/http/deps.ts";
import { html } from "../ui/html.ts";
import { show } from "../ui/show.ts";
import { meetingsPage } from "./meeting.pages.ts";
import { listMeetings } from "./meeting.queries.ts";
import { type Meeting, meetingAddress } from "./meeting.ts";

/** Who may bring reports in sees the meetings whose reports wait too. */
const mayBringIn = (c: Context, groupId: number): boolean =>
  may(c.var.actor, "create", { resource: "import", groupId });

const meetingsOf = (c: Context, { db }: Deps, groupId: number): Promise<Meeting[]> =>
  listMeetings(db, groupId, mayBringIn(c, groupId) ? "all" : "published");

const columnsOf = (groupSlug: string): CsvColumn<Meeting>[] => [
  { head: "number", value: (one) => one.number },
  { head: "date", value: (one) => one.heldOn },
  { head: "starts_at", value: (one) => one.startsAt?.toISOString() ?? null },
  { head: "title", value: (one) => one.title },
  { head: "state", value: (one) => one.state },
  { head: "address", value: (one) => meetingAddress(groupSlug, one.handle) },
];

export function meetingRoutes(deps: Deps): Hono {
  const app = new Hono();

  app.get("/:group/meetings", async (c) => {
    const { group, frame } = await findRoom(c, deps);
    const { t } = frame.words;
    const beginning =
      mayBringIn(c, group.id) && html`<a href="/${group.slug}/import">${t("Bring in a report that you have")}</a>`;
    return show(c, meetingsPage(frame, group.slug, await meetingsOf(c, deps, group.id), beginning));
  });

  app.get("/:group/meetings.csv", async (c) => {
    const { group } = await findRoom(c, deps);
    return answerCsv(c, `${group.slug}-meetings`, columnsOf(group.slug), await meetingsOf(c, deps, group.id));
  });

  return app;
}
