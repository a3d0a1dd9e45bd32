// JSON whose numbers keep their digits: 2.00 comes back as 2.00, and 0.1 never becomes a binary fraction on its way through.

/** A number as it was written. */
export class Numeral {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }

  toString() {
    return this.text;
  }
}

/** @typedef {import('../../api/json').Json} Json */

const TOKEN = /\s*(?:([{}[\],:])|"((?:[^"\\]|\\.)*)"|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false|null))/y;

/** @param {string} text @returns {Json} @throws {SyntaxError} when it is none */
export function read(text) {
  // whether it is JSON is for the browser to say; here only its digits are kept
  JSON.parse(text);
  TOKEN.lastIndex = 0;
  const next = () => /** @type {RegExpExecArray} */ (TOKEN.exec(text));
  /** @param {RegExpExecArray} token @returns {Json} */
  const value = token => {
    const [all, mark, , number, word] = token;
    if (mark === '{') return members({}, next());
    if (mark === '[') return items([], next());
    if (number !== undefined) return new Numeral(number);
    return word ? word === 'null' ? null : word === 'true' : JSON.parse(all);
  };
  /** @param {{[key: string]: Json}} into @param {RegExpExecArray} token @returns {Json} */
  const members = (into, token) => {
    if (token[1] === '}') return into;
    const key = /** @type {string} */ (JSON.parse(token[0]));
    next();
    into[key] = value(next());
    return next()[1] === ',' ? members(into, next()) : into;
  };
  /** @param {Json[]} into @param {RegExpExecArray} token @returns {Json} */
  const items = (into, token) => {
    if (token[1] === ']') return into;
    into.push(value(token));
    return next()[1] === ',' ? items(into, next()) : into;
  };
  return value(next());
}

/** @param {Json} value @returns {string} */
export function write(value) {
  if (value instanceof Numeral) return value.text;
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}:${write(member)}`).join(',')}}`;
}
