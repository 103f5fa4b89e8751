import { type Context, Hono } from "hono";
import { insist, may } from "../access/may.ts";
import { accountNames } from "../accounts/account.queries.ts";
import { actOnce, errorsIn, findRoom, type Room, told, toldOn } from "../groups/room.routes.ts";
import { answerCsv, CSV_ROWS, type CsvColumn } from "../platform/http/csv.ts";
import type { Deps } from "../platform/http/deps.ts";
import { guardOf } from "../platform/http/protection.ts";
import { listPastActs } from "../platform/journal/journal.queries.ts";
import { NotFound } from "../platform/refusal.ts";
import { html } from "../ui/html.ts";
import { pageAsked, reading, sliceOf } from "../ui/paging.ts";
import { show } from "../ui/show.ts";
import { addAction } from "./action.commands.ts";
import { type ActionDesk, actionsPage, filteredActionsPage } from "./action.pages.ts";
import { findAction } from "./action.queries.ts";
import { type Action, NewAction } from "./action.ts";
import { ACT_SENTENCES, type ActionTools, actionPage, addActionPage, rowPresses } from "./action-desk.pages.ts";
import { actionFilter, listActions, listOpenActions } from "./action-list.queries.ts";
import { recommendationsReadBy } from "./outcome.queries.ts";

/** How many a page shows: with more, a page would be heavier than its budget. */
const OPEN_ON_PAGE = 40;
const BESIDE = 15;

export function actionRoutes(deps: Deps): Hono {
  const { db, now } = deps;
  const app = new Hono();

  app.get("/:group/actions", async (c) => {
    const room = await findRoom(c, deps);
    const query = queryOf(c);
    if (Object.values(query).some((value) => value !== "") || c.req.query("page"))
      return showFiltered(c, deps, room, query);
    const { group, frame, today } = room;
    const [open, closed, recommendations] = await Promise.all([
      listOpenActions(db, group.id, OPEN_ON_PAGE + 1, c.var.actor),
      listActions(db, group, { ...NO_FILTER, state: "done" }, { limit: BESIDE, offset: 0 }, c.var.actor, today),
      recommendationsReadBy(db, c.var.actor)
        .where("recommendation.group_id", "=", group.id)
        .where("recommendation.state", "=", "open")
        .orderBy("recommendation.number", "desc")
        .limit(BESIDE)
        .execute(),
    ]);
    const register = {
      ...{ groupSlug: group.slug, today, closed, recommendations, mineOf: c.var.actor.personId },
      open: open.slice(0, OPEN_ON_PAGE),
      hasMore: open.length > OPEN_ON_PAGE,
    };
    return show(c, actionsPage(frame, register, await deskOf(c, deps, room)));
  });

  app.get("/:group/actions.csv", async (c) => {
    const { group, today } = await findRoom(c, deps);
    const part = { limit: CSV_ROWS, offset: 0 };
    const actions = await listActions(db, group, actionFilter(queryOf(c)), part, c.var.actor, today);
    return answerCsv(c, `${group.slug}-actions`, columnsFor(deps.site.origin, group.slug), actions);
  });

  app.get("/:group/actions/new", async (c) => {
    const { group, frame } = await findRoom(c, deps);
    insist(c.var.actor, "create", { resource: "action", groupId: group.id });
    return show(c, addActionPage(frame, group.slug, guardOf(c), {}, {}));
  });

  app.post("/:group/actions", async (c) => {
    const { group, frame } = await findRoom(c, deps);
    const typed = c.var.form.fields();
    insist(c.var.actor, "create", { resource: "action", groupId: group.id, published: false });
    const read = NewAction.safeParse(typed);
    if (!read.success)
      return show(c, addActionPage(frame, group.slug, guardOf(c), typed, errorsIn(c, read.error)), 422);
    return actOnce(c, deps, async (trx, at) => {
      const { number, line } = await addAction(trx, group.id, read.data, c.var.actor, at);
      return told(`/${group.slug}/actions/${number}`, line);
    });
  });

  app.get("/:group/actions/:number{[1-9][0-9]{0,8}}", async (c) => {
    const room = await findRoom(c, deps);
    const action = await findAction(db, room.group.id, Number(c.req.param("number")), c.var.actor);
    if (!action) throw new NotFound();
    return showAction(c, deps, room, action);
  });

  return app;

  async function showFiltered(c: Context, { db }: Deps, room: Room, query: Record<string, string>): Promise<Response> {
    const asked = pageAsked(c.req.query("page"));
    const { group, frame, today } = room;
    const rows = await listActions(db, group, actionFilter(query), reading(asked, OPEN_ON_PAGE), c.var.actor, today);
    const slice = sliceOf(rows, asked, OPEN_ON_PAGE);
    const { presses } = await deskOf(c, deps, room);
    return show(c, filteredActionsPage(frame, group.slug, query, slice, now().toISOString().slice(0, 10), presses));
  }
}

const NO_FILTER = { owner: "", state: "", meeting: "", overdue: false } as const;

/** What narrows the list, as the address has it. */
const queryOf = (c: Context): Record<string, string> => ({
  owner: (c.req.query("owner") ?? "").slice(0, 200),
  meeting: (c.req.query("meeting") ?? "").slice(0, 50),
  state: (c.req.query("state") ?? "").slice(0, 20),
  overdue: c.req.query("overdue") === "yes" ? "yes" : "",
});

const worksIn = (c: Context, groupId: number): boolean =>
  may(c.var.actor, "create", { resource: "action", groupId, published: false });

async function deskOf(c: Context, deps: Deps, { group, frame }: Room): Promise<ActionDesk> {
  if (!worksIn(c, group.id)) return { told: null, presses: () => null, add: null };
  const guard = guardOf(c);
  const of = /^\d{1,9}$/.test(c.req.query("of") ?? "") ? c.req.query("of") : "0";
  return {
    told: await toldOn(c, deps, ACT_SENTENCES, (line) => `/${group.slug}/actions/${of}/undoing/${line}`),
    presses: (action) => (action.state === "open" ? rowPresses(frame.words, group.slug, action, guard) : null),
    add: html`<p><a href="/${group.slug}/actions/new">${frame.words.t("Add an action")}</a></p>`,
  };
}

/** The page of one action; with messages where a form was not understood. */
export async function showAction(
  c: Context,
  deps: Deps,
  { group, frame, today }: Room,
  action: Action,
  wrong?: { errors: ActionTools["errors"]; typed: Record<string, string> },
): Promise<Response> {
  const linksPersons = may(c.var.actor, "read", { resource: "person", groupId: group.id });
  const tools = worksIn(c, group.id) ? await toolsOf(c, deps, group.slug, action, wrong) : null;
  const at = `/${group.slug}/actions/${action.number}`;
  const view = { groupSlug: group.slug, action, today, linksPersons };
  return show(c, actionPage({ ...frame, path: at }, view, tools), wrong ? 422 : 200);
}

async function toolsOf(
  c: Context,
  deps: Deps,
  groupSlug: string,
  action: Action,
  wrong: { errors: ActionTools["errors"]; typed: Record<string, string> } = { errors: {}, typed: {} },
): Promise<ActionTools> {
  const acts = await listPastActs(deps.db, { kind: "action", id: action.id });
  const names = await accountNames(
    deps.db,
    acts.flatMap((act) => act.accountId ?? []),
  );
  const undoAt = (line: number) => `/${groupSlug}/actions/${action.number}/undoing/${line}`;
  return {
    told: await toldOn(c, deps, ACT_SENTENCES, undoAt),
    guard: guardOf(c),
    history: acts.map(({ id, at, kind, undoneBy, after, accountId }) => ({
      ...{ id, at, kind, undoneBy, after },
      who: accountId === null ? null : (names.get(accountId) ?? null),
    })),
    ...wrong,
  };
}

const columnsFor = (origin: string, groupSlug: string): CsvColumn<Action>[] => [
  { head: "number", value: (one) => one.number },
  { head: "action", value: (one) => one.title },
  { head: "owners", value: (one) => one.owners.map((owner) => owner.words).join("; ") },
  { head: "recipient", value: (one) => one.recipient },
  { head: "due_on", value: (one) => one.dueOn },
  { head: "due_words", value: (one) => one.dueWords },
  { head: "state", value: (one) => one.state },
  { head: "evidence", value: (one) => one.evidence },
  { head: "stated_on", value: (one) => one.statedOn },
  { head: "closed_on", value: (one) => one.closedOn },
  { head: "report", value: (one) => one.from?.title ?? null },
  {
    head: "report_address",
    value: (one) =>
      one.from && origin + one.from.address + (one.from.blockNumber === null ? "" : `#${one.from.blockNumber}`),
  },
  { head: "address", value: (one) => `${origin}/${groupSlug}/actions/${one.number}` },
];
