import { type Context, Hono } from "hono";
import { findOpenInvitation, type OpenInvitation } from "../groups/invitation.queries.ts";
import { placeOfInstance } from "../groups/place.ts";
import { findPerson } from "../people/person.queries.ts";
import { WrittenName } from "../people/written-name.ts";
import { keepSignIn } from "../platform/http/cookies.ts";
import type { Deps } from "../platform/http/deps.ts";
import { guardOf } from "../platform/http/protection.ts";
import { Conflict } from "../platform/refusal.ts";
import { secretHash } from "../platform/secret.ts";
import type { FieldErrors } from "../ui/form.ts";
import { show } from "../ui/show.ts";
import { accountNames } from "./account.queries.ts";
import { INVITATION_IS_OVER, join } from "./joining.commands.ts";
import { joiningPage } from "./joining.pages.ts";
import { lastEnd } from "./stay.ts";

/** Where an invitation leads. */
export function joiningRoutes(deps: Deps): Hono {
  const { db, now } = deps;
  const app = new Hono();

  app.get("/invitation", async (c) => {
    const secret = c.req.query("link") ?? "";
    return showInvitation(c, deps, secret, await findInvited(deps, secret), null, {});
  });

  app.post("/invitation", async (c) => {
    const { form, actor, words } = c.var;
    const secret = form.text("link");
    const invitation = await findInvited(deps, secret);
    const typed = form.text("yourName");
    const read = WrittenName.safeParse(actor.personId === null ? typed : actor.name);
    if (!read.success) {
      const yourName = words.t(read.error.issues[0]?.message ?? "");
      return showInvitation(c, deps, secret, invitation, typed, { yourName });
    }
    const joined = await join(db, secret, read.data, actor, now());
    if (joined.signIn !== null) keepSignIn(c, joined.signIn, lastEnd("kept", now()));
    return c.redirect(`/${joined.groupSlug}`, 303);
  });

  return app;
}

async function findInvited({ db, now }: Deps, secret: string): Promise<OpenInvitation> {
  const invitation = await findOpenInvitation(db, secretHash("invitation", secret), now());
  if (!invitation) throw new Conflict(INVITATION_IS_OVER);
  return invitation;
}

async function showInvitation(
  c: Context,
  { db, site }: Deps,
  secret: string,
  invitation: OpenInvitation,
  typed: string | null,
  errors: FieldErrors,
) {
  const { words, actor } = c.var;
  const person = invitation.personId === null ? undefined : await findPerson(db, invitation.personId);
  const names = await accountNames(db, invitation.accountId === null ? [] : [invitation.accountId]);
  const frame = { words, place: placeOfInstance(words, site.name, actor), path: "/invitation" };
  const shown = {
    ...{ invitation: { ...invitation, name: person?.name ?? invitation.name }, secret, typed },
    inviter: invitation.accountId === null ? null : (names.get(invitation.accountId) ?? null),
    signedInAs: actor.personId === null ? null : actor.name,
  };
  return show(c, joiningPage(frame, shown, guardOf(c), errors), Object.keys(errors).length > 0 ? 422 : 200);
}
