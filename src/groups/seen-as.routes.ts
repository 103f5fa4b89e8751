import type { MiddlewareHandler } from "hono";
import { type Actor, visitor } from "../access/actor.ts";
import { may } from "../access/may.ts";
import type { Deps } from "../platform/http/deps.ts";
import { Forbidden } from "../platform/refusal.ts";
import { findGroup } from "./group.queries.ts";

/**
 * `?as=visitor` or `?as=member` on a page of a group: the page as a visitor or a member of the group gets it, for those
 * who hold an office there. The same routes answer, with another reader in the place of this one: what is shown is what
 * the other would be shown, byte for byte, and never more than the asker may see. For looking only.
 */
export const showAsAsked =
  ({ db }: Deps): MiddlewareHandler =>
  async (c, next) => {
    const as = c.req.query("as");
    if (c.req.method !== "GET" || (as !== "visitor" && as !== "member")) return next();
    const group = await findGroup(db, c.req.path.split("/")[1] ?? "");
    const by = c.var.actor;
    if (!group || !may(by, "read", { resource: "page of others", groupId: group.id }))
      throw new Forbidden("Only those who hold an office in the group see its pages as others do.");
    c.set("actor", as === "visitor" ? visitor : memberLike(by, group.id));
    return next();
  };

/** A member of this group alone, of whom no record tells: nothing is theirs. */
const memberLike = (by: Actor, groupId: number): Actor => ({
  ...{ accountId: by.accountId, personId: null, name: by.name },
  standing: [{ groupId, role: "member" }],
});
