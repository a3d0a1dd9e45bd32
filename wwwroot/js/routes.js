// Where in the page we are. The address names the account, so that it can be sent to somebody else.
import { signal } from '../lib/ui.js';

/** @typedef {{page: 'positions', account: string|null} | {page: 'ticket', account: string, ticket: string}} Route */

/** @param {string} account @param {string} ticket */
export const ticketHref = (account, ticket) => `#/ticket/${encodeURIComponent(account)}/${encodeURIComponent(ticket)}`;
/** @param {string|null} account null for the first one */
export const positionsHref = account => account === null ? '#/' : `#/account/${encodeURIComponent(account)}`;

/** @param {string} hash @returns {Route} */
export function parseRoute(hash) {
  const parts = hash.replace(/^#\/?/, '').split('/').map(safely);
  if (parts[0] === 'ticket' && parts[1] && parts[2]) return { page: 'ticket', account: parts[1], ticket: parts[2] };
  if (parts[0] === 'account' && parts[1]) return { page: 'positions', account: parts[1] };
  return { page: 'positions', account: null };
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
export const route = signal({ page: 'positions', account: null });

export function followAddress() {
  const read = () => { route.value = parseRoute(location.hash); };
  addEventListener('hashchange', read);
  read();
}
