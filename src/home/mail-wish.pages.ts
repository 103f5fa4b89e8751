import type { Frame } from "../groups/place.ts";
import { reasonWords } from "../mail/dead-letter.pages.ts";
import type { DeadLetter } from "../platform/mail/dead-letter.queries.ts";
import { button, checkbox, errorSummary, type FieldErrors, type FormGuard, form, press, radios } from "../ui/form.ts";
import { bdi, type Fill, type Html, html } from "../ui/html.ts";
import { page } from "../ui/page.ts";
import { row, rows, state } from "../ui/parts.ts";
import { shortDay } from "../ui/time.ts";
import type { Words } from "../ui/words.ts";
import type { MailWish } from "./mail-wish.ts";

export type WishShown = {
  wish: MailWish;
  address: string | null;
  sendsMail: boolean;
  dead: readonly DeadLetter[];
  told: Fill;
  errors: FieldErrors;
};

/** Whether what changed comes by mail too, how often, and how much such a mail says. */
export function mailWishPage(
  frame: Frame,
  { wish, address, sendsMail, dead, told, errors }: WishShown,
  guard: FormGuard,
): Html {
  const { words } = frame;
  const { t, rich } = words;
  const title = t("What comes by mail");
  return page({
    ...frame,
    title,
    robots: "noindex",
    breadcrumb: [{ href: "/mine", label: t("For you") }],
    main: html`<h1>${title}</h1>${told}
      ${errorSummary(t("Please look at this again:"), errors)}
      <p>${address === null ? html`<a href="/account">${t("Keep an address at your account first: without one, nothing can come.")}</a>` : rich("It goes to {address}.", { address: bdi(address) })}</p>
      ${!sendsMail && html`<p>${t("No mail goes out from this site at present; your choice holds for when it does.")}</p>`}
      ${deadPart(words, dead)}
      ${form("/mine/mail", guard, fields(words, wish, errors))}`,
  });
}

const fields = ({ t }: Words, wish: MailWish, errors: FieldErrors): Html => html`${radios({
  name: "wish",
  label: t("What changed in your groups"),
  value: wish.wish,
  error: errors.wish,
  choices: [
    { value: "at once", label: t("at once") },
    { value: "daily", label: t("once a day") },
    { value: "never", label: t("never: I look here myself") },
  ],
})}
  ${checkbox({ name: "quiet", value: "yes", label: t("The mail says only that something changed, with a link"), hint: t("For who shares a mailbox, or a screen that others see. No subject ever says what it is about."), checked: wish.quiet })}
  <p>${button(t("Keep this"), { main: true })}</p>`;

const deadPart = (words: Words, dead: readonly DeadLetter[]): Fill =>
  dead.length > 0 &&
  html`<h2>${words.t("Mail to you could not be delivered")}</h2>${rows(
    dead.map((letter) =>
      row({
        what: letter.subject === "" ? words.t("News for you") : bdi(letter.subject),
        more: [
          state("late", reasonWords(words, letter.reason)),
          shortDay(words, letter.endedAt.toISOString().slice(0, 10)),
        ],
      }),
    ),
  )}<p>${words.t("Nothing more comes until you have looked at your address and pressed Keep this.")}</p>`;

/** What the link in a mail opens; opening it changes nothing, because scanners open links. */
export function unsubscribePage(frame: Frame, token: string, isDone: boolean, guard: FormGuard): Html {
  const { t } = frame.words;
  const title = t("No more of these mails");
  return page({
    ...frame,
    title,
    robots: "noindex",
    main: isDone
      ? html`<h1>${title}</h1><p>${t("You get no more mail about what changed. At your own page you can ask for it again.")}</p>`
      : html`<h1>${title}</h1><p>${t("Mails about what changed in your groups end with this press. No sign-in is needed.")}</p>
        ${press(`/mail/unsubscribe?token=${encodeURIComponent(token)}`, guard, t("No more of these mails"), { main: true })}`,
  });
}
