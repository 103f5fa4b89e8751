import { ACCOUNTS_OF_PERSONS } from "../../accounts/account.queries.ts";
import { OWNERS_NAMED } from "../../actions/action-change.queries.ts";
import { STANDING_OF_PERSONS } from "../../groups/standing.queries.ts";
import { NAMED_AT_MEETINGS } from "../../meetings/attendance.queries.ts";
import { CHOICES_OF_PERSONS } from "../../meetings/disclosure.queries.ts";
import type { NamedKind } from "../../people/named.ts";
import { BODY_NAMED, PERSON_NAMED } from "../../people/naming.queries.ts";
import type { Reference } from "../../people/reference.queries.ts";
import { OBJECTIONS_OF_PERSONS } from "../../requests/objection.queries.ts";
import { SPEAKERS_NAMED } from "../said/said.queries.ts";

/**
 * Everything that names a person or a body, as each owner offers it. A table that comes to name one is added here, or
 * merging.test.ts fails.
 */
export const REFERENCES: Record<NamedKind, readonly Reference[]> = {
  person: [
    ...PERSON_NAMED,
    ...STANDING_OF_PERSONS,
    ...ACCOUNTS_OF_PERSONS,
    ...OWNERS_NAMED.person,
    ...NAMED_AT_MEETINGS.person,
    ...CHOICES_OF_PERSONS,
    ...OBJECTIONS_OF_PERSONS,
    ...SPEAKERS_NAMED.person,
  ],
  body: [...BODY_NAMED, ...OWNERS_NAMED.body, ...NAMED_AT_MEETINGS.body, ...SPEAKERS_NAMED.body],
};

/** Who was found to be another names who they are; that stays, so that an old address still leads on after a second step. */
export const NOT_MOVED: readonly string[] = ["person.merged_into", "body.merged_into"];
