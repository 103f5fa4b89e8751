import type { Frame } from "../groups/place.ts";
import { pairedBars, stackedBars } from "../ui/chart.ts";
import { type Fill, type Html, html } from "../ui/html.ts";
import { page } from "../ui/page.ts";
import { paging, type Slice } from "../ui/paging.ts";
import { emptyRoom } from "../ui/parts.ts";
import type { Words } from "../ui/words.ts";
import { attendanceSeries, type MeetingInTime } from "./timeline.ts";

/** The meetings over time: who was there, what was promised and done, each with the same figures as a table. */
export function timelinePage(frame: Frame, at: string, slice: Slice<MeetingInTime>): Html {
  const { words } = frame;
  const title = words.t("The meetings over time");
  const meetings = [...slice.items].reverse();
  return page({
    ...frame,
    title,
    main: html`<h1>${title}</h1>
      ${
        meetings.length === 0
          ? emptyRoom(
              words.t("A picture of the meetings will stand here: who was there, what was promised and what was done."),
            )
          : html`${attendancePart(words, meetings)}${actionsPart(words, meetings)}`
      }
      ${paging(words, at, {}, slice)}<p class="soft as"><a href="${at}.csv">.csv</a></p>`,
  });
}

/** Only the meetings whose figures this reader may know. */
function attendancePart(words: Words, all: readonly MeetingInTime[]): Fill {
  const meetings = all.filter((one) => one.present !== null);
  if (meetings.length === 0)
    return html`<h2>${words.t("Attendance")}</h2><p class="soft">${words.t("The lists of participants of these meetings are not disclosed to everyone.")}</p>`;
  const series = attendanceSeries(meetings, { other: words.t("others"), unstated: words.t("not stated") });
  const counts = meetings.map((_, place) => series.reduce((sum, one) => sum + (one.values[place] ?? 0), 0));
  const summary = words.t(
    "Between {least} and {most} persons at {count, plural, one {# meeting} other {# meetings}}.",
    {
      least: Math.min(...counts),
      most: Math.max(...counts),
      count: meetings.length,
    },
  );
  const chart = { id: "attendance", title: words.t("Attendance by stakeholder group"), summary, series };
  return html`<h2>${words.t("Attendance")}</h2>${stackedBars(
    { ...chart, labelHead: words.t("Meeting"), labels: meetings.map(labelOf) },
    words.t("The figures as a table"),
  )}`;
}

function actionsPart(words: Words, meetings: readonly MeetingInTime[]): Fill {
  const opened = meetings.map((one) => one.opened);
  const closed = meetings.map((one) => one.closed);
  const sum = (values: readonly number[]): number => values.reduce((whole, value) => whole + value, 0);
  const summary = words.t(
    "{opened} stated at these meetings, {closed} done or dropped since each and before the next.",
    {
      opened: sum(opened),
      closed: sum(closed),
    },
  );
  const series = [
    { name: words.t("stated"), values: opened },
    { name: words.t("done or dropped"), values: closed },
  ];
  const chart = { id: "actions", title: words.t("Actions stated and closed"), summary, series };
  return html`<h2>${words.t("Actions")}</h2>${pairedBars(
    { ...chart, labelHead: words.t("Meeting"), labels: meetings.map(labelOf) },
    words.t("The figures as a table"),
  )}`;
}

const labelOf = (one: MeetingInTime): string => one.handle;
