import { type Context, Hono } from "hono";
import { insist } from "../../access/may.ts";
import { actOnce, errorsIn, told } from "../../groups/room.routes.ts";
import { SaidAffiliation } from "../../people/affiliation.ts";
import type { Database } from "../../platform/database/database.ts";
import type { Deps } from "../../platform/http/deps.ts";
import {
  type AtOwnOrNamed,
  changeAffiliation,
  endAffiliation,
  sayAffiliation,
  takeAffiliationAway,
  undoOnAffiliation,
} from "./affiliation.commands.ts";
import { findNamedPerson, type NamedPerson } from "./named-person.routes.ts";
import { showPerson } from "./person.routes.ts";

const ONE = "/people/:slug/affiliations/:id{[1-9][0-9]{0,8}}";

/** What a person was and is, said by themself or by an office holder of a group that names them. */
export function affiliationRoutes(deps: Deps): Hono {
  const app = new Hono();

  app.post("/people/:slug/affiliations", (c) =>
    say(c, null, (trx, at, said, when) => sayAffiliation(trx, at, said, c.var.actor, when)),
  );
  app.post(ONE, (c) => {
    const which = { id: idIn(c), seen: c.var.form.text("seen") };
    return say(c, which.id, (trx, at, said, when) => changeAffiliation(trx, at, which, said, c.var.actor, when));
  });
  app.post(`${ONE}/end`, (c) => actOn(c, (trx, at, when) => endAffiliation(trx, at, idIn(c), c.var.actor, when)));
  app.post(`${ONE}/removal`, (c) =>
    actOn(c, (trx, at, when) => takeAffiliationAway(trx, at, idIn(c), c.var.actor, when)),
  );
  app.post("/people/:slug/affiliations/undoing/:line{[1-9][0-9]{0,14}}", (c) =>
    actOn(c, (trx, at, when) => undoOnAffiliation(trx, at, Number(c.req.param("line")), c.var.actor, when)),
  );

  /** Reads what was typed; wrong, the person's page comes back with it. */
  async function say(
    c: Context,
    id: number | null,
    act: (trx: Database, at: AtOwnOrNamed, said: SaidAffiliation, now: Date) => Promise<number | null>,
  ): Promise<Response> {
    const { form } = c.var;
    const typed = {
      kind: form.text("kind"),
      words: form.text("words"),
      since: form.text("since"),
      until: form.text("until"),
    };
    const read = SaidAffiliation.safeParse(typed);
    if (read.success) return actOn(c, (trx, at, when) => act(trx, at, read.data, when));
    const named = await findChangeable(c);
    return showPerson(c, deps, named, { affiliation: { id, typed, errors: errorsIn(c, read.error) } });
  }

  async function actOn(
    c: Context,
    act: (trx: Database, at: AtOwnOrNamed, now: Date) => Promise<number | null>,
  ): Promise<Response> {
    const named = await findChangeable(c);
    const at = { personId: named.person.id, groupId: named.worksIn ?? named.groupIds[0] ?? null };
    return actOnce(c, deps, async (trx, when) => told(`/people/${named.person.slug}`, await act(trx, at, when)));
  }

  async function findChangeable(c: Context): Promise<NamedPerson> {
    const named = await findNamedPerson(c, deps, c.req.param("slug") ?? "");
    insist(c.var.actor, "change", { resource: "person", groupId: named.worksIn, own: named.isOwn });
    return named;
  }

  return app;
}

const idIn = (c: Context): number => Number(c.req.param("id"));
