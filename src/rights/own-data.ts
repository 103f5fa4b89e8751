/** Whose data: an account, and the person it belongs to where it belongs to one. */
export type Subject = { accountId: number; personId: number | null };

/** What is to be erased: the account, and with it the name of its person in the records where `withName` says so. */
export type Erased = Subject & { withName: boolean };

/** That an account was erased. `madeAt`: when it was made, which no account of the same number elsewhere shares. */
export type Erasure = Erased & { madeAt: Date; at: Date };

/** Rows about somebody, by table. */
export type OwnData = Record<string, Record<string, unknown>[]>;

/** One value of one row: what the file of commas holds a line of. */
export type OwnValue = { table: string; row: number; field: string; value: string };

export const valuesOf = (data: OwnData): OwnValue[] =>
  Object.entries(data).flatMap(([table, rows]) =>
    rows.flatMap((row, at) =>
      Object.entries(row).map(([field, value]) => ({
        ...{ table, row: at + 1, field },
        value: typeof value === "string" ? value : value === null ? "" : JSON.stringify(value),
      })),
    ),
  );
