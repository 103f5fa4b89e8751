import { type Context, Hono } from "hono";
import { z } from "zod";
import { accountNames } from "../accounts/account.queries.ts";
import { placeOfGroup } from "../groups/place.ts";
import { errorsIn } from "../groups/room.routes.ts";
import type { Deps } from "../platform/http/deps.ts";
import { guardOf } from "../platform/http/protection.ts";
import { readFields } from "../platform/http/read-fields.ts";
import { Conflict, NotFound } from "../platform/refusal.ts";
import { bringBack, changeBlock, insertBlock, refuseHidden } from "../texts/block.commands.ts";
import { blockPage } from "../texts/block.pages.ts";
import { findBlock, listRevisions } from "../texts/block.queries.ts";
import { BLOCK_KINDS, BLOCK_LIMIT, type BlockKind } from "../texts/text.ts";
import type { FieldErrors } from "../ui/form.ts";
import { show } from "../ui/show.ts";
import { toSay } from "../ui/words.ts";
import { keepTrue } from "./correction.commands.ts";
import { actOf, findHeld, type Held } from "./correction.routes.ts";

const NewWords = z.object({
  body: z
    .string()
    .trim()
    .min(1, toSay("Write the words, or withdraw the block."))
    .max(BLOCK_LIMIT, toSay("That is too long for one block.")),
  kind: z.enum(BLOCK_KINDS),
});
const Seen = z.object({ seen: z.coerce.number().int().positive() });

const Past = Seen.extend({ revision: z.coerce.number().int().positive() });
const Added = NewWords.extend({ after: z.coerce.number().int().positive() });

const AT = "/:group/meetings/:handle/blocks";

/** A block of a report under an address of its own: its words, its states, and what may be done with it. */
export function blockRoutes(deps: Deps): Hono {
  const { db, now } = deps;
  const app = new Hono();

  app.get(`${AT}/:number{\\d+}`, async (c) => showBlock(c, deps, await findHeld(c, deps), null, {}, 200));

  app.post(`${AT}/:number{\\d+}`, async (c) => {
    const held = await findHeld(c, deps);
    const { form } = c.var;
    const read = NewWords.extend(Seen.shape).safeParse(form.fields());
    const typed = { body: form.text("body"), kind: kindOf(form.text("kind")) };
    if (!read.success) return showBlock(c, deps, held, typed, errorsIn(c, read.error), 422);
    const change = {
      number: numberOf(c),
      seenRevision: read.data.seen,
      revised: { body: read.data.body, kind: read.data.kind },
    };
    try {
      return c.redirect((await changeBlock(db, held.text, change, actOf(c), now(), keepTrue)).location, 303);
    } catch (error) {
      // Someone was faster: both states are shown, and nothing typed is lost.
      if (error instanceof Conflict)
        return showBlock(c, deps, held, typed, { "": c.var.words.t(error.message, error.values) }, 409);
      throw error;
    }
  });

  app.post(`${AT}/:number{\\d+}/withdrawal`, async (c) => {
    const held = await findHeld(c, deps);
    const { seen } = readFields(Seen, c.var.form);
    const change = { number: numberOf(c), seenRevision: seen, revised: { withdrawn: true } };
    return c.redirect((await changeBlock(db, held.text, change, actOf(c), now(), keepTrue)).location, 303);
  });

  app.post(`${AT}/:number{\\d+}/return`, async (c) => {
    const held = await findHeld(c, deps);
    const { seen, revision } = readFields(Past, c.var.form);
    const past = { number: numberOf(c), revision, seenRevision: seen };
    return c.redirect((await bringBack(db, held.text, past, actOf(c), now(), keepTrue)).location, 303);
  });

  app.post(AT, async (c) => {
    const held = await findHeld(c, deps);
    const read = readFields(Added, c.var.form);
    const added = { after: read.after, block: { kind: read.kind, body: read.body } };
    return c.redirect((await insertBlock(db, held.text, added, actOf(c), now(), keepTrue)).location, 303);
  });

  return app;
}

const numberOf = (c: Context): number => Number(c.req.param("number"));
const kindOf = (word: string): BlockKind => BLOCK_KINDS.find((kind) => kind === word) ?? "paragraph";

async function showBlock(
  c: Context,
  { db }: Deps,
  held: Held,
  typed: { body: string; kind: BlockKind } | null,
  errors: FieldErrors,
  status: 200 | 409 | 422,
) {
  const { words, actor } = c.var;
  const block = await findBlock(db, held.text.id, numberOf(c));
  if (!block) throw new NotFound();
  refuseHidden(block);
  const past = await listRevisions(db, block.id);
  const names = await accountNames(
    db,
    past.flatMap((one) => one.accountId ?? []),
  );
  const frame = { words, place: placeOfGroup(words, held.group, actor), path: c.req.path };
  const shown = { text: held.text, block, past, names };
  return show(c, blockPage(frame, shown, guardOf(c), typed ?? { body: block.body, kind: block.kind }, errors), status);
}
