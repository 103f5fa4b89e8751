import { type Context, Hono } from "hono";
import { insist, may } from "../access/may.ts";
import type { Database } from "../platform/database/database.ts";
import type { Deps } from "../platform/http/deps.ts";
import { guardOf } from "../platform/http/protection.ts";
import { readFields } from "../platform/http/read-fields.ts";
import { show } from "../ui/show.ts";
import { invitationRows, invitationsAt } from "./invitation.pages.ts";
import { listInvitations } from "./invitation.queries.ts";
import {
  endMembership,
  endOffice,
  giveOfficeTo,
  liftSuspension,
  suspendMember,
  undoMembership,
  undoOffice,
} from "./membership.commands.ts";
import {
  INVITATION_SENTENCES,
  MEMBER_SENTENCES,
  type MembersDesk,
  membersPage,
  OFFICE_SENTENCES,
} from "./membership.pages.ts";
import { listMembers, listOffices } from "./membership.queries.ts";
import { holdsOn, NewOffice } from "./membership.ts";
import { actOnce, findRoom, type Room, told, toldOn } from "./room.routes.ts";

const AT = "/:group/members";
const ONE = `${AT}/:id{[1-9][0-9]{0,8}}`;
const OFFICE = `${AT}/offices/:id{[1-9][0-9]{0,8}}`;
const LINE = ":line{[1-9][0-9]{0,14}}";

/** Who belongs to a group and holds its offices, since when; and how that begins, rests and ends. */
export function membershipRoutes(deps: Deps): Hono {
  const { db } = deps;
  const app = new Hono();

  app.get(AT, async (c) => {
    const room = await findRoom(c, deps);
    const { group, frame, today } = room;
    const offices = await listOffices(db, group.id);
    const reads = may(c.var.actor, "read", { resource: "membership", groupId: group.id });
    const members = reads ? await listMembers(db, group.id, today) : null;
    const own = members?.find((one) => one.personId === c.var.actor.personId) ?? null;
    const shown = {
      group,
      offices: reads ? offices : offices.filter((one) => holdsOn(one, today)),
      members,
      own,
      today,
    };
    const desk = reads ? await deskOn(c, deps, room) : null;
    return show(c, membersPage(frame, shown, desk, reads && (await toldHere(c, deps, group.slug))));
  });

  const acts = { end: endMembership, suspension: suspendMember, resumption: liftSuspension };
  for (const [path, act] of Object.entries(acts))
    app.post(`${ONE}/${path}`, async (c) => {
      const { group } = await findRoom(c, deps);
      return actOnce(c, deps, async (trx, now) => {
        const line = await act(trx, group.id, Number(c.req.param("id")), c.var.actor, now);
        return told(await placeAfter(trx, c, group.slug, group.id, now), line);
      });
    });

  app.post(`${AT}/offices`, async (c) => {
    const { group } = await findRoom(c, deps);
    insist(c.var.actor, "create", { resource: "office", groupId: group.id });
    const given = readFields(NewOffice, c.var.form);
    return actOnce(c, deps, async (trx, now) =>
      told(`/${group.slug}/members`, await giveOfficeTo(trx, group.id, given, c.var.actor, now)),
    );
  });

  app.post(`${OFFICE}/end`, async (c) => {
    const { group } = await findRoom(c, deps);
    return actOnce(c, deps, async (trx, now) =>
      told(`/${group.slug}/members`, await endOffice(trx, group.id, Number(c.req.param("id")), c.var.actor, now)),
    );
  });

  for (const [path, undo] of [
    [`${ONE}/undoing/${LINE}`, undoMembership],
    [`${OFFICE}/undoing/${LINE}`, undoOffice],
  ] as const)
    app.post(path, async (c) => {
      const { group } = await findRoom(c, deps);
      const [id, line] = [Number(c.req.param("id")), Number(c.req.param("line"))];
      return actOnce(c, deps, async (trx, now) =>
        told(`/${group.slug}/members`, await undo(trx, group.id, id, line, c.var.actor, now)),
      );
    });

  return app;
}

/** Who has left sees the group as everybody does. */
const placeAfter = async (trx: Database, c: Context, slug: string, groupId: number, now: Date): Promise<string> => {
  const today = now.toISOString().slice(0, 10);
  const isMember = (await listMembers(trx, groupId, today)).some((one) => one.personId === c.var.actor.personId);
  return isMember ? `/${slug}/members` : `/${slug}`;
};

async function deskOn(c: Context, { db, now, site }: Deps, { group, frame }: Room): Promise<MembersDesk> {
  const guard = guardOf(c);
  const keeps = may(c.var.actor, "change", { resource: "membership", groupId: group.id });
  const reads = may(c.var.actor, "read", { resource: "membership", field: "address", groupId: group.id });
  const invitations = reads ? await listInvitations(db, group.id) : [];
  const waiting = { invitations, now: now(), sendsMail: site.sendsMail };
  return {
    ...{ guard, keeps, givesOffices: may(c.var.actor, "create", { resource: "office", groupId: group.id }) },
    invitations: invitations.length > 0 && invitationRows(frame.words, group.slug, waiting, guard),
  };
}

/** What was just done, with the way back to it. */
const toldHere = (c: Context, deps: Deps, slug: string) =>
  toldOn(c, deps, { ...MEMBER_SENTENCES, ...OFFICE_SENTENCES, ...INVITATION_SENTENCES }, (line, kind, subjectId) => {
    if (kind === "invitation.withdrawn") return `${invitationsAt(slug)}/${subjectId}/restoration`;
    if (kind === "invitations.told") return null;
    return `/${slug}/${kind in OFFICE_SENTENCES ? "members/offices" : "members"}/${subjectId}/undoing/${line}`;
  });
