import { TIME_ZONES } from "../groups/group.ts";
import {
  button,
  checkbox,
  errorSummary,
  type FieldErrors,
  type FormGuard,
  form,
  proposals,
  textField,
} from "../ui/form.ts";
import { type Html, html } from "../ui/html.ts";
import { type Place, page } from "../ui/page.ts";
import type { Words } from "../ui/words.ts";

/** `yourName`: null where it is known who makes the group. */
export type TypedGroup = { name: string; yourName: string | null; timeZone: string };

export function newGroupPage(
  frame: { words: Words; place: Place; path: string },
  guard: FormGuard,
  typed: TypedGroup & { isTest: boolean },
  errors: FieldErrors = {},
): Html {
  const { t } = frame.words;
  const title = t("Make a group");
  return page({
    ...frame,
    title,
    robots: "noindex",
    main: html`<h1>${title}</h1>
      <p>${t("You become its co-chair. People and the search are shared with the other groups here; its record, its members and its rules are its own.")}</p>
      ${errorSummary(t("Please look at this again:"), errors)}
      ${form(
        "/groups/new",
        guard,
        html`${newGroupFields(frame.words, typed, errors)}
        ${checkbox({ name: "isTest", label: t("Only to try things out: until a report is published it can be deleted at once."), value: "yes", checked: typed.isTest })}
        <p>${button(t("Make the group"), { main: true })}</p>`,
      )}`,
  });
}

/** What is asked of every new group. */
export const newGroupFields = ({ t }: Words, typed: TypedGroup, errors: FieldErrors): Html =>
  html`${textField({ name: "name", label: t("Name of the group"), value: typed.name, error: errors.name, required: true })}
  ${typed.yourName !== null && textField({ name: "yourName", label: t("Your name, as reports write it"), value: typed.yourName, error: errors.yourName, required: true, autocomplete: "name" })}
  ${zoneField({ t }, typed.timeZone, errors.timeZone)}`;

const zoneField = ({ t }: Pick<Words, "t">, value: string, error: string | undefined): Html =>
  html`${textField({ name: "timeZone", label: t("Time zone"), hint: t("In which your meetings are called: UTC, or a place such as Africa/Nairobi."), value, error, list: "zones" })}${proposals("zones", TIME_ZONES)}`;

export const newGroupLink = ({ t }: Words): Html => html`<p><a href="/groups/new">${t("Make a group")}</a></p>`;
