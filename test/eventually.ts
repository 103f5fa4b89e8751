import { setTimeout as sleep } from "node:timers/promises";

type Ask<T> = () => Promise<T | undefined | false> | T | undefined | false;

/** Waits until something holds; throws after half a minute, so that what never comes fails and is not waited for. */
export async function eventually<T>(what: string, ask: Ask<T>, seconds = 30): Promise<T> {
  for (let left = seconds * 20; left > 0; left--) {
    const found = await ask();
    if (found !== undefined && found !== false) return found;
    await sleep(50);
  }
  throw new Error(`It never came: ${what}`);
}
