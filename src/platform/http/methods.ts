import type { MiddlewareHandler } from "hono";
import { Unacceptable } from "../refusal.ts";

const TAKEN: readonly string[] = ["GET", "HEAD", "POST"];

/** Pages are read and forms are sent; whatever else a request wants to do, it does not do here. */
export const refuseOtherMethods: MiddlewareHandler = async (c, next) => {
  if (TAKEN.includes(c.req.method)) return next();
  c.set("headers", { ...c.get("headers"), allow: TAKEN.join(", ") });
  throw new Unacceptable(405, "Here pages are read and forms are sent, and nothing else.");
};
