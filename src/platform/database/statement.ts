import type { Compilable, CompiledQuery } from "kysely";
import type { Database } from "./database.ts";

type Values = Record<string, string | number>;

/**
 * A statement that is put together once and asked with other values each time: building the nested ones anew took
 * longer than the database took to answer. `example` holds values that occur nowhere else in the statement; where one
 * comes out among the parameters, the value of the same name goes in later.
 */
export function statement<Given extends Values, Row>(
  example: Given,
  build: (db: Database, given: Given) => Compilable<Row>,
): (db: Database, given: Given) => Promise<Row[]> {
  let built: { query: CompiledQuery<Row>; places: (string | undefined)[] } | undefined;
  return async (db, given) => {
    built ??= withPlaces(build(db, example).compile(), example);
    const { query, places } = built;
    const parameters = query.parameters.map((value, at) => {
      const name = places[at];
      return name === undefined ? value : given[name];
    });
    return (await db.executeQuery<Row>({ ...query, parameters })).rows;
  };
}

function withPlaces<Row>(query: CompiledQuery<Row>, example: Values) {
  const names = Object.keys(example);
  const places = query.parameters.map((value) => names.find((name) => example[name] === value));
  for (const name of names) if (!places.includes(name)) throw new Error(`The statement does not ask for ${name}.`);
  return { query, places };
}
