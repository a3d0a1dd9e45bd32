// Small choices of the reader, kept in the browser. A browser that refuses to keep them is no reason to fail.

/** @param {string} name @param {string} value */
export function keep(name, value) {
  try {
    localStorage.setItem(`webtrader-${name}`, value);
  } catch {
    // private windows may refuse; the choice then lasts as long as the page
  }
}

/** @param {string} name @returns {string|null} */
export function kept(name) {
  try {
    return localStorage.getItem(`webtrader-${name}`);
  } catch {
    return null;
  }
}
