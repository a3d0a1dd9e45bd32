// What the first run changes once there is an administrator: the most that one ticket may lose, and what the rules write to.
// Each is looked at before it is changed, and what could not be done is told, not forgotten.
import { Numeral, read, write } from './settings/exact-json.js';

/** @typedef {import('./door.js').Ask} Ask */
/** @typedef {{symbols: string[], magics: number[]}} Named */
/** @typedef {{antiforgery: string, maxRisk: string, named: Named|null, accounts: string[]}} Wanted  maxRisk: '' to leave it; named: null for every position; accounts: whose positions */

const WHY = 'first run', TRIES = 3, ANTIFORGERY = 'X-WebTrader-Antiforgery';

/** "77 EURUSD, 1001" as magic numbers and symbols. @param {string} text @returns {Named} */
export function namedIn(text) {
  const words = [...new Set(text.split(/[\s,;]+/).filter(Boolean))], isNumber = (/** @type {string} */ word) => /^\d{1,15}$/.test(word);
  return { symbols: words.filter(word => !isNumber(word)), magics: words.filter(isNumber).map(Number) };
}

/** What holds now, in money; '' where it may not be seen yet. @param {Ask} ask */
export async function maxRiskOf(ask) {
  const { value } = await ask('settings');
  return value ? value.document.Stops.MaxRisk.toFixed(2) : '';
}

/**
 * @param {Ask} ask
 * @param {Wanted} wanted
 * @returns {Promise<string[]>} what did not happen, and why; empty when all has
 */
export async function begin(ask, wanted) {
  const problems = [];
  // before the risk: another one changes what arming shows
  for (const account of wanted.named ? wanted.accounts : []) problems.push(await arm(ask, account, /** @type {Named} */ (wanted.named), wanted.antiforgery));
  if (wanted.maxRisk.trim() !== '') problems.push(await setMaxRisk(ask, wanted));
  return problems.filter(problem => problem !== null);
}

/** @param {Ask} ask @param {Wanted} wanted @returns {Promise<string|null>} */
async function setMaxRisk(ask, { maxRisk, antiforgery }) {
  const text = maxRisk.trim(), told = `Max risk is not ${text}`;
  if (!/^\d+(\.\d+)?$/.test(text)) return `${told}: give an amount as in 2.00.`;
  const now = await ask('settings');
  if (now.problem || !now.text) return `${told}: ${saidOf(now.problem)}`;
  const known = /** @type {any} */ (read(now.text)), stops = known.document.Stops;
  if (Number(String(stops.MaxRisk)) === Number(text)) return null;
  stops.MaxRisk = new Numeral(text);
  const { problem } = await ask('settings', write({ document: known.document, why: WHY }), undefined, { method: 'PUT', headers: { [ANTIFORGERY]: antiforgery, 'If-Match': `"${known.version}"` } });
  return problem ? `${told}: ${saidOf(problem)}` : null;
}

/** Positions come and go between the look and the change: then it is looked at again. @param {Ask} ask @param {string} account @param {Named} named @param {string} antiforgery @returns {Promise<string|null>} */
async function arm(ask, account, named, antiforgery) {
  const path = `accounts/${encodeURIComponent(account)}/arming`, query = new URLSearchParams([...named.symbols.map(symbol => ['symbol', symbol]), ...named.magics.map(magic => ['magic', String(magic)])]);
  let said = '';
  for (let tries = 0; tries < TRIES; tries++) {
    const { value, problem } = await ask(`${path}?${query}`);
    // less than all that is armed already meets nothing for the first time, and is not refused
    said = problem ? saidOf(problem) : value.armed.all ? '' : value.refused.join('. ');
    if (said) break;
    const done = await ask(path, { why: WHY, all: false, ...named, confirm: value.confirm }, undefined, { method: 'PUT', headers: { [ANTIFORGERY]: antiforgery } });
    if (!done.problem) return null;
    said = saidOf(done.problem);
  }
  return `Account ${account} still protects what it did before: ${said}`;
}

/** @param {import('./door.js').Problem|null} problem */
const saidOf = problem => problem ? problem.detail || problem.title : 'the host has not said what holds now.';
