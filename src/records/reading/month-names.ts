/** Names of months and days of the week in English, French and Spanish, folded to lower case without accents. */

const BY_MONTH = [
  "january jan janvier janv enero ene",
  "february feb fevrier fevr febrero",
  "march mar mars marzo",
  "april apr avril avr abril abr",
  "may mai mayo",
  "june jun juin junio",
  "july jul juillet juil julio",
  "august aug aout agosto ago",
  "september sept sep septembre septiembre setiembre",
  "october oct octobre octubre",
  "november nov novembre noviembre",
  "december dec decembre diciembre dic",
];
const BY_WEEKDAY = [
  "sunday sun dimanche domingo",
  "monday mon lundi lunes",
  "tuesday tue tues mardi martes",
  "wednesday wed weds mercredi miercoles",
  "thursday thu thur thurs jeudi jueves",
  "friday fri vendredi viernes",
  "saturday sat samedi sabado",
];

/** 1 to 12. */
export const MONTHS: ReadonlyMap<string, number> = numbered(BY_MONTH, 1);
/** 0 is Sunday. */
export const WEEKDAYS: ReadonlyMap<string, number> = numbered(BY_WEEKDAY, 0);

/** In lower case these are words of their own in English ("may", "mar"), not months. */
export const NEEDS_CAPITAL: ReadonlySet<string> = new Set(
  "may march mar jan feb apr jun jul aug sep sept oct nov dec ago ene abr dic avr janv".split(" "),
);

export function fold(word: string): string {
  return word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function numbered(lines: string[], from: number): Map<string, number> {
  const found = new Map<string, number>();
  lines.forEach((names, index) => {
    for (const name of names.split(" ")) found.set(name, index + from);
  });
  return found;
}
