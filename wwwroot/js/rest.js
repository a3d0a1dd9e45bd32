// Questions to the host that are answered once. The live feed is elsewhere.
import { accounts } from './store.js';
import { ANTIFORGERY, recognise, session } from './session.js';

const TIMEOUT_MS = 8000, ACCOUNTS_EVERY_MS = 10000;

/** What the host refused, in its own words. */
export class Refused extends Error {
  /** @param {number} status @param {string} title @param {string} detail @param {Record<string, string[]>} [errors] by field */
  constructor(status, title, detail, errors = {}) {
    super(detail || title);
    this.status = status;
    this.title = title;
    this.errors = errors;
  }
}

/**
 * @template T
 * @param {string} path relative to the page
 * @param {AbortSignal} [signal]
 * @returns {Promise<T>}
 */
export const get = async (path, signal) => JSON.parse(await getText(path, signal));

/**
 * An answer to the letter: numbers with all their digits.
 * @param {string} path relative to the page
 * @param {AbortSignal} [signal]
 */
export async function getText(path, signal) {
  const limit = AbortSignal.timeout(TIMEOUT_MS);
  const response = await fetch(new URL(path, document.baseURI), { signal: signal ? AbortSignal.any([signal, limit]) : limit, headers: { accept: 'application/json' }, cache: 'no-store' });
  return response.ok ? response.text() : refuse(response);
}

/**
 * Changes something at the host, on behalf of who is signed in.
 * @param {'POST'|'PUT'|'DELETE'} method
 * @param {string} path relative to the page
 * @param {object|string} [body] a text is sent to the letter, as JSON
 * @param {Record<string, string>} [headers] an idempotency key, say
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>} null where the host answers without content
 */
export async function send(method, path, body, headers = {}, signal) {
  const limit = AbortSignal.timeout(TIMEOUT_MS);
  const response = await fetch(new URL(path, document.baseURI), {
    method, signal: signal ? AbortSignal.any([signal, limit]) : limit, cache: 'no-store',
    headers: { accept: 'application/json', [ANTIFORGERY]: session.value?.antiforgery ?? '', ...(body ? { 'content-type': 'application/json' } : {}), ...headers }, ...(body ? { body: typeof body === 'string' ? body : JSON.stringify(body) } : {}),
  });
  if (response.ok) return response.status === 204 ? null : response.json();
  return refuse(response);
}

/** @param {Response} response @returns {Promise<never>} */
async function refuse(response) {
  if (response.status === 401) recognise();
  const problem = await response.json().catch(() => ({}));
  throw new Refused(response.status, problem.title ?? response.statusText, problem.detail ?? '', problem.errors);
}

/**
 * Everything about one ticket. The row may come inside the answer or spread over it; the page sees it spread, with the
 * list of moves in the place of their number.
 * @param {string} account
 * @param {string} ticket
 * @param {AbortSignal} signal
 * @returns {Promise<import('./contract.js').TicketDetail>}
 */
export async function getTicket(account, ticket, signal) {
  /** @type {import('./contract.js').TicketDetail & {row?: object}} */
  const answer = await get(`api/v1/positions/${encodeURIComponent(ticket)}?account=${encodeURIComponent(account)}`, signal);
  const { row, ...rest } = answer;
  return { ...row, ...rest };
}

/** Keeps the list of accounts; without an answer the last one stays. */
export function followAccounts() {
  const read = () => get('api/v1/accounts').then(answer => {
    accounts.value = /** @type {{items: import('./contract.js').AccountSummary[]}} */ (answer).items;
  }).catch(() => undefined).finally(() => setTimeout(read, ACCOUNTS_EVERY_MS));
  read();
}
