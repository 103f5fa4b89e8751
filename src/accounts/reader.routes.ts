import type { Context, MiddlewareHandler } from "hono";
import { type Actor, visitor } from "../access/actor.ts";
import { signInSecret } from "../platform/http/cookies.ts";
import type { Deps } from "../platform/http/deps.ts";
import { actorOf } from "./sign-in.commands.ts";

declare module "hono" {
  interface ContextVariableMap {
    /** Who reads or acts, as of this request: a right that was taken away is gone on the next one. */
    actor: Actor;
  }
}

/** Finds out who comes, once a request. A visitor costs no question to the database. */
export const knowReader =
  ({ db, now }: Deps): MiddlewareHandler =>
  async (c, next) => {
    const secret = signInSecret(c);
    c.set("actor", (secret !== null && (await actorOf(db, secret, now()))) || visitor);
    await next();
  };

/** The acting account, for the journal and the key of an act; a visitor has none. */
export const accountOf = (c: Context): number | null => c.var.actor.accountId;
