import {
  button,
  checkbox,
  errorSummary,
  type FieldErrors,
  type FormGuard,
  form,
  hidden,
  textField,
} from "../ui/form.ts";
import { type Html, html } from "../ui/html.ts";
import { type Place, page } from "../ui/page.ts";
import type { Words } from "../ui/words.ts";
import { newGroupFields } from "./new-group.pages.ts";

export type Frame = { words: Words; place: Place; path: string };

export type SetupInput = { name: string; yourName: string; timeZone: string };

/** The first page of an empty instance: three fields, and the group is there. */
export function setupPage(
  frame: Frame,
  secret: string,
  guard: FormGuard,
  typed: SetupInput,
  errors: FieldErrors = {},
): Html {
  const { t } = frame.words;
  const title = t("Set up your group");
  return page({
    ...frame,
    title,
    robots: "noindex",
    main: html`<h1>${title}</h1>
      <p>${t("That is all there is to it. Afterwards you invite people and call a meeting, or bring in the reports that you have.")}</p>
      ${errorSummary(t("Please look at this again:"), errors)}
      ${form(
        "/setup",
        guard,
        html`${hidden("link", secret)}
        ${newGroupFields(frame.words, typed, errors)}
        <p>${button(t("Make the group"), { main: true })}</p>`,
      )}`,
  });
}

/** Shown for a link before it is used, so that a mail scanner that opens it does not use it up. */
export function confirmPage(
  frame: Frame,
  { action, secret, name, note }: { action: string; secret: string; name: string; note?: string },
  guard: FormGuard,
): Html {
  const { t, rich } = frame.words;
  const title = t("Sign in");
  return page({
    ...frame,
    title,
    robots: "noindex",
    sensitive: true,
    main: html`<h1>${title}</h1>
      <p>${rich("This link signs in {name} on this device.", { name: html`<bdi>${name}</bdi>` })}</p>
      ${note !== undefined && html`<p>${note}</p>`}
      ${form(action, guard, html`${hidden("link", secret)}${stayBox(frame.words)}<p>${button(t("Sign in"), { main: true })}</p>`)}`,
  });
}

/** What was typed into the two forms of the page, and what was wrong with it. */
export type TypedSignIn = { address?: string; code?: string; errors: FieldErrors };

/** How to get in, for who has no link in hand. */
export function signInPage(
  frame: Frame,
  sendsMail: boolean,
  guard: FormGuard,
  typed: TypedSignIn = { errors: {} },
): Html {
  const { t } = frame.words;
  const title = t("Sign in");
  return page({
    ...frame,
    title,
    robots: "noindex",
    sensitive: true,
    main: html`<h1>${title}</h1>
      ${errorSummary(t("Please look at this again:"), typed.errors)}
      ${sendsMail && mailPart(frame.words, guard, typed)}
      ${codePart(frame.words, guard, typed)}
      <section><h2>${t("By other ways")}</h2>
      <p><a href="/sign-in/passkey">${t("Sign in with a passkey")}</a></p>
      <p>${
        sendsMail
          ? t("Where nothing of this helps, an office holder of your group makes a link for you.")
          : t(
              "Mail does not go out from here: an office holder of your group makes a link for you, or whoever runs this site.",
            )
      } ${t("Reading needs none.")}</p></section>`,
  });
}

const mailPart = (words: Words, guard: FormGuard, { address = "", errors }: TypedSignIn): Html =>
  html`<section><h2>${words.t("By mail")}</h2>${form(
    "/sign-in/wish",
    guard,
    html`${textField({
      name: "address",
      label: words.t("Your e-mail address"),
      value: address,
      error: errors.address,
      type: "email",
      autocomplete: "email",
      required: true,
    })}${stayBox(words, "mail")}<p>${button(words.t("Send me a link"), { main: true })}</p>`,
  )}</section>`;

const codePart = (words: Words, guard: FormGuard, { code = "", errors }: TypedSignIn): Html =>
  html`<section><h2>${words.t("By participation code")}</h2>${form(
    "/sign-in/code",
    guard,
    html`${textField({
      name: "code",
      label: words.t("Participation code"),
      hint: words.t("20 letters and digits; capitals, spaces and hyphens do not matter."),
      value: code,
      error: errors.code,
      autocomplete: "off",
      required: true,
    })}${stayBox(words, "code")}<p>${button(words.t("Sign in"))}</p>`,
  )}</section>`;

/** The same for an address that an account has and for any other. */
export function wishNotedPage(frame: Frame): Html {
  const { t } = frame.words;
  const title = t("Look into your mail");
  return page({
    ...frame,
    title,
    robots: "noindex",
    sensitive: true,
    main: html`<h1>${title}</h1>
      <p>${t("If an account here has this address, a link is on its way to it. It works once, within ten minutes.")}</p>
      <p>${t("Open it in this browser, and you are signed in at once.")}</p>
      <p><a href="/sign-in">${t("Another way in")}</a></p>`,
  });
}

/** On a device that others use too. Stands at every sign-in; `of` makes it differ where a page has several. */
export const stayBox = ({ t }: Words, of = "sign-in"): Html =>
  checkbox({
    name: "visit",
    id: `f-visit-${of}`,
    value: "1",
    label: t("This is not my device"),
    hint: t("You are signed in for this visit only, and nothing is kept here."),
  });
