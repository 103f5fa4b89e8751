import type { Group } from "../groups/group.ts";
import type { Frame } from "../groups/place.ts";
import { button, errorSummary, type FieldErrors, type FormGuard, form, textField } from "../ui/form.ts";
import { type Html, html } from "../ui/html.ts";
import { page } from "../ui/page.ts";

/** What goes with a group, when, and the name to be typed so that it does. */
export function groupDeletionPage(
  frame: Frame,
  group: Group,
  { atOnce, waitDays }: { atOnce: boolean; waitDays: number },
  guard: FormGuard,
  typed: string,
  errors: FieldErrors = {},
): Html {
  const { t } = frame.words;
  const title = t("Delete the group");
  return page({
    ...frame,
    title,
    robots: "noindex",
    main: html`<h1>${title}</h1>
      <p>${t("Its meetings, reports, actions, members and history go, and the people and bodies whom no other group here names. Backups hold it until they are old enough to go themselves.")}</p>
      <p>${atOnce ? t("It was made to try things out and never published a report: it goes at once, and nothing brings it back.") : t("It goes after {count, plural, one {# day} other {# days}}. Until then everyone who may see it reads so on its page, and one press keeps it.", { count: waitDays })}</p>
      ${errorSummary(t("Please look at this again:"), errors)}
      ${form(
        `/${group.slug}/deletion`,
        guard,
        html`${textField({ name: "name", label: t("Name of the group"), hint: t("Type it as it stands: {name}", { name: group.name }), value: typed, error: errors.name, required: true, autocomplete: "off" })}
        <p>${button(t("Delete the group"))}</p>`,
      )}`,
  });
}
