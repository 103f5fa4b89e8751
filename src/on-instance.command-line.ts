import { readSettings } from "./main.ts";
import type { Database } from "./platform/database/database.ts";
import { joinInstance } from "./platform/database/instance.ts";
import { progressOn } from "./platform/progress.ts";

/** Runs one command beside whoever serves the instance, or on its database alone. `origin`: where people reach it. */
export async function onInstance<T>(doing: string, act: (db: Database, origin: string) => Promise<T>): Promise<T> {
  const settings = readSettings(process.env);
  const instance = await joinInstance(settings, doing, progressOn(process.stderr));
  try {
    return await act(instance.db, settings.publicUrl ?? `http://localhost:${settings.port}`);
  } finally {
    await instance.close();
  }
}
