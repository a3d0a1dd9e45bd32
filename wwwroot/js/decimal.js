// Exact sums of decimal strings. Money never passes through a binary fraction on its way to the screen.

const PLACES = 8;
const SCALE = 10n ** BigInt(PLACES);

/**
 * @param {string|null|undefined} text
 * @returns {bigint|null} the value in units of 1e-8, or null when it is unknown or no decimal
 */
export function parse(text) {
  const match = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text ?? '');
  if (!match) return null;
  const fraction = (match[3] ?? '').slice(0, PLACES).padEnd(PLACES, '0');
  const value = BigInt(match[2] ?? '0') * SCALE + BigInt(fraction);
  return match[1] === '-' ? -value : value;
}

/**
 * @param {bigint} value in units of 1e-8
 * @param {number} places rounded half away from zero
 */
export function print(value, places) {
  const unit = 10n ** BigInt(PLACES - places);
  const size = value < 0n ? -value : value;
  const rounded = (size + unit / 2n) / unit;
  const digits = String(rounded).padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const sign = value < 0n && rounded !== 0n ? '-' : '';
  return places ? `${sign}${whole}.${digits.slice(-places)}` : sign + whole;
}

/**
 * The sum of what is known; null when nothing is.
 * @param {Iterable<string|null|undefined>} values
 * @returns {string|null}
 */
export function sum(values) {
  let total = 0n, known = false;
  for (const text of values) {
    const value = parse(text);
    if (value === null) continue;
    total += value;
    known = true;
  }
  return known ? print(total, 2) : null;
}

/** @param {string|null|undefined} text @returns {-1|0|1} */
export function sign(text) {
  const value = parse(text);
  return value === null || value === 0n ? 0 : value < 0n ? -1 : 1;
}

/**
 * Order of two decimals; the unknown sorts last.
 * @param {string|null|undefined} a
 * @param {string|null|undefined} b
 */
export function compare(a, b) {
  const x = parse(a), y = parse(b);
  if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
  return x < y ? -1 : x > y ? 1 : 0;
}
