import { type Reference, referenceOf } from "../people/reference.queries.ts";

/** Where an objection names who made it, for whoever makes two persons one. */
export const OBJECTIONS_OF_PERSONS: readonly Reference[] = [
  referenceOf({ table: "access_objection", column: "person_id", id: "id", alone: ["request_id"] }),
];
