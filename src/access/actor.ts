/** Who asks: worked out once a request from the sign-in, never from what the request says. */
export type Actor = {
  /** null for a visitor. */
  accountId: number | null;
  personId: number | null;
  name: string;
  /** Groups in which an office is held today; in which a membership runs today. */
  officeIn: readonly number[];
  memberOf: readonly number[];
};

export const visitor: Actor = { accountId: null, personId: null, name: "", officeIn: [], memberOf: [] };

/** Whoever runs the program on its own machine, for one group: no account, and the rights of an office holder. */
export const operatorOf = (groupId: number): Actor => ({ ...visitor, name: "", officeIn: [groupId] });
