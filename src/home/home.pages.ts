import { actionRow } from "../actions/action.pages.ts";
import { type Group, officeTitle } from "../groups/group.ts";
import { meetingName, meetingRow, whenHeld } from "../meetings/meeting.pages.ts";
import type { Meeting } from "../meetings/meeting.ts";
import { isPublished, meetingAddress } from "../meetings/meeting.ts";
import { bdi, type Fill, type Html, html, join } from "../ui/html.ts";
import { type Place, page } from "../ui/page.ts";
import { shortDay } from "../ui/time.ts";
import type { Words } from "../ui/words.ts";
import type { GroupHome } from "./group-home.queries.ts";

export type Frame = { words: Words; place: Place; path: string };

/** The instance: its groups, each with its mandate. */
export function instancePage(frame: Frame, groups: readonly Group[]): Html {
  const { words, place } = frame;
  return page({
    ...frame,
    title: place.name,
    main: html`<h1>${place.name}</h1>
      ${groups.length === 0 && html`<p class="empty">${words.t("No group works here yet. Whoever runs this site has a link with which the first one is made.")}</p>`}
      <ul class="rows">${groups.map((group) => html`<li><span class="row-what"><a href="/${group.slug}">${bdi(group.name)}</a></span>${group.mandate !== null && html`<span class="row-more">${bdi(group.mandate)}</span>`}</li>\n`)}</ul>`,
  });
}

/** A group: next meeting, what waits for me, last report, overdue, meetings by year, mandate and people. */
export function groupPage(frame: Frame, home: GroupHome, today: string): Html {
  const { words } = frame;
  const { group, meetings } = home;
  const held = meetings.filter((meeting) => meeting.textId !== null);
  return page({
    ...frame,
    title: group.shortName ?? group.name,
    alternates: [{ href: `/${group.slug}/feed.atom`, type: "application/atom+xml", title: group.name }],
    main: html`<h1>${group.name}</h1>
      ${group.mandate !== null && html`<p>${bdi(group.mandate)}</p>`}
      ${nextMeeting(words, home, today)}
      ${waiting(words, home, today)}
      ${lastReport(words, group, held)}
      ${overdue(words, home, today)}
      ${held.length > 0 && html`<h2>${words.t("Meetings")}</h2><ul class="rows">${held.slice(1, 7).map((one) => meetingRow(words, group.slug, one))}</ul><p><a href="/${group.slug}/meetings">${words.t("All meetings")}</a></p>`}
      ${rooms(words, home, held.length > 0)}
      ${about(words, home)}`,
  });
}

/** The next one that is called, or the day that the last report names. */
function nextMeeting(words: Words, { group, meetings }: GroupHome, today: string): Fill {
  const planned = meetings.filter((one) => one.state === "planned" && (one.heldOn ?? "") >= today).at(-1);
  if (planned)
    return html`<section class="next"><h2>${words.t("Next meeting")}</h2><p class="when">${whenHeld(words, planned)}</p>${planned.joiningLink !== null && html`<p><a href="${planned.joiningLink}" rel="nofollow noopener">${words.t("Join")}</a></p>`}</section>`;
  const last = meetings.find((one) => one.textId !== null);
  if (!last?.nextOn || last.nextOn < today) return null;
  return html`<section class="next"><h2>${words.t("Next meeting")}</h2><p class="when">${shortDay(words, last.nextOn)}${last.nextCertainty === "proposed" && html` <span class="soft">${words.t("proposed")}</span>`}</p><p class="soft">${words.rich("as {meeting} says", { meeting: html`<a href="${meetingAddress(group.slug, last.handle)}">${meetingName(words, last)}</a>` })}</p></section>`;
}

function waiting(words: Words, home: GroupHome, today: string): Fill {
  const drafts = home.meetings.filter((one) => one.textId !== null && !isPublished(one));
  if (home.mine.length + drafts.length === 0) return null;
  return html`<h2>${words.t("Waiting for you")}</h2><ul class="rows">${drafts.map((one) => meetingRow(words, home.group.slug, one))}${home.mine.map((one) => actionRow(words, home.group.slug, one, today))}</ul>`;
}

const overdue = (words: Words, home: GroupHome, today: string): Fill =>
  home.overdue.length > 0 &&
  html`<h2>${words.t("Overdue")}</h2><ul class="rows">${home.overdue.map((one) => actionRow(words, home.group.slug, one, today))}</ul>`;

function lastReport(words: Words, group: Group, held: readonly Meeting[]): Fill {
  const last = held.find(isPublished);
  if (!last) return null;
  return html`<h2>${words.t("Last report")}</h2><ul class="rows">${meetingRow(words, group.slug, last)}</ul>`;
}

/** The ways into the record; shown once there is one. */
function rooms(words: Words, { group, openCount }: GroupHome, hasRecord: boolean): Fill {
  const at = `/${group.slug}`;
  if (!hasRecord) return null;
  const links: [string, string][] = [
    [`${at}/actions`, words.t("{count, plural, one {# open action} other {# open actions}}", { count: openCount })],
    [`${at}/decisions`, words.t("Decisions")],
    [`${at}/recommendations`, words.t("Recommendations")],
    [`${at}/questions`, words.t("Open questions")],
    [`${at}/headings`, words.t("What was said, by heading")],
    [`${at}/documents`, words.t("Documents")],
    [`${at}/events`, words.t("Events")],
    [`${at}/glossary`, words.t("Glossary")],
    [`${at}/timeline`, words.t("The meetings over time")],
    [`${at}/people`, words.t("People")],
  ];
  return html`<h2>${words.t("In the record")}</h2><p class="as">${join(
    links.map(([href, label]) => html`<a href="${href}">${label}</a>`),
    " · ",
  )}</p>`;
}

function about(words: Words, { group, offices }: GroupHome): Html {
  return html`<h2>${words.t("About the group")}</h2><dl class="facts">
    ${group.parentBody !== null && html`<dt>${words.t("Advises")}</dt><dd>${bdi(group.parentBody)}</dd>`}
    ${offices.map((office) => html`<dt>${office.title ?? words.t(officeTitle(office))}</dt><dd>${bdi(office.name)}</dd>`)}
    ${group.contact !== null && html`<dt>${words.t("Contact")}</dt><dd>${bdi(group.contact)}</dd>`}
    <dt>${words.t("Time zone")}</dt><dd>${group.timeZone}</dd></dl>`;
}
