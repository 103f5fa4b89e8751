/** How someone signed in. */
export const WAYS = ["setup", "link", "mail", "code", "passkey"] as const;
export type Way = (typeof WAYS)[number];

/** "visit": on a device that is not one's own. The browser keeps nothing beyond the visit. */
export type Stay = "kept" | "visit";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** How long a sign-in lasts unused, how long at all, and to what its end is rounded up when it is written down. */
type Span = { idleMs: number; wholeMs: number; roundMs: number };

/** Source: docs/decisions/0013. Rounded to the day: what is kept says on which day someone was here, and no more. */
const KEPT: Span = { idleMs: 14 * DAY, wholeMs: 90 * DAY, roundMs: DAY };
const VISIT: Span = { idleMs: 2 * 60 * MINUTE, wholeMs: 12 * 60 * MINUTE, roundMs: 15 * MINUTE };
/** Of who holds an office where the rules ask for a passkey. Source: SAFETY A6, 12 hours for office holders. */
const STRICT: Span = { idleMs: 12 * 60 * MINUTE, wholeMs: 14 * DAY, roundMs: 15 * MINUTE };

const spanOf = (stay: Stay, isStrict: boolean): Span => (stay === "visit" ? VISIT : isStrict ? STRICT : KEPT);

/** The end that a sign-in begun now has, however much it is used. */
export const wholeEnd = (stay: Stay, isStrict: boolean, now: Date): Date =>
  new Date(now.getTime() + spanOf(stay, isStrict).wholeMs);
/** The latest that any can have: so long the browser keeps its cookie. */
export const lastEnd = (stay: Stay, now: Date): Date => wholeEnd(stay, false, now);

/** When a sign-in that is used now is over, unless it is used again. */
export function nextEnd(stay: Stay, isStrict: boolean, endsAt: Date, now: Date): Date {
  const { idleMs, roundMs } = spanOf(stay, isStrict);
  const unused = Math.ceil((now.getTime() + idleMs) / roundMs) * roundMs;
  return new Date(Math.min(unused, endsAt.getTime()));
}
