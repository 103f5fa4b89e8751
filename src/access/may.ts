import { Forbidden } from "../platform/refusal.ts";
import { type Actor, type Standing, visitor } from "./actor.ts";
import { type Act, type Fact, impliedBy, type Resource, type Role, RULES, type Rule } from "./matrix.ts";

export type { Act } from "./matrix.ts";

/** A thing, or one field of it, with the facts about it that a rule may rest on; a fact that is not given is false. */
export type Thing = { resource: Resource; groupId: number | null; field?: string } & { [fact in Fact]?: boolean };

/** The one question of permission. `matrix.json` has the answers; what no rule there allows is denied. */
export const may = (by: Actor, act: Act, thing: Thing): boolean => {
  const roles = rolesIn(by, thing.groupId);
  return rulesFor(act, thing).some((rule) => holds(rule, roles, thing));
};

/** The groups in which this actor may do it to such a thing, where that rests on the group alone; else see `mayWhere`. */
export const groupsWhere = (by: Actor, act: Act, thing: Omit<Thing, "groupId">): number[] =>
  [...new Set(by.standing.map(({ groupId }) => groupId))].filter((groupId) => may(by, act, { ...thing, groupId }));

/** Throws Forbidden where the rules do not let this actor do it. What they may not even see is answered before. */
export function insist(by: Actor, act: Act, thing: Thing): void {
  if (!may(by, act, thing)) throw new Forbidden("Only someone who holds an office in the group does this.");
}

/** Every role that fits, with those it implies. Whoever is suspended is that alone. */
export function rolesIn(by: Actor, groupId: number | null): Role[] {
  const standing = by.standing.filter((one) => one.groupId === groupId).map(({ role }) => role);
  if (standing.includes("suspended")) return [...impliedBy("suspended")];
  const everywhere: Role = by.accountId === null ? "visitor" : "account";
  return [...new Set([everywhere, ...standing].flatMap((role) => impliedBy(role)))];
}

/**
 * True where someone who stood as `before` would be allowed more, in any group, by standing as `after`. To be suspended
 * less is to be allowed more.
 */
export function isAllowedMore(before: readonly Standing[], after: readonly Standing[]): boolean {
  const named = new Set<string>(RULES.map((rule) => rule.who));
  const roles = (standing: readonly Standing[], groupId: number) =>
    rolesIn({ ...visitor, accountId: 0, standing }, groupId).filter((role) => role !== "suspended" && named.has(role));
  return after.some(({ groupId }) => {
    const held = roles(before, groupId);
    return roles(after, groupId).some((role) => !held.includes(role));
  });
}

/** A field that a rule names for this act is governed by those rules alone. */
export function rulesFor(act: Act, { resource, field }: Pick<Thing, "resource" | "field">): Rule[] {
  const rules = RULES.filter((rule) => rule.resource === resource && rule.act === act);
  const named = rules.filter((rule) => rule.field !== null && rule.field === field);
  return named.length > 0 ? named : rules.filter((rule) => rule.field === null);
}

function holds(rule: Rule, roles: readonly Role[], thing: Thing): boolean {
  const fits = rule.who === "own" || rule.who === "holder" ? thing[rule.who] === true : roles.includes(rule.who);
  return fits && rule.when.every(({ fact, not }) => (thing[fact] === true) !== not);
}

/** Whether the asker stands at least as high wherever someone of this standing does: nobody opens a door above their own. */
export const standsAsHigh = (by: Actor, standing: readonly Standing[]): boolean =>
  standing.every(({ groupId, role }) => rolesIn(by, groupId).includes(role));
