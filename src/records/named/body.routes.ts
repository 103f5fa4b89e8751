import { type Context, Hono } from "hono";
import { type Frame, placeOfInstance } from "../../access/place.ts";
import { listActionsOf } from "../../actions/action-list.queries.ts";
import { findBodyBySlug, listBodyNames } from "../../people/body.queries.ts";
import { answerCsv, CSV_ROWS } from "../../platform/http/csv.ts";
import type { Deps } from "../../platform/http/deps.ts";
import { NotFound } from "../../platform/refusal.ts";
import { pageAsked, reading, sliceOf } from "../../ui/paging.ts";
import { show } from "../../ui/show.ts";
import { listSaidForBody } from "../said/said.queries.ts";
import { bodiesPage, bodyPage } from "./body.pages.ts";
import { listAffiliated, listNamedBodies } from "./named.queries.ts";

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
    const { actor } = c.var;
    const body = await findBodyBySlug(db, c.req.param("slug"));
    const [named] = body ? await listNamedBodies(db, { limit: 1, offset: 0 }, actor, body.id) : [];
    if (!body || !named) throw new NotFound();
    const own = [...new Set([...actor.officeIn, ...actor.memberOf])];
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
    return show(c, bodyPage(frameOf(c, deps), view));
  });

  return app;
}

const frameOf = (c: Context, { site }: Deps): Frame => ({
  words: c.var.words,
  place: placeOfInstance(c.var.words, site.name, c.var.actor),
  path: c.req.path,
});
