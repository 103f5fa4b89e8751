import type { Role } from "./matrix.ts";

/** What someone is in one group today: member, a kind of office, suspended, former. */
export type Standing = { groupId: number; role: Role };

/** Who asks: worked out once a request from the sign-in, never from what the request says. */
export type Actor = {
  /** null for a visitor. */
  accountId: number | null;
  personId: number | null;
  name: string;
  standing: readonly Standing[];
};

export const visitor: Actor = { accountId: null, personId: null, name: "", standing: [] };

/** Whoever runs the program on its own machine, for one group: no account, and the rights of a co-chair. */
export const operatorOf = (groupId: number): Actor => ({ ...visitor, standing: [{ groupId, role: "co-chair" }] });

const OFFICES: readonly Role[] = ["co-chair", "secretariat", "rapporteur", "safeguard"];
export const isOffice = (role: Role): boolean => OFFICES.includes(role);

/** Groups to which someone with this standing belongs today: as a member, also a suspended one, or by an office. */
export const belongingOf = (standing: readonly Standing[]): number[] => [
  ...new Set(standing.filter(({ role }) => role !== "former").map(({ groupId }) => groupId)),
];
