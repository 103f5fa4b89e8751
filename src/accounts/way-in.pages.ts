import { button, type FieldErrors, type FormGuard, form, press, textField } from "../ui/form.ts";
import { bdi, type Html, html } from "../ui/html.ts";
import { page } from "../ui/page.ts";
import { row, rows } from "../ui/parts.ts";
import type { Words } from "../ui/words.ts";
import type { Frame } from "./sign-in.pages.ts";

/** A member, and whether this reader may make a way in for them. */
export type ToLetIn = { slug: string; name: string; inReach: boolean };

/** For office holders: ways in for who has none. */
export function waysInPage(
  frame: Frame,
  groupSlug: string,
  members: readonly ToLetIn[],
  guard: FormGuard,
  typed: { name: string; errors: FieldErrors } = { name: "", errors: {} },
): Html {
  const { t } = frame.words;
  const title = t("Let someone in");
  return page({
    ...frame,
    title,
    robots: "noindex",
    sensitive: true,
    main: html`<h1>${title}</h1>
      <p>${t("For a member who has lost the way in, or has no address. Whoever gets the link or the code acts as that member: hand it to nobody else. They see on their page that you made it.")}</p>
      ${rows(members.map((member) => memberRow(frame.words, groupSlug, member, guard)))}
      <h2>${t("For someone who stays a pseudonym")}</h2>
      ${form(
        `/${groupSlug}/ways-in/pseudonym`,
        guard,
        html`${textField({ name: "name", label: t("The name they go by"), value: typed.name, error: typed.errors.name, required: true })}
        <p>${button(t("Make an account with a code"))}</p>`,
      )}`,
  });
}

const memberRow = ({ t }: Words, groupSlug: string, { slug, name, inReach }: ToLetIn, guard: FormGuard): Html =>
  row({
    what: bdi(name),
    more: [!inReach && t("holds more than you do: whoever runs this site makes a link")],
    presses:
      inReach &&
      html`${press(`/${groupSlug}/ways-in/${slug}/link`, guard, t("Make a link"))}
        ${press(`/${groupSlug}/ways-in/${slug}/code`, guard, t("Make a code"))}`,
  });

/** A one-time link, this once. */
export function shownLinkPage(frame: Frame, shown: { link: string; name: string; back: string }): Html {
  const { t, rich } = frame.words;
  const title = t("A link that signs in once");
  return page({
    ...frame,
    title,
    robots: "noindex",
    sensitive: true,
    main: html`<h1>${title}</h1>
      <p>${rich("It lets {name} in once, within a day. Copy it and hand it over: it was sent to nobody.", { name: bdi(shown.name) })}</p>
      <p class="code" dir="ltr">${shown.link}</p>
      <p><strong>${t("It is not shown again.")}</strong></p>
      <p><a href="${shown.back}">${t("Go on")}</a></p>`,
  });
}
