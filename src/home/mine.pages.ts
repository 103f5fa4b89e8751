import { newGroupLink } from "../accounts/new-group.pages.ts";
import { actionRow } from "../actions/action.pages.ts";
import type { Frame } from "../groups/place.ts";
import type { WaitingRow } from "../groups/waiting.ts";
import { meetingName } from "../meetings/meeting.pages.ts";
import { meetingAddress } from "../meetings/meeting.ts";
import type { OwnMeeting } from "../meetings/own-meetings.queries.ts";
import { bdi, type Fill, type Html, html, join } from "../ui/html.ts";
import { page } from "../ui/page.ts";
import { emptyRoom, row, rows } from "../ui/parts.ts";
import { saidMarkup } from "../ui/said.ts";
import { day, shortDay } from "../ui/time.ts";
import type { Words } from "../ui/words.ts";
import type { Change } from "./change.ts";
import type { Mine } from "./mine.queries.ts";

/** What concerns one person, over all groups: what waits, their actions, their meetings, what changed. */
export function minePage(frame: Frame, mine: Mine, since: string, today: string): Html {
  const { words } = frame;
  const { t } = words;
  const title = t("For you");
  const { waiting, actions, coming, attended, changes } = mine;
  const isEmpty = waiting.length + actions.length + coming.length + attended.length + changes.length === 0;
  return page({
    ...frame,
    title,
    robots: "noindex",
    main: html`<h1>${title}</h1>
      ${isEmpty && emptyRoom(t("What waits for you, what you promised, your next meetings and what changed since you were here will stand here, from every group that you belong to."))}
      ${part(
        t("Waiting for you"),
        waiting.map((one) => waitingRow(words, one)),
      )}
      ${part(
        t("Your actions"),
        actions.map((one) => actionRow(words, one.groupSlug, one, today)),
      )}
      ${part(
        t("Next meetings"),
        coming.map((one) => meetingRow(words, one)),
      )}
      ${changes.length > 0 && html`<h2>${t("What changed")}</h2><p class="soft">${words.rich("Since {day}", { day: day(words, since) })}</p>${rows(changes.map((one) => changeRow(words, mine, one)))}`}
      ${part(
        t("You were there"),
        attended.map((one) => meetingRow(words, one)),
      )}
      ${groupLinks(words, mine)}
      <p class="as"><a href="/mine/mail">${t("The same by mail")}</a> · <a href="/account">${t("Your account")}</a></p>
      ${newGroupLink(words)}`,
  });
}

const part = (title: string, items: readonly Html[]): Fill => items.length > 0 && html`<h2>${title}</h2>${rows(items)}`;

const waitingRow = (words: Words, { href, said, group, on }: WaitingRow): Html =>
  row({
    what: html`<a href="${href}">${saidMarkup(words, said)}</a>`,
    more: [group !== null && bdi(group), on !== null && shortDay(words, on)],
  });

function meetingRow(words: Words, meeting: OwnMeeting): Html {
  const name = meetingName(words, meeting);
  return row({
    what: meeting.hasReport ? html`<a href="${meetingAddress(meeting.groupSlug, meeting.handle)}">${name}</a>` : name,
    more: [bdi(meeting.groupName), meeting.heldOn !== null && shortDay(words, meeting.heldOn)],
  });
}

function changeRow(words: Words, { groups }: Mine, { source, what, href, groupId, on }: Change): Html {
  const group = groups.find((one) => one.id === groupId);
  return row({
    what: words.rich(source, { what: html`<a href="${href}">${bdi(what)}</a>` }),
    more: [group && bdi(group.shortName ?? group.name), shortDay(words, on)],
  });
}

const groupLinks = (words: Words, { groups }: Mine): Fill =>
  groups.length > 0 &&
  html`<h2>${words.t("Your groups")}</h2><p class="as">${join(
    groups.map((group) => html`<a href="/${group.slug}">${bdi(group.shortName ?? group.name)}</a>`),
    " · ",
  )}</p>`;
