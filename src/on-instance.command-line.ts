import { readSettings } from "./main.ts";
import type { Database } from "./platform/database/database.ts";
import { joinInstance } from "./platform/database/instance.ts";
import type { Site } from "./platform/http/deps.ts";
import { progressOn } from "./platform/progress.ts";

/** Runs one command beside whoever serves the instance, or on its database alone. `site`: as people reach it. */
export async function onInstance<T>(doing: string, act: (db: Database, site: Site) => Promise<T>): Promise<T> {
  const settings = readSettings(process.env);
  const instance = await joinInstance(settings, doing, progressOn(process.stderr));
  try {
    const origin = settings.publicUrl ?? `http://localhost:${settings.port}`;
    return await act(instance.db, { name: "Baraza", origin, sendsMail: settings.mail !== undefined });
  } finally {
    await instance.close();
  }
}
