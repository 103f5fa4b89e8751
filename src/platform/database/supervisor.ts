import type { Progress } from "../progress.ts";
import { isRunning } from "../running-process.ts";
import { expectedTrouble, Trouble, wordsOf } from "../trouble.ts";
import { startServer, stopServer } from "./server.ts";

export type Supervised = {
  stop(): Promise<void>;
  /** Resolves when the server died and could not be started again. */
  lost: Promise<Trouble>;
};

/** How often the server is looked after; one that dies again sooner than it may rest is lost. In milliseconds. */
const LOOK_MS = 250;
const REST_MS = 5_000;

/** Starts or adopts the server of a folder and starts it again if it dies (the kernel killed it for memory, say). */
export async function superviseServer(folder: string, progress: Progress): Promise<Supervised> {
  let server = await startServer(folder, progress);
  let since = performance.now();
  let mending: Promise<void> | undefined;
  const { promise: lost, resolve: lose } = Promise.withResolvers<Trouble>();
  const look = setInterval(() => {
    if (mending === undefined && !isRunning(server.pid)) mending = mend().finally(() => (mending = undefined));
  }, LOOK_MS);
  look.unref();

  async function mend(): Promise<void> {
    try {
      if (performance.now() - since < REST_MS) throw new Trouble("The database stops as soon as it is started.");
      server = await startServer(folder, progress);
      since = performance.now();
    } catch (error) {
      clearInterval(look);
      const trouble = expectedTrouble(error);
      lose(trouble instanceof Trouble ? trouble : new Trouble(`The database is lost: ${wordsOf(error)}`));
    }
  }

  async function stop(): Promise<void> {
    clearInterval(look);
    await mending;
    await stopServer(server, progress);
  }
  return { stop, lost };
}
