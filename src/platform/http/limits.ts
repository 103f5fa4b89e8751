import { createHmac, randomBytes } from "node:crypto";
import { isIPv4, isIPv6 } from "node:net";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context, MiddlewareHandler } from "hono";

const WINDOW_MS = 10 * 60_000;
/** Source: SAFETY LG3. */
const KEY_LIFE_MS = 24 * 3_600_000;
const MOST_COUNTERS = 100_000;
const SLOWEST_MS = 2_000;

/**
 * How many of a form pass in ten minutes as if nothing were: from one neighbourhood of the network, under one second
 * key (an account, a link), from everybody together.
 */
export type Allowance = { place: number; second?: number; all: number };

/** How one more is to be treated. Nobody is refused: it waits a little, and is looked at by a person where one looks. */
export type Verdict = { waitMs: number; review: boolean };

/**
 * Counts what comes, in memory alone. An address is cut to its neighbourhood (/24, /48) and kept as a keyed hash whose
 * key is new every day; nothing of it touches a disk. Whole schools and onion visitors share one address, so that a
 * neighbourhood is slowed and never held back. Source: SAFETY LG3 to LG6.
 */
export class Limits {
  readonly #now: () => Date;
  readonly pause: (ms: number) => Promise<void>;
  readonly #counts = new Map<string, number>();
  #window = 0;
  #key = { secret: randomBytes(32), madeAt: 0 };

  constructor(now: () => Date, pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))) {
    this.#now = now;
    this.pause = pause;
  }

  /** One more of this form. `address`: where it came from; null where nobody knows. */
  count(form: string, from: { address: string | null; second?: string }, allowed: Allowance): Verdict {
    this.#turn();
    const place = from.address === null ? null : neighbourhoodOf(from.address);
    const over = (name: string, most: number | undefined): number =>
      most === undefined ? 0 : Math.max(0, this.#add(`${form}\0${name}`) - most) / most;
    const byPlace = place === null ? 0 : over(`place ${place}`, allowed.place);
    const bySecond = from.second === undefined ? 0 : over(`second ${from.second}`, allowed.second);
    const byAll = over("all", allowed.all);
    const most = Math.max(byPlace, bySecond, byAll);
    const waitMs = most === 0 ? 0 : Math.min(SLOWEST_MS, 250 + Math.round(most * 1_000));
    return { waitMs, review: bySecond > 0 || byAll > 0 };
  }

  #add(name: string): number {
    const key = createHmac("sha256", this.#key.secret).update(name).digest("base64url");
    const count = (this.#counts.get(key) ?? 0) + 1;
    if (count > 1 || this.#counts.size < MOST_COUNTERS) this.#counts.set(key, count);
    return count;
  }

  /** A new window forgets the counters of the last one; a new day, the key. */
  #turn(): void {
    const at = this.#now().getTime();
    if (at - this.#key.madeAt >= KEY_LIFE_MS) {
      this.#key = { secret: randomBytes(32), madeAt: at };
      this.#counts.clear();
    }
    const window = Math.floor(at / WINDOW_MS);
    if (window !== this.#window) this.#counts.clear();
    this.#window = window;
  }
}

/** The /24 or /48 that an address lies in; null where the words are no address. */
export function neighbourhoodOf(address: string): string | null {
  const plain = address.replace(/%.*$/, "").replace(/^::ffff:(?=\d+\.)/i, "");
  if (isIPv4(plain)) return plain.split(".").slice(0, 3).join(".");
  if (!isIPv6(plain)) return null;
  const [head = [], tail = []] = plain.split("::").map((part) => (part === "" ? [] : part.split(":")));
  const zeros = Array.from({ length: plain.includes("::") ? 8 - head.length - tail.length : 0 }, () => "0");
  return [...head, ...zeros, ...tail]
    .slice(0, 3)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}

declare module "hono" {
  interface ContextVariableMap {
    limits: { counts: Limits; behindProxy: boolean };
  }
}

/** `behindProxy`: a proxy of the operator's stands before the program and writes the client's address last. */
export const withLimits =
  (counts: Limits, behindProxy: boolean): MiddlewareHandler =>
  async (c, next) => {
    c.set("limits", { counts, behindProxy });
    await next();
  };

/** Counts one more of this form, waits as long as the verdict says, and returns it. Call it before any work is done. */
export async function countIn(c: Context, form: string, allowed: Allowance, second?: string): Promise<Verdict> {
  const { counts } = c.var.limits;
  const from = { address: addressOf(c), ...(second !== undefined && { second }) };
  const verdict = counts.count(form, from, allowed);
  if (verdict.waitMs > 0) await counts.pause(verdict.waitMs);
  return verdict;
}

/** Of the socket; what a header says counts only where a proxy was set up to say it. Used here and kept nowhere. */
function addressOf(c: Context): string | null {
  const written = c.var.limits.behindProxy ? c.req.header("x-forwarded-for")?.split(",").at(-1)?.trim() : undefined;
  if (written !== undefined) return written;
  return c.env?.incoming === undefined ? null : (getConnInfo(c).remote.address ?? null);
}
