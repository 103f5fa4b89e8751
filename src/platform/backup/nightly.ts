/** How long a file is kept, in days. Source: SAFETY A6, "Backups: 35 days". */
export const KEPT_DAYS = 35;
const DAY_MS = 86_400_000;

/** After a failure it is tried again so much later, in milliseconds. */
const AGAIN_MS = 3_600_000;
/** An hour that passed so long ago without a backup is one that somebody must know of, in milliseconds. */
const OVERDUE_MS = 26 * 3_600_000;

/** The last time that this hour struck on this machine's clock. */
export function lastStrike(hour: number, now: Date): Date {
  const strike = new Date(now);
  strike.setHours(hour, 0, 0, 0);
  if (strike > now) strike.setDate(strike.getDate() - 1);
  return strike;
}

type Runs = { last: { at: Date; failed: string | null } | undefined; whole: { at: Date } | undefined };

/** Whether one is to be made now: none since the hour struck, and the last failure is an hour ago. */
export function isDue(hour: number, { last, whole }: Runs, now: Date): boolean {
  if (whole && whole.at >= lastStrike(hour, now)) return false;
  return !last?.failed || now.getTime() - last.at.getTime() >= AGAIN_MS;
}

/** Whether the instance has been without a new backup for longer than a night. `since`: when it was begun. */
export const isOverdue = (whole: { at: Date } | undefined, since: Date, now: Date): boolean =>
  now.getTime() - (whole?.at ?? since).getTime() > OVERDUE_MS;

export const keptSince = (now: Date): Date => new Date(now.getTime() - KEPT_DAYS * DAY_MS);
