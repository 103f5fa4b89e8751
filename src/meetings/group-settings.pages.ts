import type { Group } from "../groups/group.ts";
import type { Frame } from "../groups/place.ts";
import { button, errorSummary, type FieldErrors, type FormGuard, form, textArea, textField } from "../ui/form.ts";
import { type Fill, type Html, html } from "../ui/html.ts";
import { page } from "../ui/page.ts";
import { toSay } from "../ui/words.ts";

export const SETTINGS_SENTENCES = {
  "group.changed": toSay("The settings are changed. Old addresses lead to the new ones."),
  "group.change taken back": toSay("Taken back."),
};

/** The fields as they were typed, or as they stand. */
export type TypedSettings = Record<
  "name" | "shortName" | "slug" | "contact" | "listAddress" | "mandate" | "parentBody" | "stakeholderGroups",
  string
>;

/** How a group is called, reached and described. `ending`: archive and deletion, for whom they are. */
export function settingsPage(
  frame: Frame,
  group: Group,
  typed: TypedSettings,
  guard: FormGuard,
  around: { told: Fill; ending: Fill },
  errors: FieldErrors = {},
): Html {
  const { t } = frame.words;
  const title = t("Settings of the group");
  const field = (name: keyof TypedSettings, label: string, hint?: string) =>
    textField({ name, label, value: typed[name], error: errors[name], ...(hint !== undefined && { hint }) });
  const area = (name: keyof TypedSettings, label: string, rows: number) =>
    textArea({ name, label, value: typed[name], error: errors[name], rows });
  return page({
    ...frame,
    title,
    robots: "noindex",
    main: html`<h1>${title}</h1>${around.told}${errorSummary(t("Please look at this again:"), errors)}
      ${form(
        `/${group.slug}/settings`,
        guard,
        html`${field("name", t("Name of the group"))}
        ${field("shortName", t("Short name"))}
        ${field("slug", t("Address"), t("What stands after the first stroke. Old links go on leading here."))}
        ${area("mandate", t("Mandate"), 4)}
        ${field("parentBody", t("Advises"))}
        ${field("contact", t("Contact"))}
        ${field("listAddress", t("Address of the mailing list"))}
        ${area("stakeholderGroups", t("Stakeholder groups, one a line"), 4)}
        <p>${button(t("Keep these settings"), { main: true })}</p>`,
      )}${around.ending}`,
  });
}
