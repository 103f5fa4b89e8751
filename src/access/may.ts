import { Forbidden } from "../platform/refusal.ts";
import type { Actor } from "./actor.ts";

/** Standing of an actor towards a group; each includes those before it. */
const ROLES = ["visitor", "account", "member", "officer"] as const;
type Role = (typeof ROLES)[number];

/** The things that exist today. `published`, `audience`: facts of the thing that a rule may rest on. */
export type Thing =
  | { resource: "group" | "import" | "finding" | "history" | "person" | "people list"; groupId: number }
  | { resource: "text" | "action"; groupId: number; published: boolean }
  | {
      resource: "attendance" | "recording";
      groupId: number;
      published: boolean;
      audience: Audience;
      onRequest: boolean;
    };
export type Audience = "public" | "participants" | "nobody";
export type Act = "read" | "create" | "change" | "publish";

type Rule = {
  may: Role;
  do: Act;
  what: Thing["resource"];
  when?: "published" | "disclosed to all" | "disclosed to those who were there";
};

/**
 * Who may do what; what no rule allows is denied. Simple rules: who holds an office does the work and can undo it.
 * Source: reference/authorization.json, cut down to what this program has.
 */
export const RULES: readonly Rule[] = [
  { may: "visitor", do: "read", what: "group" },
  { may: "visitor", do: "read", what: "text", when: "published" },
  { may: "visitor", do: "read", what: "action", when: "published" },
  { may: "visitor", do: "read", what: "attendance", when: "disclosed to all" },
  { may: "visitor", do: "read", what: "recording", when: "disclosed to all" },
  { may: "member", do: "read", what: "attendance", when: "disclosed to those who were there" },
  { may: "member", do: "read", what: "recording", when: "disclosed to those who were there" },
  { may: "member", do: "read", what: "person" },
  { may: "member", do: "read", what: "people list" },
  { may: "officer", do: "read", what: "text" },
  { may: "officer", do: "read", what: "action" },
  { may: "officer", do: "read", what: "attendance" },
  { may: "officer", do: "read", what: "recording" },
  { may: "officer", do: "read", what: "history" },
  { may: "officer", do: "read", what: "finding" },
  { may: "officer", do: "change", what: "group" },
  { may: "officer", do: "create", what: "import" },
  { may: "officer", do: "read", what: "import" },
  { may: "officer", do: "change", what: "import" },
  { may: "officer", do: "create", what: "text" },
  { may: "officer", do: "change", what: "text" },
  { may: "officer", do: "publish", what: "text" },
  { may: "officer", do: "create", what: "action" },
  { may: "officer", do: "change", what: "action" },
  { may: "officer", do: "change", what: "attendance" },
  { may: "officer", do: "change", what: "person" },
];

/** The one question of permission. */
export const may = (by: Actor, act: Act, thing: Thing): boolean =>
  RULES.some(
    (rule) =>
      rule.do === act &&
      rule.what === thing.resource &&
      standing(by, thing.groupId) >= ROLES.indexOf(rule.may) &&
      holds(rule.when, thing),
  );

/** Throws Forbidden where the rules do not let this actor do it. What they may not even see is answered before. */
export function insist(by: Actor, act: Act, thing: Thing): void {
  if (!may(by, act, thing)) throw new Forbidden("Only someone who holds an office in the group does this.");
}

function standing(by: Actor, groupId: number): number {
  if (by.officeIn.includes(groupId)) return ROLES.indexOf("officer");
  if (by.memberOf.includes(groupId)) return ROLES.indexOf("member");
  return ROLES.indexOf(by.accountId === null ? "visitor" : "account");
}

function holds(when: Rule["when"], thing: Thing): boolean {
  if (when === undefined) return true;
  const published = "published" in thing && thing.published;
  if (when === "published") return published;
  if (!("audience" in thing) || thing.onRequest || !published) return false;
  return (
    thing.audience === "public" || (when === "disclosed to those who were there" && thing.audience === "participants")
  );
}
