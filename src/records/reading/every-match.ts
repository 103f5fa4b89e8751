/**
 * All matches of a global expression, as `matchAll` gives them, but without the copy of the expression that it makes
 * for every text: most texts of a report hold none, and there that copy is the whole cost.
 */
export function everyMatch(text: string, form: RegExp): readonly RegExpExecArray[] {
  form.lastIndex = 0;
  let match = form.exec(text);
  if (match === null) return NONE;
  const found: RegExpExecArray[] = [];
  for (; match !== null; match = form.exec(text)) {
    found.push(match);
    if (match[0] === "") form.lastIndex += 1;
  }
  return found;
}

const NONE: readonly RegExpExecArray[] = [];
