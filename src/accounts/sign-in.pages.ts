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
      <p>${t("That is all there is to it: afterwards you can bring in the reports that you have.")}</p>
      ${errorSummary(t("Please look at this again:"), errors)}
      ${form(
        "/setup",
        guard,
        html`${hidden("link", secret)}
        ${textField({ name: "name", label: t("Name of the group"), value: typed.name, error: errors.name, required: true })}
        ${textField({ name: "yourName", label: t("Your name, as reports write it"), value: typed.yourName, error: errors.yourName, required: true, autocomplete: "name" })}
        ${textField({ name: "timeZone", label: t("Time zone"), hint: t("In which your meetings are called: UTC, or a place such as Africa/Nairobi."), value: typed.timeZone, error: errors.timeZone })}
        <p>${button(t("Make the group"), { main: true })}</p>`,
      )}`,
  });
}

/** Shown for a link before it is used, so that a mail scanner that opens it does not use it up. */
export function confirmPage(frame: Frame, secret: string, name: string, guard: FormGuard): Html {
  const { t, rich } = frame.words;
  const title = t("Sign in");
  return page({
    ...frame,
    title,
    robots: "noindex",
    main: html`<h1>${title}</h1>
      <p>${rich("This link signs in {name} on this device.", { name: html`<bdi>${name}</bdi>` })}</p>
      ${form("/sign-in", guard, html`${hidden("link", secret)}${stayBox(frame.words)}<p>${button(t("Sign in"), { main: true })}</p>`)}`,
  });
}

/** How to get in, for who has no link in hand. */
export function signInPage(frame: Frame): Html {
  const { t } = frame.words;
  const title = t("Sign in");
  return page({
    ...frame,
    title,
    robots: "noindex",
    main: html`<h1>${title}</h1><p>${t("Whoever runs this site gives you a link that signs you in. Reading needs none.")}</p>`,
  });
}

/** On a device that others use too. Stands at every sign-in. */
export const stayBox = ({ t }: Words): Html =>
  checkbox({
    name: "visit",
    value: "1",
    label: t("This is not my device"),
    hint: t("You are signed in for this visit only, and nothing is kept here."),
  });
