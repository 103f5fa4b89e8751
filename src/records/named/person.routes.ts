import { type Context, Hono } from "hono";
import { groupsWhere, insist, may } from "../../access/may.ts";
import { accountNames } from "../../accounts/account.queries.ts";
import { listActionsOf } from "../../actions/action-list.queries.ts";
import { listGroups } from "../../groups/group.queries.ts";
import type { Group } from "../../groups/group.ts";
import { type Frame, placeOfGroup, placeOfInstance } from "../../groups/place.ts";
import { actOnce, findRoom, told, toldOn } from "../../groups/room.routes.ts";
import { findPersonBySlug, listAliases, type Person } from "../../people/person.queries.ts";
import { WrittenName } from "../../people/written-name.ts";
import type { Database } from "../../platform/database/database.ts";
import { answerCsv, CSV_ROWS } from "../../platform/http/csv.ts";
import type { Deps } from "../../platform/http/deps.ts";
import { guardOf } from "../../platform/http/protection.ts";
import { listPastActs } from "../../platform/journal/journal.queries.ts";
import { NotFound } from "../../platform/refusal.ts";
import { pageAsked, reading, sliceOf } from "../../ui/paging.ts";
import { show } from "../../ui/show.ts";
import { listSaidByPerson } from "../said/said.queries.ts";
import { groupsNaming, listMeetingsOfPerson, listNamedPersons } from "./named.queries.ts";
import { confirmAlias, declineAlias, renameAs, undoOnPerson } from "./person.commands.ts";
import { allSaidAddress, PERSON_SENTENCES, type PersonTools, peoplePage, personPage } from "./person.pages.ts";

const PEOPLE_ON_PAGE = 100;
const MEETINGS_ON_PAGE = 25;
const BESIDE = 20;

/** Who is named in the record, for members: in a group, and each on a page of their own. */
export function personRoutes(deps: Deps): Hono {
  const { db, now, site } = deps;
  const app = new Hono();

  app.get("/:group/people", async (c) => {
    const { group, frame, today } = await findRoom(c, deps);
    if (!may(c.var.actor, "read", { resource: "people list", groupId: group.id })) throw new NotFound();
    const asked = pageAsked(c.req.query("page"));
    const found = await listNamedPersons(db, group.id, reading(asked, PEOPLE_ON_PAGE), c.var.actor, today);
    return show(c, peoplePage(frame, `/${group.slug}/people`, sliceOf(found, asked, PEOPLE_ON_PAGE)));
  });

  app.get("/:group/people.csv", async (c) => {
    const { group, today } = await findRoom(c, deps);
    if (!may(c.var.actor, "read", { resource: "people list", groupId: group.id })) throw new NotFound();
    const found = await listNamedPersons(db, group.id, { limit: CSV_ROWS, offset: 0 }, c.var.actor, today);
    return answerCsv(
      c,
      `${group.slug}-people`,
      [
        { head: "name", value: (one) => one.name },
        { head: "affiliation", value: (one) => one.affiliation },
        { head: "meetings", value: (one) => one.attended },
        { head: "interventions", value: (one) => one.spoke },
        { head: "open_actions", value: (one) => one.openActions },
        { head: "address", value: (one) => `${site.origin}/people/${one.slug}` },
      ],
      found,
    );
  });

  app.get("/people/:slug", async (c) => showPerson(c, deps, await findNamed(c, deps)));

  app.post("/people/:slug/names/:alias{[1-9][0-9]{0,8}}/confirmation", (c) =>
    actOnPerson(c, deps, (trx, at, when) => confirmAlias(trx, at, Number(c.req.param("alias")), c.var.actor, when)),
  );
  app.post("/people/:slug/names/:alias{[1-9][0-9]{0,8}}/refusal", (c) =>
    actOnPerson(c, deps, (trx, at, when) => declineAlias(trx, at, Number(c.req.param("alias")), c.var.actor, when)),
  );
  app.post("/people/:slug/undoing/:line{[1-9][0-9]{0,14}}", (c) =>
    actOnPerson(c, deps, (trx, at, when) => undoOnPerson(trx, at, Number(c.req.param("line")), c.var.actor, when)),
  );
  app.post("/people/:slug/name", async (c) => {
    const typed = c.var.form.text("name");
    const read = WrittenName.safeParse(typed);
    if (read.success) return actOnPerson(c, deps, (trx, at, when) => renameAs(trx, at, read.data, c.var.actor, when));
    const named = await findNamed(c, deps);
    insist(c.var.actor, "change", { resource: "person", groupId: named.worksIn ?? 0 });
    const error = c.var.words.t(read.error.issues[0]?.message ?? "");
    return showPerson(c, deps, named, { error, typed });
  });

  /** The person with the groups in which this reader may know of them; throws NotFound where there is none. */
  async function findNamed(c: Context, { db }: Deps): Promise<Named> {
    const { actor } = c.var;
    const groupIds = groupsWhere(actor, "read", { resource: "person" });
    const person = groupIds.length === 0 ? undefined : await findPersonBySlug(db, c.req.param("slug") ?? "");
    if (!person) throw new NotFound();
    const named = await groupsNaming(db, person.id, groupIds, actor, now().toISOString().slice(0, 10));
    if (named.length === 0) throw new NotFound();
    return {
      person,
      groupIds: named,
      worksIn: named.find((groupId) => may(actor, "change", { resource: "person", groupId })) ?? null,
    };
  }

  async function actOnPerson(
    c: Context,
    deps: Deps,
    act: (trx: Database, at: { personId: number; groupId: number }, now: Date) => Promise<number | null>,
  ): Promise<Response> {
    const { person, worksIn } = await findNamed(c, deps);
    insist(c.var.actor, "change", { resource: "person", groupId: worksIn ?? 0 });
    return actOnce(c, deps, async (trx, when) =>
      told(`/people/${person.slug}`, await act(trx, { personId: person.id, groupId: worksIn ?? 0 }, when)),
    );
  }

  return app;
}

/** `worksIn`: a group that names them and in which this reader holds an office. */
type Named = { person: Person; groupIds: number[]; worksIn: number | null };

async function showPerson(
  c: Context,
  deps: Deps,
  { person, groupIds, worksIn }: Named,
  wrong?: { error: string; typed: string },
): Promise<Response> {
  const { db } = deps;
  const { actor } = c.var;
  const today = deps.now().toISOString().slice(0, 10);
  const asked = pageAsked(c.req.query("page"));
  const [groups, aliases, meetings, said, actions] = await Promise.all([
    listGroups(db),
    listAliases(db, person.id),
    listMeetingsOfPerson(db, person.id, groupIds, reading(asked, MEETINGS_ON_PAGE), actor),
    listSaidByPerson(db, person.id, groupIds, { limit: BESIDE, offset: 0 }, actor),
    listActionsOf(db, { personId: person.id, groupIds }, BESIDE, actor),
  ]);
  const own = groups.filter((group) => groupIds.includes(group.id));
  const view = {
    ...{ person, aliases, said, actions, today, meetings: sliceOf(meetings, asked, MEETINGS_ON_PAGE) },
    allSaid: own.map((group) => ({
      href: allSaidAddress(group.slug, person.name),
      name: group.shortName ?? group.name,
    })),
  };
  const tools = worksIn === null ? null : await toolsOf(c, deps, person, wrong);
  return show(c, personPage(frameOf(c, deps, own), view, tools), wrong ? 422 : 200);
}

/** A person of one group stands in it; of several, in the instance. */
function frameOf(c: Context, { site }: Deps, own: readonly Group[]): Frame {
  const { words, actor } = c.var;
  const [only] = own;
  const place = only && own.length === 1 ? placeOfGroup(words, only, actor) : placeOfInstance(words, site.name, actor);
  return { words, place, path: c.req.path };
}

async function toolsOf(
  c: Context,
  deps: Deps,
  person: Person,
  wrong: { error: string; typed: string } | undefined,
): Promise<PersonTools> {
  const acts = await listPastActs(deps.db, { kind: "person", id: person.id });
  const names = await accountNames(
    deps.db,
    acts.flatMap((act) => act.accountId ?? []),
  );
  return {
    told: await toldOn(c, deps, PERSON_SENTENCES, (line) => `/people/${person.slug}/undoing/${line}`),
    guard: guardOf(c),
    history: acts.map((act) => ({
      ...{ id: act.id, at: act.at, kind: act.kind, undone: act.undoneBy !== null, isUndoing: act.undoes !== null },
      who: act.accountId === null ? null : (names.get(act.accountId) ?? null),
    })),
    error: wrong?.error ?? null,
    typed: wrong?.typed ?? "",
  };
}
