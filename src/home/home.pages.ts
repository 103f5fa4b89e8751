import { actionRow } from "../actions/action.pages.ts";
import { type Group, officeTitle } from "../groups/group.ts";
import { meetingName, meetingRow, whenHeld } from "../meetings/meeting.pages.ts";
import type { Meeting } from "../meetings/meeting.ts";
import { isPublished, meetingAddress } from "../meetings/meeting.ts";
import { bdi, type Fill, type Html, html, join } from "../ui/html.ts";
import { type Place, page } from "../ui/page.ts";
import { emptyRoom, facts, mainLink, nextStep, row, rows } from "../ui/parts.ts";
import { day } from "../ui/time.ts";
import type { Words } from "../ui/words.ts";
import type { GroupHome, NextStep } from "./group-home.queries.ts";

export type Frame = { words: Words; place: Place; path: string };

/** The instance: its groups, each with its mandate. `makes`: the way to another one, for who may make it. */
export function instancePage(frame: Frame, groups: readonly Group[], makes: Fill): Html {
  const { words, place } = frame;
  return page({
    ...frame,
    title: place.name,
    main: html`<h1>${place.name}</h1>
      ${groups.length === 0 && emptyRoom(words.t("No group works here yet. Whoever runs this site has a link with which the first one is made."))}
      ${groups.length > 0 && rows(groups.map((group) => row({ what: html`<a href="/${group.slug}">${bdi(group.name)}</a>`, more: [group.mandate] })))}
      ${makes}`,
  });
}

/** A group: next meeting, what waits for me, last report, overdue, meetings by year, mandate and people. */
export function groupPage(frame: Frame, home: GroupHome, today: string, notices: Fill): Html {
  const { words } = frame;
  const { group, meetings } = home;
  const held = meetings.filter((meeting) => meeting.textId !== null);
  return page({
    ...frame,
    title: group.shortName ?? group.name,
    alternates: [{ href: `/${group.slug}/feed.atom`, type: "application/atom+xml", title: group.name }],
    main: html`<h1>${group.name}</h1>${notices}
      ${group.mandate !== null && html`<p>${bdi(group.mandate)}</p>`}
      ${home.next && group.archivedAt === null && html`<p>${nextLink(words, group.slug, home.next)}</p>`}
      ${nextMeeting(words, home, today)}
      ${waiting(words, home, today)}
      ${lastReport(words, group, held)}
      ${overdue(words, home, today)}
      ${held.length > 0 && html`<h2>${words.t("Meetings")}</h2>${rows(held.slice(1, 7).map((one) => meetingRow(words, group.slug, one)))}<p><a href="/${group.slug}/meetings">${words.t("All meetings")}</a></p>`}
      ${rooms(words, home, held.length > 0)}
      ${about(words, home)}`,
  });
}

function nextLink({ t }: Words, slug: string, { does, handle }: NextStep): Html {
  const at = meetingAddress(slug, handle);
  const links = {
    invite: { href: `/${slug}/members/invitations/new`, label: t("Invite people") },
    call: { href: `/${slug}/meetings/new`, label: t("Call a meeting") },
    write: { href: `${at}/report/new`, label: t("Write the report") },
    publish: { href: at, label: t("Look at the draft and publish it") },
  };
  return mainLink(links[does].href, links[does].label);
}

/** The next one that is called, or the day that the last report names. */
function nextMeeting(words: Words, { group, meetings, joins }: GroupHome, today: string): Fill {
  const heading = words.t("Next meeting");
  const planned = meetings.filter((one) => one.state === "planned" && (one.heldOn ?? "") >= today).at(-1);
  if (planned) {
    const join =
      joins &&
      planned.joiningLink !== null &&
      html`<p><a href="${planned.joiningLink}" rel="nofollow noopener">${words.t("Join")}</a></p>`;
    return nextStep(
      heading,
      html`<p class="when"><a href="${meetingAddress(group.slug, planned.handle)}">${whenHeld(words, planned)}</a></p>${join}`,
    );
  }
  const last = meetings.find((one) => one.textId !== null);
  if (!last?.nextOn || last.nextOn < today) return null;
  const meeting = html`<a href="${meetingAddress(group.slug, last.handle)}">${meetingName(words, last)}</a>`;
  return nextStep(
    heading,
    html`<p class="when">${day(words, last.nextOn)}${last.nextCertainty === "proposed" && html` <span class="soft">${words.t("proposed")}</span>`}</p><p class="soft">${words.rich("as {meeting} says", { meeting })}</p>`,
  );
}

function waiting(words: Words, home: GroupHome, today: string): Fill {
  const drafts = home.meetings.filter((one) => one.textId !== null && !isPublished(one));
  if (home.mine.length + drafts.length === 0) return null;
  return html`<h2>${words.t("Waiting for you")}</h2>${rows([...drafts.map((one) => meetingRow(words, home.group.slug, one)), ...home.mine.map((one) => actionRow(words, home.group.slug, one, today))])}`;
}

const overdue = (words: Words, home: GroupHome, today: string): Fill =>
  home.overdue.length > 0 &&
  html`<h2>${words.t("Overdue")}</h2>${rows(home.overdue.map((one) => actionRow(words, home.group.slug, one, today)))}`;

function lastReport(words: Words, group: Group, held: readonly Meeting[]): Fill {
  const last = held.find(isPublished);
  if (!last) return null;
  return html`<h2>${words.t("Last report")}</h2>${rows([meetingRow(words, group.slug, last)])}`;
}

/** The ways into the record; shown once there is one. */
function rooms(words: Words, { group, openCount, knows }: GroupHome, hasRecord: boolean): Fill {
  const at = `/${group.slug}`;
  if (!hasRecord) return null;
  const links: [string, string][] = [
    [`${at}/actions`, words.t("{count, plural, one {# open action} other {# open actions}}", { count: openCount })],
    [`${at}/decisions`, words.t("Decisions")],
    [`${at}/recommendations`, words.t("Recommendations")],
    [`${at}/questions`, words.t("Open questions")],
    [`${at}/matters-arising`, words.t("Matters arising")],
    [`${at}/headings`, words.t("What was said, by heading")],
    [`${at}/said`, words.t("Who said what")],
    [`${at}/documents`, words.t("Documents")],
    [`${at}/events`, words.t("Events")],
    [`${at}/glossary`, words.t("Glossary")],
    [`${at}/timeline`, words.t("The meetings over time")],
    ["/bodies", words.t("Bodies")],
  ];
  if (knows.people) links.push([`${at}/people`, words.t("People")]);
  if (knows.findings) links.push([`${at}/checks`, words.t("What the checks found")]);
  return html`<h2>${words.t("In the record")}</h2><p class="as">${join(
    links.map(([href, label]) => html`<a href="${href}">${label}</a>`),
    " · ",
  )}</p>`;
}

const about = (words: Words, { group, offices, knows }: GroupHome): Html =>
  html`<h2>${words.t("About the group")}</h2>${facts([
    [words.t("Advises"), group.parentBody !== null && bdi(group.parentBody)],
    ...offices.map((office) => [office.title ?? words.t(officeTitle(office)), bdi(office.name)] as const),
    [words.t("Contact"), group.contact !== null && bdi(group.contact)],
    [words.t("Address of the mailing list"), group.listAddress !== null && bdi(group.listAddress)],
    [
      words.t("Stakeholder groups"),
      group.stakeholderGroups.length > 0 &&
        join(
          group.stakeholderGroups.map((name) => bdi(name)),
          ", ",
        ),
    ],
    [words.t("Time zone"), group.timeZone],
  ])}${roomsOfWorking(words, group.slug, knows)}`;

/** Where the group says how it works; what is for office holders stands there for them alone. */
function roomsOfWorking({ t }: Words, slug: string, knows: GroupHome["knows"]): Html {
  const links: [string, string][] = [
    ["members", knows.people ? t("Members") : t("Offices")],
    ["rules", t("Rules of the group")],
    ["requests", t("Requests")],
    ["conduct", t("Conduct")],
  ];
  if (knows.settings)
    links.push(["settings", t("Settings of the group")], ["disclosure", t("What the group discloses")]);
  if (knows.claims) links.push(["claims", t("Who says who they are")]);
  if (knows.mail) links.push(["mail", t("Mail that could not be delivered")]);
  return html`<p class="as">${join(
    links.map(([room, label]) => html`<a href="/${slug}/${room}">${label}</a>`),
    " · ",
  )}</p>`;
}
