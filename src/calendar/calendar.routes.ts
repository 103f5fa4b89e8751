import { Hono } from "hono";
import { visitor } from "../access/actor.ts";
import { findGroup } from "../groups/group.queries.ts";
import { meetingName } from "../meetings/meeting.pages.ts";
import { findMeetingAt, listMeetings } from "../meetings/meeting.queries.ts";
import { type Meeting, mayReadLink, mayReadMeeting } from "../meetings/meeting.ts";
import { answer } from "../platform/http/answer.ts";
import type { Deps } from "../platform/http/deps.ts";
import { findNoteHolding } from "../platform/journal/checkpoint.queries.ts";
import { NotFound } from "../platform/refusal.ts";
import { listPublished } from "../texts/text.queries.ts";
import { calendarOf } from "./calendar.ts";
import { atomFeed } from "./feed.ts";

/** The joining link is for those who may read it on the page; a calendar for everybody holds none. */
const withoutLink = (meeting: Meeting): Meeting => ({ ...meeting, joiningLink: null });

export function calendarRoutes({ db, now, site }: Deps): Hono {
  const app = new Hono();

  app.get("/:group/meetings/:ics{[^/.]+\\.ics}", async (c) => {
    const { words, actor } = c.var;
    const found = await findMeetingAt(db, c.req.param("group"), c.req.param("ics").slice(0, -".ics".length));
    if (!found || !mayReadMeeting(actor, found.meeting)) throw new NotFound();
    const { group, meeting } = found;
    return answer(
      c,
      calendarOf(
        group,
        [mayReadLink(actor, meeting) ? meeting : withoutLink(meeting)],
        (one) => meetingName(words, one),
        site.origin,
        now(),
      ),
      "text/calendar",
    );
  });

  /** For everybody, also where an office holder asks: a calendar is subscribed to once and kept. */
  app.get("/:group/meetings.ics", async (c) => {
    const { words } = c.var;
    const group = await findGroup(db, c.req.param("group"));
    if (!group) throw new NotFound();
    const meetings = await listMeetings(db, group.id, visitor);
    return answer(
      c,
      calendarOf(group, meetings.map(withoutLink), (one) => meetingName(words, one), site.origin, now()),
      "text/calendar",
    );
  });

  /** What was published, the latest first: for everybody, also where an office holder asks. */
  app.get("/:group/feed.atom", async (c) => {
    const group = await findGroup(db, c.req.param("group"));
    if (!group) throw new NotFound();
    const texts = await listPublished(db, group.id);
    const feed = {
      origin: site.origin,
      path: `/${group.slug}/feed.atom`,
      home: `/${group.slug}`,
      title: group.name,
      language: c.var.words.locale,
      // The one that sealed the latest of these, so that the feed changes only when something is published.
      checkpoint: await findNoteHolding(db, group.id, "report.published"),
    };
    const entries = texts.map((text) => ({
      address: text.address,
      title: text.title,
      updatedAt: text.publishedAt,
      summary: text.opening,
    }));
    return answer(c, atomFeed(feed, entries, now()), "application/atom+xml");
  });

  return app;
}
