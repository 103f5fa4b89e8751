import { type Context, Hono } from "hono";
import { insist, may } from "../../access/may.ts";
import { accountNames } from "../../accounts/account.queries.ts";
import { listActionsOf } from "../../actions/action-list.queries.ts";
import { listGroups } from "../../groups/group.queries.ts";
import type { Group } from "../../groups/group.ts";
import { type Frame, placeOfGroup, placeOfInstance } from "../../groups/place.ts";
import { findRoom, toldOn } from "../../groups/room.routes.ts";
import { listAliases } from "../../people/person.queries.ts";
import { WrittenName } from "../../people/written-name.ts";
import { answerCsv, CSV_ROWS } from "../../platform/http/csv.ts";
import type { Deps } from "../../platform/http/deps.ts";
import { guardOf } from "../../platform/http/protection.ts";
import { listPastActs } from "../../platform/journal/journal.queries.ts";
import { NotFound } from "../../platform/refusal.ts";
import { pageAsked, reading, sliceOf } from "../../ui/paging.ts";
import { show } from "../../ui/show.ts";
import { listSaidByPerson } from "../said/said.queries.ts";
import { AFFILIATION_SENTENCES, type WrongAffiliation } from "./affiliation.pages.ts";
import { leadToWhoStays } from "./merging.routes.ts";
import { affiliationsReadBy, listMeetingsOfPerson, listNamedPersons } from "./named.queries.ts";
import { actOnPerson, findNamedPerson, type NamedPerson } from "./named-person.routes.ts";
import { addAlias, confirmAlias, declineAlias, renameAs, takeAliasAway, undoOnPerson } from "./person.commands.ts";
import {
  allSaidAddress,
  type OwnTools,
  PERSON_SENTENCES,
  type PersonTools,
  peoplePage,
  personPage,
  undoOnPersonAt,
  type WrongName,
} from "./person.pages.ts";

const PEOPLE_ON_PAGE = 100;
const MEETINGS_ON_PAGE = 25;
const BESIDE = 20;

/** Who is named in the record, for members: in a group, and each on a page of their own. */
export function personRoutes(deps: Deps): Hono {
  const { db, site } = deps;
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

  app.get("/people/:slug", async (c) => {
    const named = await findNamedPerson(c, deps, c.req.param("slug")).catch((refusal: unknown) => {
      if (refusal instanceof NotFound) return null; // They may be someone else by now.
      throw refusal;
    });
    return named ? showPerson(c, deps, named) : leadToWhoStays(c, deps, "person");
  });

  app.post("/people/:slug/names/:alias{[1-9][0-9]{0,8}}/confirmation", (c) =>
    actOnPerson(c, deps, (trx, at, when) => confirmAlias(trx, at, Number(c.req.param("alias")), c.var.actor, when)),
  );
  app.post("/people/:slug/names/:alias{[1-9][0-9]{0,8}}/refusal", (c) =>
    actOnPerson(c, deps, (trx, at, when) => declineAlias(trx, at, Number(c.req.param("alias")), c.var.actor, when)),
  );
  app.post("/people/:slug/names/:alias{[1-9][0-9]{0,8}}/removal", (c) =>
    actOnPerson(c, deps, (trx, at, when) => takeAliasAway(trx, at, Number(c.req.param("alias")), c.var.actor, when)),
  );
  app.post("/people/:slug/undoing/:line{[1-9][0-9]{0,14}}", (c) =>
    actOnPerson(c, deps, (trx, at, when) => undoOnPerson(trx, at, Number(c.req.param("line")), c.var.actor, when)),
  );
  app.post("/people/:slug/name", (c) => nameAs(c, "name", renameAs));
  app.post("/people/:slug/names", (c) => nameAs(c, "alias", addAlias));

  /** Takes a name that was typed into a field; wrong, the page comes back with it. */
  async function nameAs(c: Context, field: WrongName["field"], act: typeof renameAs): Promise<Response> {
    const typed = c.var.form.text(field);
    const read = WrittenName.safeParse(typed);
    if (read.success) return actOnPerson(c, deps, (trx, at, when) => act(trx, at, read.data, c.var.actor, when));
    const named = await findNamedPerson(c, deps, c.req.param("slug") ?? "");
    insist(c.var.actor, "change", { resource: "person", groupId: named.worksIn ?? 0 });
    const error = c.var.words.t(read.error.issues[0]?.message ?? "");
    return showPerson(c, deps, named, { name: { field, error, typed } });
  }

  return app;
}

/** What was typed and could not be taken: a name, or what the person was. */
type Wrong = { name?: WrongName; affiliation?: WrongAffiliation };

export async function showPerson(c: Context, deps: Deps, named: NamedPerson, wrong: Wrong = {}): Promise<Response> {
  const { db } = deps;
  const { actor } = c.var;
  const { person, groupIds } = named;
  const today = deps.now().toISOString().slice(0, 10);
  const asked = pageAsked(c.req.query("page"));
  const [groups, aliases, affiliations, meetings, said, actions] = await Promise.all([
    listGroups(db),
    listAliases(db, person.id),
    affiliationsReadBy(db, person.id, actor).execute(),
    listMeetingsOfPerson(db, person.id, groupIds, reading(asked, MEETINGS_ON_PAGE), actor),
    listSaidByPerson(db, person.id, groupIds, { limit: BESIDE, offset: 0 }, actor),
    listActionsOf(db, { personId: person.id, groupIds }, BESIDE, actor),
  ]);
  const standing = groups.filter((group) => groupIds.includes(group.id));
  const view = {
    ...{ person, aliases, affiliations, said, actions, today, meetings: sliceOf(meetings, asked, MEETINGS_ON_PAGE) },
    allSaid: standing.map((group) => ({
      href: allSaidAddress(group.slug, person.name),
      name: group.shortName ?? group.name,
    })),
  };
  const own = named.worksIn === null && !named.isOwn ? null : await ownToolsOf(c, deps, named, wrong);
  const tools = own && named.worksIn !== null ? toolsOf(own, named, wrong) : null;
  const isWrong = wrong.name !== undefined || wrong.affiliation !== undefined;
  return show(c, personPage(frameOf(c, deps, standing), view, own, tools), isWrong ? 422 : 200);
}

/** A person of one group stands in it; of several, in the instance. */
function frameOf(c: Context, { site }: Deps, own: readonly Group[]): Frame {
  const { words, actor } = c.var;
  const [only] = own;
  const place = only && own.length === 1 ? placeOfGroup(words, only, actor) : placeOfInstance(words, site.name, actor);
  return { words, place, path: c.req.path };
}

/** The person without an office sees what was done to what they were, an office holder what was done to the names too. */
async function ownToolsOf(c: Context, deps: Deps, { person, worksIn }: NamedPerson, wrong: Wrong): Promise<OwnTools> {
  const past = await listPastActs(deps.db, { kind: "person", id: person.id });
  const acts = worksIn === null ? past.filter((act) => act.kind in AFFILIATION_SENTENCES) : past;
  const names = await accountNames(
    deps.db,
    acts.flatMap((act) => act.accountId ?? []),
  );
  return {
    told: await toldOn(c, deps, PERSON_SENTENCES, (line, kind) => undoOnPersonAt(`/people/${person.slug}`, line, kind)),
    guard: guardOf(c),
    history: acts.map((act) => ({
      ...{ id: act.id, at: act.at, kind: act.kind, undone: act.undoneBy !== null },
      who: act.accountId === null ? null : (names.get(act.accountId) ?? null),
    })),
    wrong: wrong.affiliation ?? null,
  };
}

const toolsOf = ({ guard, history }: OwnTools, { decidesIn }: NamedPerson, wrong: Wrong): PersonTools => ({
  ...{ guard, history, decides: decidesIn !== null, wrong: wrong.name ?? null },
});
