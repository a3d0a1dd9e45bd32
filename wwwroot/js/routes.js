// Where in the page we are. The address names the account, so that it can be sent to somebody else.
import { signal } from '../lib/ui.js';

/** @typedef {'positions'|'ticket'|'locks'|'limits'|'trades'|'settings'|'emergency'|'alerts'|'audit'|'jobs'|'users'} Page */
/** @typedef {{page: Page, account: string|null, item: string|null}} Route  item: the ticket of a ticket page; null elsewhere */

/** Screens whose address is their name. Positions are the address without one. @type {readonly Page[]} */
const NAMED = ['locks', 'limits', 'trades', 'settings', 'emergency', 'alerts', 'audit', 'jobs', 'users'];

/** @param {string} account @param {string} ticket */
export const ticketHref = (account, ticket) => `#/ticket/${encodeURIComponent(account)}/${encodeURIComponent(ticket)}`;
/** @param {string|null} account null for the first one */
export const positionsHref = account => account === null ? '#/' : `#/account/${encodeURIComponent(account)}`;
/** @param {Page} page @param {string|null} account null for the first one */
export const screenHref = (page, account) => page === 'positions' ? positionsHref(account) : account === null ? `#/${page}` : `#/${page}/${encodeURIComponent(account)}`;

/** @param {string} hash @returns {Route} */
export function parseRoute(hash) {
  const [name = '', account = '', item = ''] = hash.replace(/^#\/?/, '').split('/').map(safely);
  if (name === 'ticket' && account && item) return { page: 'ticket', account, item };
  if (name === 'account' && account) return { page: 'positions', account, item: null };
  const page = NAMED.find(each => each === name);
  return { page: page ?? 'positions', account: page && account ? account : null, item: null };
}

/** @param {string} part an address somebody mistyped opens the first page instead of none */
function safely(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

/** @type {import('../lib/ui.js').Signal<Route>} */
export const route = signal({ page: 'positions', account: null, item: null });

export function followAddress() {
  const read = () => { route.value = parseRoute(location.hash); };
  addEventListener('hashchange', read);
  read();
}
