// One of six colours for each account; the same account has the same one on every page and machine. Pure.

const COLOURS = ['plum', 'moss', 'rose', 'slate', 'copper', 'lagoon'];

/** @param {string} id */
export function colourOf(id) {
  let sum = 7;
  for (const c of id) sum = (sum * 31 + (c.codePointAt(0) ?? 0)) >>> 0;
  return COLOURS[sum % COLOURS.length];
}
