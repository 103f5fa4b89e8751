import { Hono } from "hono";
import { may } from "../../access/may.ts";
import { findRoom } from "../../groups/room.routes.ts";
import { answerCsv, CSV_ROWS } from "../../platform/http/csv.ts";
import type { Deps } from "../../platform/http/deps.ts";
import { NotFound } from "../../platform/refusal.ts";
import { pageAsked, reading, sliceOf } from "../../ui/paging.ts";
import { show } from "../../ui/show.ts";
import { headingAddress, headingPage, headingsPage, saidPage } from "./said.pages.ts";
import { listHeadingBlocks, listSaid, listSections } from "./said.queries.ts";
import { headingsInYears, type Said } from "./said.ts";

const SAID_ON_PAGE = 40;
const HEADINGS_ON_PAGE = 80;
const SECTIONS_ON_PAGE = 6;

/** Who said what, by name and by heading. */
export function saidRoutes(deps: Deps): Hono {
  const { db } = deps;
  const { origin } = deps.site;
  const app = new Hono();

  app.get("/:group/said", async (c) => {
    const { group, frame } = await findRoom(c, deps);
    const who = (c.req.query("who") ?? "").trim().slice(0, 200);
    const isMember = may(c.var.actor, "read", { resource: "person", groupId: group.id });
    const asked = pageAsked(c.req.query("page"));
    const found = await listSaid(db, { id: group.id, isMember }, who, reading(asked, SAID_ON_PAGE), c.var.actor);
    return show(c, saidPage(frame, `/${group.slug}/said`, who, sliceOf(found, asked, SAID_ON_PAGE), isMember));
  });

  app.get("/:group/said.csv", async (c) => {
    const { group } = await findRoom(c, deps);
    const who = (c.req.query("who") ?? "").trim().slice(0, 200);
    const isMember = may(c.var.actor, "read", { resource: "person", groupId: group.id });
    const part = { limit: CSV_ROWS, offset: 0 };
    const found = await listSaid(db, { id: group.id, isMember }, who, part, c.var.actor);
    return answerCsv(c, `${group.slug}-said`, SAID_COLUMNS(origin), found);
  });

  app.get("/:group/headings", async (c) => {
    const { group, frame } = await findRoom(c, deps);
    const asked = pageAsked(c.req.query("page"));
    const headings = headingsInYears(await listHeadingBlocks(db, group.id, c.var.actor));
    const { offset, limit } = reading(asked, HEADINGS_ON_PAGE);
    const slice = sliceOf(headings.slice(offset, offset + limit), asked, HEADINGS_ON_PAGE);
    return show(c, headingsPage(frame, `/${group.slug}/headings`, slice));
  });

  app.get("/:group/headings.csv", async (c) => {
    const { group } = await findRoom(c, deps);
    const headings = headingsInYears(await listHeadingBlocks(db, group.id, c.var.actor));
    const at = `${origin}/${group.slug}/headings`;
    return answerCsv(
      c,
      `${group.slug}-headings`,
      [
        { head: "heading", value: (one) => one.title },
        { head: "meetings", value: (one) => one.meetings },
        { head: "first_on", value: (one) => one.firstOn },
        { head: "last_on", value: (one) => one.lastOn },
        { head: "address", value: (one) => headingAddress(at, one.key) },
      ],
      headings,
    );
  });

  app.get("/:group/headings/:key", async (c) => {
    const { group, frame } = await findRoom(c, deps);
    const headings = headingsInYears(await listHeadingBlocks(db, group.id, c.var.actor));
    const heading = headings.find((one) => one.key === c.req.param("key"));
    if (!heading) throw new NotFound();
    const asked = pageAsked(c.req.query("page"));
    const { offset, limit } = reading(asked, SECTIONS_ON_PAGE);
    const sections = await listSections(db, heading.blockIds.slice(offset, offset + limit), c.var.actor);
    return show(c, headingPage(frame, `/${group.slug}/headings`, heading, sliceOf(sections, asked, SECTIONS_ON_PAGE)));
  });

  return app;
}

const SAID_COLUMNS = (origin: string) => [
  { head: "said_on", value: (one: Said) => one.saidOn },
  { head: "speaker", value: (one: Said) => one.speaker },
  { head: "on_behalf_of", value: (one: Said) => one.onBehalf },
  { head: "act", value: (one: Said) => one.act },
  { head: "heading", value: (one: Said) => one.heading },
  { head: "words", value: (one: Said) => one.words },
  { head: "address", value: (one: Said) => `${origin}${one.fromAddress}#${one.blockNumber}` },
];
