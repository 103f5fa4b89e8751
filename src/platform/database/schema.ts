import type { MigrationTable } from "./migrate.ts";

/** Every table of the database. Each domain keeps its table types beside its queries and adds one line here. */
export interface Schema {
  migration: MigrationTable;
}
