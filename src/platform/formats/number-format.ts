/**
 * A number as a list shows it. Formats are those of ST_NumberFormat (ECMA-376 part 1, 17.18.59) that appear in
 * reports; any other is shown in plain figures.
 */
export function formatNumber(number: number, format: string): string {
  switch (format) {
    case "lowerLetter":
      return letters(number);
    case "upperLetter":
      return letters(number).toUpperCase();
    case "lowerRoman":
      return roman(number).toLowerCase();
    case "upperRoman":
      return roman(number);
    case "decimalZero":
      return String(number).padStart(2, "0");
    case "ordinal":
      return `${number}${ordinalEnding(number)}`;
    case "hindiNumbers":
      return [...String(number)].map((digit) => String.fromCodePoint(0x660 + Number(digit))).join("");
    case "none":
      return "";
    default:
      return String(number);
  }
}

/** a … z, then aa, bb … (not ab): the letter is repeated. Word stops repeating at 780 letters, we at ten. */
function letters(number: number): string {
  if (number < 1) return String(number);
  const times = Math.min(10, Math.floor((number - 1) / 26) + 1);
  return String.fromCodePoint(97 + ((number - 1) % 26)).repeat(times);
}

const ROMANS: [number, string][] = [
  [1000, "M"],
  [900, "CM"],
  [500, "D"],
  [400, "CD"],
  [100, "C"],
  [90, "XC"],
  [50, "L"],
  [40, "XL"],
  [10, "X"],
  [9, "IX"],
  [5, "V"],
  [4, "IV"],
  [1, "I"],
];

function roman(number: number): string {
  if (number < 1 || number > 3999) return String(number);
  let rest = number;
  let text = "";
  for (const [value, sign] of ROMANS) {
    text += sign.repeat(Math.floor(rest / value));
    rest %= value;
  }
  return text;
}

function ordinalEnding(number: number): string {
  if (number % 100 >= 11 && number % 100 <= 13) return "th";
  return ["th", "st", "nd", "rd"][number % 10] ?? "th";
}
