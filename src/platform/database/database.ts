import { Socket } from "node:net";
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { PreparedClient } from "./prepared-client.ts";
import type { Schema } from "./schema.ts";
import { reachableSocketPath } from "./socket-path.ts";

export type Database = Kysely<Schema>;

/**
 * How columns arrive: int8 as a number (ours stay below 2^53), date as "YYYY-MM-DD" (a Date would shift it with the
 * zone of the server), timestamptz as a Date, jsonb parsed and `unknown` until a schema has read it.
 */
const asNumber = (text: string): number => Number(text);
const asWritten = (text: string): string => text;

function typeParser(oid: number, format?: "text" | "binary") {
  if (oid === pg.types.builtins.INT8) return asNumber;
  if (oid === pg.types.builtins.DATE) return asWritten;
  return format === "binary" ? pg.types.getTypeParser(oid, "binary") : pg.types.getTypeParser(oid, "text");
}

/** Opens a pool on a server: `postgresql://…`, or `postgresql://user@/name?host=/folder/of/the/socket`. Close it with `destroy()`. */
export const openDatabase = (url: string): Database => databaseOn(openPool(url));

export const databaseOn = (pool: pg.Pool): Database => new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });

export function openPool(url: string): pg.Pool {
  const pool = new pg.Pool({
    Client: PreparedClient,
    ...connectionTo(url),
    max: 10,
    connectionTimeoutMillis: 10_000,
    types: { getTypeParser: typeParser },
  });
  // A connection that breaks while nobody uses it is replaced by the pool; whoever uses one gets the error himself.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

export function connectionTo(url: string): pg.ClientConfig {
  const host = new URL(url).searchParams.get("host");
  if (!host?.startsWith("/")) return { connectionString: url, application_name: "baraza" };
  return { connectionString: url, application_name: "baraza", ssl: false, stream: () => new NearSocket() };
}

/** A unix socket may be named by at most 107 bytes (103 on macOS): this one goes by the shortest name that reaches it. */
class NearSocket extends Socket {
  override connect(...target: unknown[]): this {
    const [path] = target;
    if (typeof path !== "string") throw new Error("A socket in a folder is reached by its path.");
    return super.connect(reachableSocketPath(path));
  }
}

/** Runs `act` in a transaction; joins the one that is open, so that acts can be made of acts. */
export async function inTransaction<T>(db: Database, act: (trx: Database) => Promise<T>): Promise<T> {
  return db.isTransaction ? act(db) : db.transaction().execute(act);
}
