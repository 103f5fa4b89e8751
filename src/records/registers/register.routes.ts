import { type Context, Hono } from "hono";
import { z } from "zod";
import { insist, may } from "../../access/may.ts";
import { actOnce, findRoom, told, toldOn } from "../../groups/room.routes.ts";
import { answerCsv, CSV_ROWS } from "../../platform/http/csv.ts";
import type { Deps } from "../../platform/http/deps.ts";
import { guardOf } from "../../platform/http/protection.ts";
import { Conflict } from "../../platform/refusal.ts";
import { pageAsked, reading, sliceOf } from "../../ui/paging.ts";
import { show } from "../../ui/show.ts";
import { eventsPage } from "./event.pages.ts";
import { listMentionedEvents } from "./event.queries.ts";
import { type AcronymStanding, decideAcronym, undoOnAcronym } from "./glossary.commands.ts";
import { ACRONYM_SENTENCES, glossaryPage } from "./glossary.pages.ts";
import { listAcronyms } from "./glossary.queries.ts";

const EVENTS_ON_PAGE = 50;
const ACRONYMS_ON_PAGE = 60;
const Words = z.string().trim().min(1).max(300);

/** Events that the reports mention, and the glossary. */
export function registerRoutes(deps: Deps): Hono {
  const { db, site } = deps;
  const app = new Hono();

  app.get("/:group/events", async (c) => {
    const { group, frame, today } = await findRoom(c, deps);
    const asked = pageAsked(c.req.query("page"));
    const found = await listMentionedEvents(db, group.id, reading(asked, EVENTS_ON_PAGE), c.var.actor, today);
    return show(c, eventsPage(frame, `/${group.slug}/events`, sliceOf(found, asked, EVENTS_ON_PAGE), today));
  });

  app.get("/:group/events.csv", async (c) => {
    const { group, today } = await findRoom(c, deps);
    const found = await listMentionedEvents(db, group.id, { limit: CSV_ROWS, offset: 0 }, c.var.actor, today);
    return answerCsv(
      c,
      `${group.slug}-events`,
      [
        { head: "title", value: (one) => one.title },
        { head: "starts_on", value: (one) => one.startsOn },
        { head: "ends_on", value: (one) => one.endsOn },
        { head: "date_words", value: (one) => one.dateWords },
        { head: "certainty", value: (one) => one.certainty },
        { head: "address", value: (one) => one.address },
        { head: "report_address", value: (one) => site.origin + one.fromAddress },
      ],
      found,
    );
  });

  app.get("/:group/glossary", async (c) => {
    const { group, frame } = await findRoom(c, deps);
    const at = `/${group.slug}/glossary`;
    const works = may(c.var.actor, "change", { resource: "glossary", groupId: group.id });
    const declined = works && c.req.query("state") === "declined";
    const which = declined ? "declined" : works ? "all" : "explained";
    const asked = pageAsked(c.req.query("page"));
    const found = await listAcronyms(db, group.id, which, reading(asked, ACRONYMS_ON_PAGE), c.var.actor);
    const said = works ? await toldOn(c, deps, ACRONYM_SENTENCES, (line) => `${at}/${of(c)}/undoing/${line}`) : null;
    const slice = sliceOf(found, asked, ACRONYMS_ON_PAGE);
    return show(c, glossaryPage(frame, { at, slice, declined, told: said, guard: works ? guardOf(c) : null }));
  });

  app.get("/:group/glossary.csv", async (c) => {
    const { group } = await findRoom(c, deps);
    const found = await listAcronyms(db, group.id, "explained", { limit: CSV_ROWS, offset: 0 }, c.var.actor);
    return answerCsv(
      c,
      `${group.slug}-glossary`,
      [
        { head: "letters", value: (one) => one.letters },
        { head: "words", value: (one) => one.words },
        { head: "state", value: (one) => one.state },
      ],
      found,
    );
  });

  const AT = "/:group/glossary/:id{[1-9][0-9]{0,8}}";
  app.post(`${AT}/confirmation`, (c) => decide(c, (standing) => ({ ...standing, state: "confirmed" })));
  app.post(`${AT}/refusal`, (c) => decide(c, (standing) => ({ ...standing, state: "declined" })));
  app.post(`${AT}/wording`, async (c) => {
    const { group } = await findRoom(c, deps);
    insist(c.var.actor, "change", { resource: "glossary", groupId: group.id });
    const read = Words.safeParse(c.var.form.text("words"));
    if (!read.success) throw new Conflict("Write what the letters stand for, in at most 300 characters.");
    return decide(c, () => ({ words: read.data, state: "confirmed" }));
  });
  app.post(`${AT}/undoing/:line{[1-9][0-9]{0,14}}`, async (c) => {
    const { group } = await findRoom(c, deps);
    const id = Number(c.req.param("id"));
    return actOnce(c, deps, async (trx, at) => {
      const line = await undoOnAcronym(trx, { groupId: group.id, id }, Number(c.req.param("line")), c.var.actor, at);
      return told(`/${group.slug}/glossary?of=${id}`, line);
    });
  });

  async function decide(c: Context, make: (standing: AcronymStanding) => AcronymStanding): Promise<Response> {
    const { group } = await findRoom(c, deps);
    const id = Number(c.req.param("id"));
    return actOnce(c, deps, async (trx, at) =>
      told(
        `/${group.slug}/glossary?of=${id}`,
        await decideAcronym(trx, { groupId: group.id, id }, make, c.var.actor, at),
      ),
    );
  }

  return app;
}

/** The thing that the notice is about, as the address has it. */
const of = (c: Context): string => (/^\d{1,9}$/.test(c.req.query("of") ?? "") ? (c.req.query("of") ?? "0") : "0");
