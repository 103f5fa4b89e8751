import { type Context, Hono } from "hono";
import { z } from "zod";
import { insist } from "../access/may.ts";
import { endingNotices, endingPart } from "../groups/archive.pages.ts";
import { archiveDesk } from "../groups/archive.routes.ts";
import { findGroup } from "../groups/group.queries.ts";
import type { Group } from "../groups/group.ts";
import { SentSettings } from "../groups/group-settings.ts";
import { actOnce, errorsIn, findRoom, type Room, told, toldOn } from "../groups/room.routes.ts";
import type { Deps } from "../platform/http/deps.ts";
import { guardOf } from "../platform/http/protection.ts";
import type { FieldErrors } from "../ui/form.ts";
import { show } from "../ui/show.ts";
import { changeSettings, undoSettings } from "./group-settings.commands.ts";
import { SETTINGS_SENTENCES, settingsPage, type TypedSettings } from "./group-settings.pages.ts";

const AT = "/:group/settings";

export function groupSettingsRoutes(deps: Deps): Hono {
  const app = new Hono();

  app.get(AT, async (c) => {
    const room = await findOwnRoom(c, deps);
    return showSettings(c, deps, room, standing(room.group));
  });

  app.post(AT, async (c) => {
    const room = await findOwnRoom(c, deps);
    const typed = typedIn(c);
    const read = SentSettings.safeParse(typed);
    if (!read.success) return showSettings(c, deps, room, typed, errorsIn(c, read.error));
    const there = await findGroup(deps.db, read.data.slug);
    const taken = { slug: c.var.words.t("Another group here has this address.") };
    if (there && there.id !== room.group.id) return showSettings(c, deps, room, typed, taken);
    return actOnce(c, deps, async (trx, now) =>
      toldAt(await changeSettings(trx, room.group.id, read.data, c.var.actor, now)),
    );
  });

  app.post(`${AT}/undoing/:line{[1-9]\\d{0,14}}`, async (c) => {
    const { group } = await findOwnRoom(c, deps);
    const line = z.coerce.number().parse(c.req.param("line"));
    return actOnce(c, deps, async (trx, now) => toldAt(await undoSettings(trx, group.id, line, c.var.actor, now)));
  });

  return app;
}

const toldAt = ({ slug, line }: { slug: string; line: number | null }) => told(`/${slug}/settings`, line);

async function findOwnRoom(c: Context, deps: Deps): Promise<Room> {
  const room = await findRoom(c, deps);
  insist(c.var.actor, "change", { resource: "group", groupId: room.group.id });
  return room;
}

async function showSettings(
  c: Context,
  deps: Deps,
  { group, frame }: Room,
  typed: TypedSettings,
  errors?: FieldErrors,
) {
  const done = await toldOn(c, deps, SETTINGS_SENTENCES, (line) => `/${group.slug}/settings/undoing/${line}`);
  const desk = archiveDesk(c, group);
  const around = {
    told: [done, endingNotices(frame.words, group, desk)],
    ending: desk && endingPart(frame.words, group, desk),
  };
  return show(c, settingsPage(frame, group, typed, guardOf(c), around, errors), errors ? 422 : 200);
}

const standing = (group: Group): TypedSettings => ({
  ...{ name: group.name, shortName: group.shortName ?? "", slug: group.slug, contact: group.contact ?? "" },
  ...{ listAddress: group.listAddress ?? "", mandate: group.mandate ?? "", parentBody: group.parentBody ?? "" },
  stakeholderGroups: group.stakeholderGroups.join("\n"),
});

function typedIn(c: Context): TypedSettings {
  const text = (name: keyof TypedSettings) => c.var.form.text(name);
  return {
    ...{ name: text("name"), shortName: text("shortName"), slug: text("slug"), contact: text("contact") },
    ...{ listAddress: text("listAddress"), mandate: text("mandate"), parentBody: text("parentBody") },
    stakeholderGroups: text("stakeholderGroups"),
  };
}
