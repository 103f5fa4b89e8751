import { type Context, Hono } from "hono";
import { groupsWhere, insist } from "../../access/may.ts";
import { listActionsOf } from "../../actions/action-list.queries.ts";
import { type Frame, placeOfInstance } from "../../groups/place.ts";
import { actOnce, errorsIn, told, toldOn } from "../../groups/room.routes.ts";
import { listBodyNames } from "../../people/body.queries.ts";
import { answerCsv, CSV_ROWS } from "../../platform/http/csv.ts";
import type { Deps } from "../../platform/http/deps.ts";
import { guardOf } from "../../platform/http/protection.ts";
import { NotFound } from "../../platform/refusal.ts";
import { pageAsked, reading, sliceOf } from "../../ui/paging.ts";
import { show } from "../../ui/show.ts";
import { listSaidForBody } from "../said/said.queries.ts";
import { NewBodyName, renameBodyAs, undoOnBody } from "./body.commands.ts";
import { BODY_SENTENCES, type BodyTools, bodiesPage, bodyPage } from "./body.pages.ts";
import { leadToWhoStays } from "./merging.routes.ts";
import { listAffiliated, listNamedBodies } from "./named.queries.ts";
import { findNamedBody, type NamedBodyAt } from "./named-body.routes.ts";

const BODIES_ON_PAGE = 100;
const SAID_ON_PAGE = 20;
const BESIDE = 20;

/** Institutions and offices: for a visitor, what published texts say of them. */
export function bodyRoutes(deps: Deps): Hono {
  const { db, now, site } = deps;
  const app = new Hono();

  app.get("/bodies", async (c) => {
    const asked = pageAsked(c.req.query("page"));
    const found = await listNamedBodies(db, reading(asked, BODIES_ON_PAGE), c.var.actor);
    return show(c, bodiesPage(frameOf(c, deps), sliceOf(found, asked, BODIES_ON_PAGE)));
  });

  app.get("/bodies.csv", async (c) => {
    const found = await listNamedBodies(db, { limit: CSV_ROWS, offset: 0 }, c.var.actor);
    return answerCsv(
      c,
      "bodies",
      [
        { head: "name", value: (one) => one.name },
        { head: "meetings", value: (one) => one.attended },
        { head: "interventions", value: (one) => one.spoke },
        { head: "open_actions", value: (one) => one.openActions },
        { head: "address", value: (one) => `${site.origin}/bodies/${one.slug}` },
      ],
      found,
    );
  });

  app.get("/bodies/:slug", async (c) => {
    const named = await findNamedBody(c, deps, c.req.param("slug")).catch((refusal: unknown) => {
      if (refusal instanceof NotFound) return null; // It may be another by now.
      throw refusal;
    });
    return named ? showBody(c, named) : leadToWhoStays(c, deps, "body");
  });

  app.post("/bodies/:slug/name", async (c) => {
    const named = await findNamedBody(c, deps, c.req.param("slug") ?? "");
    insist(c.var.actor, "change", { resource: "person", groupId: named.worksIn ?? 0 });
    const typed = { name: c.var.form.text("name"), sinceOn: c.var.form.text("sinceOn") };
    const read = NewBodyName.safeParse(typed);
    if (!read.success) return showBody(c, named, { errors: errorsIn(c, read.error), typed });
    const at = { bodyId: named.body.id, groupId: named.worksIn ?? 0 };
    return actOnce(c, deps, async (trx, when) =>
      told(`/bodies/${named.body.slug}`, await renameBodyAs(trx, at, read.data, c.var.actor, when)),
    );
  });

  app.post("/bodies/:slug/undoing/:line{[1-9][0-9]{0,14}}", async (c) => {
    const named = await findNamedBody(c, deps, c.req.param("slug") ?? "");
    const at = { bodyId: named.body.id, groupId: named.worksIn ?? 0 };
    return actOnce(c, deps, async (trx, when) =>
      told(`/bodies/${named.body.slug}`, await undoOnBody(trx, at, Number(c.req.param("line")), c.var.actor, when)),
    );
  });

  return app;

  async function showBody(
    c: Context,
    { body, worksIn, decidesIn }: NamedBodyAt,
    wrong?: Pick<BodyTools, "errors" | "typed">,
  ): Promise<Response> {
    const { actor } = c.var;
    const own = groupsWhere(actor, "read", { resource: "person" });
    const asked = pageAsked(c.req.query("page"));
    const [names, said, actions, affiliated] = await Promise.all([
      listBodyNames(db, body.id),
      listSaidForBody(db, body.id, reading(asked, SAID_ON_PAGE), actor),
      listActionsOf(db, { bodyId: body.id }, BESIDE, actor),
      own.length === 0 ? [] : listAffiliated(db, body.id, own, 50, actor),
    ]);
    const view = {
      ...{ body, names, actions, affiliated, linksPersons: own.length > 0 },
      ...{ said: sliceOf(said, asked, SAID_ON_PAGE), today: now().toISOString().slice(0, 10) },
    };
    const undoAt = (line: number, kind: string) =>
      kind === "body.merged" ? `/bodies/${body.slug}/merging/${line}/undoing` : `/bodies/${body.slug}/undoing/${line}`;
    const tools =
      worksIn === null
        ? null
        : {
            ...{ told: await toldOn(c, deps, BODY_SENTENCES, undoAt), guard: guardOf(c) },
            decides: decidesIn !== null,
            ...(wrong ?? { errors: {}, typed: { name: "", sinceOn: "" } }),
          };
    return show(c, bodyPage(frameOf(c, deps), view, tools), wrong ? 422 : 200);
  }
}

const frameOf = (c: Context, { site }: Deps): Frame => ({
  words: c.var.words,
  place: placeOfInstance(c.var.words, site.name, c.var.actor),
  path: c.req.path,
});
