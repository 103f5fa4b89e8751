import { type Context, Hono } from "hono";
import { insist } from "../access/may.ts";
import { type Database, inTransaction } from "../platform/database/database.ts";
import type { Deps } from "../platform/http/deps.ts";
import { guardOf } from "../platform/http/protection.ts";
import type { SentForm } from "../platform/http/sent-form.ts";
import { html } from "../ui/html.ts";
import { mainLink } from "../ui/parts.ts";
import { show } from "../ui/show.ts";
import { toSay } from "../ui/words.ts";
import {
  type Invited,
  inviteFromList,
  inviteMember,
  noteTold,
  renewInvitations,
  restoreInvitation,
  withdrawInvitation,
} from "./invitation.commands.ts";
import { invitationsAt, invitedPage, invitePage } from "./invitation.pages.ts";
import type { FreshInvitation } from "./invitation.ts";
import { sendOrShow } from "./invitation-letter.commands.ts";
import { type Letters, MOST_LETTERS } from "./invitation-letter.ts";
import { type Invitee, MOST_LINES, readInvitationList } from "./invitation-list.ts";
import { actOnce, findRoom, type Room, told } from "./room.routes.ts";

const AT = "/:group/members/invitations";
const ONE = `${AT}/:id{[1-9][0-9]{0,8}}`;

/**
 * Who is invited, and how they are told. The pages that show links answer the press itself and no redirect: of a link
 * only the hash is kept, so that it can be shown this once and never from an address.
 */
export function invitationRoutes(deps: Deps): Hono {
  const { db, now, site } = deps;
  const app = new Hono();
  const untold = site.sendsMail ? "not told, without address" : "not told";

  app.get(`${AT}/new`, async (c) => {
    const { group, frame } = await findInviterRoom(c, deps);
    return show(c, invitePage(frame, group.slug, guardOf(c), ""));
  });

  app.post(AT, async (c) => {
    const { group, frame } = await findInviterRoom(c, deps);
    const { form, words } = c.var;
    const list = form.text("list");
    const { chosen, undecided } = decidedIn(form);
    const wrong = faultIn(list, chosen.length + undecided.length);
    if (wrong) return show(c, invitePage(frame, group.slug, guardOf(c), list, { list: words.t(wrong) }), 422);
    const given = { list: [list, ...undecided].join("\n"), chosen };
    const [invited, letters] = await inTransaction(db, async (trx) => {
      const done = await inviteFromList(trx, group.id, given, c.var.actor, now());
      return [done, await sendOrShow(trx, site, words, { group, fresh: done.fresh, from: c.var.actor }, now())];
    });
    return showInvited(c, { group, frame }, invited, letters);
  });

  /** New links: for one who is invited, for those who were not told yet, for a member without an account. */
  const renewals: [string, (trx: Database, groupId: number, c: Context) => Promise<FreshInvitation[]>][] = [
    [
      `${ONE}/renewal`,
      (trx, groupId, c) => renewInvitations(trx, groupId, [Number(c.req.param("id"))], 1, c.var.actor, now()),
    ],
    [`${AT}/renewal`, (trx, groupId, c) => renewInvitations(trx, groupId, untold, MOST_LETTERS, c.var.actor, now())],
    [
      "/:group/members/:id{[1-9][0-9]{0,8}}/invitation",
      (trx, groupId, c) => inviteMember(trx, groupId, Number(c.req.param("id")), c.var.actor, now()),
    ],
  ];
  for (const [path, renew] of renewals)
    app.post(path, async (c) => {
      const room = await findInviterRoom(c, deps);
      const { words, actor } = c.var;
      const [fresh, letters] = await inTransaction(db, async (trx) => {
        const renewed = await renew(trx, room.group.id, c);
        return [renewed, await sendOrShow(trx, site, words, { group: room.group, fresh: renewed, from: actor }, now())];
      });
      return showInvited(c, room, { fresh, doubts: [], already: [], bad: [] }, letters);
    });

  app.post(`${AT}/telling`, async (c) => {
    const { group } = await findInviterRoom(c, deps);
    const ids = c.var.form.texts("id").map(Number).filter(Number.isInteger);
    return actOnce(c, deps, async (trx, at) =>
      told(`/${group.slug}/members`, await noteTold(trx, group.id, ids, c.var.actor, at)),
    );
  });

  app.post(`${ONE}/withdrawal`, async (c) => {
    const { group } = await findInviterRoom(c, deps);
    return actOnce(c, deps, async (trx, at) =>
      told(
        `/${group.slug}/members`,
        await withdrawInvitation(trx, group.id, Number(c.req.param("id")), c.var.actor, at),
      ),
    );
  });

  app.post(`${ONE}/restoration`, async (c) => {
    const { group } = await findInviterRoom(c, deps);
    return actOnce(c, deps, async (trx, at) =>
      told(
        `/${group.slug}/members`,
        await restoreInvitation(trx, group.id, Number(c.req.param("id")), c.var.actor, at),
      ),
    );
  });

  return app;
}

async function findInviterRoom(c: Context, deps: Deps): Promise<Room> {
  const room = await findRoom(c, deps);
  insist(c.var.actor, "create", { resource: "membership", groupId: room.group.id });
  return room;
}

function showInvited(c: Context, { group, frame }: Pick<Room, "group" | "frame">, invited: Invited, letters: Letters) {
  const { t } = c.var.words;
  const next = html`<p>${mainLink(`/${group.slug}/meetings/new`, t("Call a meeting"))} <a href="/${group.slug}/members">${t("Members")}</a></p>`;
  const here = { ...frame, path: `${invitationsAt(group.slug)}/new` };
  return show(c, invitedPage(here, group.slug, invited, letters, guardOf(c), next));
}

function faultIn(list: string, decided: number): string | null {
  if (list.trim() === "" && decided === 0) return toSay("Write or paste at least one name or address.");
  return list.split("\n").length > MOST_LINES ? toSay("That is more than 1,000 lines: give them in parts.") : null;
}

/** What was answered about lines in doubt: whom to invite, and the lines about which nothing was said. */
function decidedIn(form: SentForm): { chosen: Invitee[]; undecided: string[] } {
  const chosen: Invitee[] = [];
  const undecided: string[] = [];
  for (let place = 0; form.texts(`doubt-${place}-line`).length > 0; place++) {
    const lines = form.texts(`doubt-${place}-line`);
    const answer = form.text(`doubt-${place}`);
    const one = /^\d+$/.test(answer) ? lines[Number(answer)] : undefined;
    if (answer === "all") chosen.push(...lines.flatMap(asInvitee));
    else if (one !== undefined) chosen.push(...asInvitee(one));
    else if (answer !== "known") undecided.push(...lines);
  }
  return { chosen, undecided };
}

const asInvitee = (line: string): Invitee[] => readInvitationList(line, []).invitees;
