import { type Context, Hono } from "hono";
import { may } from "../access/may.ts";
import { placeOfGroup } from "../groups/place.ts";
import { findMeetingAt } from "../meetings/meeting.queries.ts";
import { mayReadMeeting } from "../meetings/meeting.ts";
import { showPlannedMeeting } from "../meetings/planned-meeting.routes.ts";
import { mayBeTakenBack } from "../meetings/publication.commands.ts";
import { mayPublish } from "../meetings/publication.queries.ts";
import type { Database } from "../platform/database/database.ts";
import type { Deps } from "../platform/http/deps.ts";
import { guardOf } from "../platform/http/protection.ts";
import { press } from "../ui/form.ts";
import { show } from "../ui/show.ts";
import { type Desk, reportPage } from "./report.pages.ts";
import { showFound } from "./shown-report.queries.ts";
import type { ShownReport } from "./shown-report.ts";

export function reportRoutes(deps: Deps): Hono {
  const { db, now } = deps;
  const app = new Hono();

  app.get("/:group/meetings/:handle{[^/.]+}", async (c) => {
    const found = await findMeetingAt(db, c.req.param("group"), c.req.param("handle"));
    if (found?.meeting.textId === null && mayReadMeeting(c.var.actor, found.meeting))
      return showPlannedMeeting(c, deps, found.meeting);
    const report = await showFound(db, found, c.var.actor);
    const frame = { words: c.var.words, place: placeOfGroup(c.var.words, report.group, c.var.actor), path: c.req.path };
    return show(c, reportPage(frame, report, await deskOf(c, db, report, now()), now().toISOString().slice(0, 10)));
  });

  return app;
}

/** What an office holder may do next with this report; null for everybody else, so that the page stays the same for them. */
async function deskOf(
  c: Context,
  db: Database,
  { text, group, meeting }: ShownReport,
  now: Date,
): Promise<Desk | null> {
  const { t } = c.var.words;
  const thing = { resource: "text", groupId: group.id, published: text.publishedAt !== null } as const;
  if (!may(c.var.actor, "change", thing)) return null;
  const publishes = await mayPublish(db, group.id, c.var.actor);
  return {
    press: !publishes
      ? null
      : text.publishedAt === null
        ? press(`${text.address}/publication`, guardOf(c), t("Publish this report"), { main: true })
        : mayBeTakenBack(text, now)
          ? press(`${text.address}/publication/withdrawal`, guardOf(c), t("Take back the publication"))
          : null,
    links: [
      { href: `${text.address}/correction`, label: t("Correct") },
      { href: `${text.address}/findings`, label: t("What the checks found") },
      { href: `/${group.slug}/requests`, label: t("Requests") },
      { href: `/${group.slug}/import/of/${meeting.handle}`, label: t("How it came in") },
    ],
  };
}
