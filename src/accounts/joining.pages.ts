import type { OpenInvitation } from "../groups/invitation.queries.ts";
import { guessedName } from "../groups/invitation.ts";
import type { Frame } from "../groups/place.ts";
import { button, errorSummary, type FieldErrors, type FormGuard, form, hidden, textField } from "../ui/form.ts";
import { bdi, type Html, html } from "../ui/html.ts";
import { page } from "../ui/page.ts";

/** Who is invited to what, by whom; a press joins. Opening it uses nothing up. */
export function joiningPage(
  frame: Frame,
  shown: {
    invitation: OpenInvitation;
    inviter: string | null;
    secret: string;
    signedInAs: string | null;
    typed: string | null;
  },
  guard: FormGuard,
  errors: FieldErrors = {},
): Html {
  const { t, rich } = frame.words;
  const { invitation, inviter, secret, signedInAs, typed } = shown;
  const title = t("Invitation to {group}", { group: invitation.groupName });
  return page({
    ...frame,
    title,
    robots: "noindex",
    sensitive: true,
    main: html`<h1>${title}</h1>
      ${invitation.mandate !== null && html`<p>${bdi(invitation.mandate)}</p>`}
      ${inviter !== null && html`<p>${rich("{name} invites you.", { name: bdi(inviter) })}</p>`}
      ${errorSummary(t("Please look at this again:"), errors)}
      ${form(
        "/invitation",
        guard,
        html`${hidden("link", secret)}${
          signedInAs === null
            ? html`${textField({ name: "yourName", label: t("Your name, as reports write it"), value: typed ?? guessedName(invitation), error: errors.yourName, required: true, autocomplete: "name" })}<p>${t("This signs you in on this device.")}</p>`
            : html`<p>${rich("You are signed in as {name}.", { name: bdi(signedInAs) })}</p>`
        }
        <p>${button(t("Join"), { main: true })}</p>`,
      )}
      ${signedInAs === null && html`<p>${rich("You have an account here? {sign} first, then open this link again.", { sign: html`<a href="/sign-in">${t("Sign in")}</a>` })}</p>`}`,
  });
}
