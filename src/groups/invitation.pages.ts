import {
  button,
  errorSummary,
  type FieldErrors,
  type FormGuard,
  form,
  hidden,
  press,
  radios,
  textArea,
} from "../ui/form.ts";
import { bdi, type Fill, type Html, html } from "../ui/html.ts";
import { fieldsToCopy, nobodyWasTold } from "../ui/notice-to-copy.ts";
import { page } from "../ui/page.ts";
import { notice, row, rows, state } from "../ui/parts.ts";
import { shortDay } from "../ui/time.ts";
import type { Words } from "../ui/words.ts";
import type { Invited } from "./invitation.commands.ts";
import { type Invitation, invitedAs } from "./invitation.ts";
import type { Letter, Letters } from "./invitation-letter.ts";
import { type InviteeDoubt, lineOf } from "./invitation-list.ts";
import type { Frame } from "./place.ts";

export const invitationsAt = (groupSlug: string): string => `/${groupSlug}/members/invitations`;

/** Where people are asked to join: one field that takes a list as it is at hand. */
export function invitePage(
  frame: Frame,
  groupSlug: string,
  guard: FormGuard,
  typed: string,
  errors: FieldErrors = {},
): Html {
  const { t } = frame.words;
  const title = t("Invite people");
  return page({
    ...frame,
    title,
    robots: "noindex",
    breadcrumb: [{ href: `/${groupSlug}/members`, label: t("Members") }],
    main: html`<h1>${title}</h1>${errorSummary(t("Please look at this again:"), errors)}
      ${form(invitationsAt(groupSlug), guard, html`${listField(frame.words, typed, errors.list)}<p>${button(t("Invite"), { main: true })}</p>`)}`,
  });
}

const listField = ({ t }: Words, value: string, error?: string): Html =>
  textArea({
    name: "list",
    label: t("Names and addresses, one person a line"),
    hint: t(
      "As you have them: from a mail, a table, a list. A name without an address will do, and an address without a name.",
    ),
    value,
    rows: 9,
    error,
  });

/** What came of a list: whom to tell and how, what is in doubt, which lines named nobody. */
export function invitedPage(
  frame: Frame,
  groupSlug: string,
  invited: Invited,
  letters: Letters,
  guard: FormGuard,
  next: Fill,
): Html {
  const { words } = frame;
  const { t } = words;
  const { fresh, doubts, already, bad } = invited;
  const title = t("{count, plural, one {# person is invited} other {# people are invited}}", { count: fresh.length });
  return page({
    ...frame,
    title,
    robots: "noindex",
    breadcrumb: [{ href: `/${groupSlug}/members`, label: t("Members") }],
    main: html`<h1>${title}</h1>
      ${already.length > 0 && notice(html`${t("Members or invited already, and left as they are:")} ${bdi(already.join(", "))}`)}
      ${(doubts.length > 0 || bad.length > 0) && openPart(words, groupSlug, doubts, bad, guard)}
      ${letters.byMail > 0 && html`<p>${t("{count, plural, one {# invitation goes} other {# invitations go}} out by mail.", { count: letters.byMail })}</p>`}
      ${letters.toCopy.length > 0 && lettersPart(words, groupSlug, letters.toCopy, guard)}
      ${next}`,
  });
}

/** Questions, and lines to mend; both go the same way as the list itself. */
function openPart(
  words: Words,
  groupSlug: string,
  doubts: readonly InviteeDoubt[],
  bad: Invited["bad"],
  guard: FormGuard,
): Html {
  const { t } = words;
  return html`<section><h2>${t("Please look at these")}</h2>${form(
    invitationsAt(groupSlug),
    guard,
    html`${doubts.map((doubt, place) => doubtField(words, doubt, place))}${
      bad.length > 0 &&
      html`<ul>${bad.map(({ line, text, why }) => html`<li>${words.rich("Line {line}, {words}: {why}", { line, words: bdi(text.slice(0, 80)), why: t(why) })}</li>`)}</ul>
      ${listField(words, bad.map(({ text }) => text).join("\n"))}`
    }<p>${button(t("Invite these too"), { main: true })}</p>`,
  )}</section>`;
}

function doubtField({ t }: Words, { invitees, known }: InviteeDoubt, place: number): Html {
  const name = `doubt-${place}`;
  const choices = [
    ...(known === null
      ? []
      : [{ value: "known", label: t("{name}, who is here already: do not invite", { name: known }) }]),
    ...invitees.map((one, at) => ({
      value: String(at),
      label:
        invitees.length === 1
          ? t("Somebody else: invite {name}", { name: lineOf(one) })
          : t("One person: {name}", { name: lineOf(one) }),
    })),
    ...(invitees.length === 1 ? [] : [{ value: "all", label: t("Different people: invite each") }]),
  ];
  return html`${invitees.map((one) => hidden(`${name}-line`, lineOf(one)))}${radios({ name, label: t("Is this one person?"), value: known === null ? "0" : "known", choices })}`;
}

/** The texts for those whom no mail reaches from here, and the press by which somebody says that they were told. */
function lettersPart(words: Words, groupSlug: string, letters: readonly Letter[], guard: FormGuard): Html {
  const { t } = words;
  return html`<section><h2>${t("To send yourself")}</h2>
    ${nobodyWasTold(words)}<p>${t("These links are shown once. If this page is lost, the members page makes new ones.")}</p>
    ${letters.map(
      ({ to, subject, text }, place) =>
        html`<details${place === 0 && html` open`}><summary>${bdi(to.name)}</summary>${fieldsToCopy(words, { to: to.address === null ? [] : [{ name: to.name, address: to.address }], subject, text }, `letter-${place}`)}${to.address !== null && html`<p><a href="${mailTo(to.address, subject, text)}">${t("Open in my mail")}</a></p>`}</details>`,
    )}
    ${form(`${invitationsAt(groupSlug)}/telling`, guard, html`${letters.map(({ id }) => hidden("id", id))}<p>${button(t("I have told them"))}</p>`)}</section>`;
}

const mailTo = (address: string, subject: string, text: string): string =>
  `mailto:${encodeURIComponent(address)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text)}`;

/** Who is invited and has not come, with what an office holder can do about it. `sendsMail`: addresses are written to from here. */
export function invitationRows(
  words: Words,
  groupSlug: string,
  { invitations, now, sendsMail }: { invitations: readonly Invitation[]; now: Date; sendsMail: boolean },
  guard: FormGuard,
): Html {
  const { t } = words;
  const at = invitationsAt(groupSlug);
  const isUntold = (one: Invitation): boolean => one.toldAt === null && (one.address === null || !sendsMail);
  const stateOf = (one: Invitation): Fill => {
    if (one.expiresAt <= now) return state("late", t("the link is over"));
    if (isUntold(one)) return state("open", t("not told yet"));
    const on = shortDay(words, (one.toldAt ?? one.invitedAt).toISOString().slice(0, 10));
    return one.toldAt === null ? words.rich("by mail on {day}", { day: on }) : words.rich("told on {day}", { day: on });
  };
  return html`<h2>${t("Invited")}</h2>${rows(
    invitations.map((one) =>
      row({
        id: `invitation-${one.id}`,
        what: bdi(invitedAs(one)),
        more: [one.name !== null && one.address !== null && bdi(one.address), stateOf(one)],
        presses: html`${press(`${at}/${one.id}/renewal`, guard, t("New link"))}${press(`${at}/${one.id}/withdrawal`, guard, t("Withdraw"))}`,
      }),
    ),
  )}${invitations.filter(isUntold).length > 1 && press(`${at}/renewal`, guard, t("New links for those who were not told"))}`;
}
