import { button, type FormGuard, form, press, select, textField } from "../ui/form.ts";
import { bdi, type Fill, type Html, html } from "../ui/html.ts";
import { page } from "../ui/page.ts";
import { facts, mainLink, row, rows, state } from "../ui/parts.ts";
import { shortDay } from "../ui/time.ts";
import { toSay, type Words } from "../ui/words.ts";
import { type Group, OFFICES, officeTitle } from "./group.ts";
import { holdsOn, type Membership, type Office } from "./membership.ts";
import type { Frame } from "./place.ts";

export const MEMBER_SENTENCES = {
  "membership.ended": toSay("The membership has ended."),
  "membership.suspended": toSay("The membership rests: nothing can be done with it until that is lifted."),
  "membership.resumed": toSay("The membership holds again."),
  "membership.undone": toSay("Taken back."),
  "office.given": toSay("The office is given."),
  "invitations.told": toSay("Noted as told."),
};
export const OFFICE_SENTENCES = {
  "office.ended": toSay("The office has ended."),
  "office.undone": toSay("Taken back."),
};
export const INVITATION_SENTENCES = {
  "invitation.withdrawn": toSay("The invitation is taken back: its link opens nothing any more."),
};

/** What the page shows this reader: offices to everyone, the rest to those for whom it is not null. */
export type Members = {
  group: Group;
  offices: readonly Office[];
  members: readonly Membership[] | null;
  /** The reader's own membership. */
  own: Membership | null;
  today: string;
};
/** What this reader may do here. */
export type MembersDesk = { guard: FormGuard; keeps: boolean; givesOffices: boolean; invitations: Fill };

export function membersPage(frame: Frame, shown: Members, desk: MembersDesk | null, toldHere: Fill): Html {
  const { words } = frame;
  const { t } = words;
  const { group, offices, members, own, today } = shown;
  const title = members === null ? t("Offices") : t("Members");
  const [present, past] = [offices.filter((one) => holdsOn(one, today)), offices.filter((one) => !holdsOn(one, today))];
  return page({
    ...frame,
    title,
    robots: members === null ? "index" : "noindex",
    main: html`<h1>${title}</h1>${toldHere}
      ${desk?.keeps === true && html`<p>${mainLink(`/${group.slug}/members/invitations/new`, t("Invite people"))} <a href="/${group.slug}/ways-in">${t("Let someone in")}</a></p>`}
      ${members !== null && html`<h2>${t("Offices")}</h2>`}${rows(present.map((one) => officeRow(words, group.slug, one, desk)))}
      ${members !== null && html`<h2>${t("{count, plural, one {# member} other {# members}}", { count: members.length })}</h2>${rows(members.map((one) => memberRow(words, group.slug, one, desk)))}`}
      ${desk?.invitations}
      ${desk?.givesOffices === true && members !== null && officeForm(words, group.slug, members, desk.guard)}
      ${own !== null && desk !== null && leavePart(words, group, own, desk.guard)}
      ${past.length > 0 && html`<h2>${t("Earlier")}</h2>${facts(past.map((one) => [one.title ?? t(officeTitle(one)), html`${bdi(one.name)}, ${span(words, one)}`]))}`}`,
  });
}

const span = (words: Words, { sinceOn, untilOn }: Pick<Office, "sinceOn" | "untilOn">): Fill =>
  untilOn === null
    ? words.rich("since {day}", { day: shortDay(words, sinceOn) })
    : words.rich("{from} to {until}", { from: shortDay(words, sinceOn), until: shortDay(words, untilOn) });

const officeRow = (words: Words, slug: string, one: Office, desk: MembersDesk | null): Html =>
  row({
    id: `office-${one.id}`,
    what: bdi(one.name),
    more: [one.title ?? words.t(officeTitle(one)), span(words, one)],
    presses:
      desk?.givesOffices === true &&
      press(`/${slug}/members/offices/${one.id}/end`, desk.guard, words.t("End this office")),
  });

const memberRow = (words: Words, slug: string, one: Membership, desk: MembersDesk | null): Html =>
  row({
    id: `member-${one.id}`,
    what: html`<a href="/people/${one.slug}">${bdi(one.name)}</a>`,
    more: [span(words, one), one.suspendedAt !== null && state("dropped", words.t("rests"))],
    presses: desk?.keeps === true && memberPresses(words, `/${slug}/members/${one.id}`, one, desk.guard),
  });

const memberPresses = ({ t }: Words, at: string, one: Membership, guard: FormGuard): Html =>
  html`<details><summary>${t("Change")}</summary>${one.suspendedAt === null ? press(`${at}/suspension`, guard, t("Suspend")) : press(`${at}/resumption`, guard, t("Lift the suspension"))}${press(`${at}/invitation`, guard, t("Give a link to sign in with"))}${press(`${at}/end`, guard, t("End the membership"))}</details>`;

/** The group's own title is asked for, as many groups say otherwise than the program. */
const officeForm = ({ t }: Words, slug: string, members: readonly Membership[], guard: FormGuard): Html =>
  html`<h2>${t("Give an office")}</h2>${form(
    `/${slug}/members/offices`,
    guard,
    html`${select({ name: "membership", label: t("To"), choices: members.filter((one) => one.suspendedAt === null).map((one) => ({ value: String(one.id), label: one.name })) })}
    ${select({ name: "kind", label: t("Office"), value: "rapporteur", choices: OFFICES.map((kind) => ({ value: kind, label: t(officeTitle({ kind, title: null })) })) })}
    ${textField({ name: "title", label: t("Called here"), hint: t("Only where your group says otherwise, such as Co-Facilitator.") })}
    <p>${button(t("Give this office"))}</p>`,
  )}`;

const leavePart = ({ t }: Words, group: Group, own: Membership, guard: FormGuard): Html =>
  html`<details><summary>${t("Leave the group")}</summary><p>${t("Your membership and your offices end at once. What you said stays in the record. To come back you are invited again.")}</p>${press(`/${group.slug}/members/${own.id}/end`, guard, t("Leave the group"))}</details>`;
