import { Hono } from "hono";
import { findRoom } from "../groups/room.routes.ts";
import { answerCsv } from "../platform/http/csv.ts";
import type { Deps } from "../platform/http/deps.ts";
import { pageAsked, reading, sliceOf } from "../ui/paging.ts";
import { show } from "../ui/show.ts";
import { timelinePage } from "./timeline.pages.ts";
import { listMeetingsInTime } from "./timeline.queries.ts";
import { attendanceSeries } from "./timeline.ts";

/** As many as a picture can show at 320 px. */
const MEETINGS_ON_PAGE = 24;
const MEETINGS_IN_FILE = 1_000;

export function timelineRoutes(deps: Deps): Hono {
  const { db } = deps;
  const app = new Hono();

  app.get("/:group/timeline", async (c) => {
    const { group, frame } = await findRoom(c, deps);
    const asked = pageAsked(c.req.query("page"));
    const found = await listMeetingsInTime(db, group.id, reading(asked, MEETINGS_ON_PAGE), c.var.actor);
    return show(c, timelinePage(frame, `/${group.slug}/timeline`, sliceOf(found, asked, MEETINGS_ON_PAGE)));
  });

  app.get("/:group/timeline.csv", async (c) => {
    const { group } = await findRoom(c, deps);
    const part = { limit: MEETINGS_IN_FILE, offset: 0 };
    const meetings = await listMeetingsInTime(db, group.id, part, c.var.actor);
    const series = attendanceSeries(meetings, { other: "other", unstated: "not stated" });
    const rows = meetings.map((meeting, place) => ({ meeting, place }));
    type Row = (typeof rows)[number];
    return answerCsv(
      c,
      `${group.slug}-timeline`,
      [
        { head: "meeting", value: (row: Row) => row.meeting.handle },
        { head: "held_on", value: (row: Row) => row.meeting.heldOn },
        ...series.map((one) => ({
          head: `present: ${one.name}`,
          value: (row: Row) => (row.meeting.present === null ? null : (one.values[row.place] ?? 0)),
        })),
        { head: "actions_stated", value: (row: Row) => row.meeting.opened },
        { head: "actions_closed", value: (row: Row) => row.meeting.closed },
      ],
      rows,
    );
  });

  return app;
}
