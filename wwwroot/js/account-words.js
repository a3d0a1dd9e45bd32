// How an account stands, in a few words for the list of accounts; and which accounts something reaches. Pure.

/** @typedef {import('./contract.js').AccountSummary} AccountSummary */
/** @typedef {import('./contract.js').State} State */

const RUN = /** @type {Record<string, string>} */ ({ starting: 'its session starts', failed: 'its session has failed', stopped: 'its session is stopped' });

/**
 * What nobody knows is said to be not known: an account without a session has not "nothing open".
 * @param {AccountSummary} account
 * @returns {{text: string, state: State|null, tone: 'expose'|'doubt'|'intent'|'q'}} state: whose picture stands beside it
 */
export function accountSays({ state, openPositions: open, notProtected, unmanaged, worst }) {
  if (open === null || notProtected === null) return { text: `not known${RUN[state] ? `, ${RUN[state]}` : ''}`, state: null, tone: 'doubt' };
  if (notProtected > 0) return { text: `${notProtected} not protected`, state: worst, tone: worst === 'guarded' ? 'intent' : worst === 'ambiguous' ? 'doubt' : 'expose' };
  if (open === 0) return { text: 'nothing open', state: null, tone: 'q' };
  if (unmanaged === open) return { text: 'none managed', state: 'unmanaged', tone: 'q' };
  return { text: unmanaged ? `protected, ${unmanaged} unmanaged` : 'all protected', state: 'protected', tone: 'q' };
}

/**
 * The accounts that something reaches. One that the page has not heard of is taken for a live one.
 * @param {string[]} ids
 * @param {{id: string, name: string, isLive: boolean}[]} known
 * @returns {{list: {id: string, name: string, isLive: boolean}[], live: number, said: string}} said: as in "on Main and Challenge"
 */
export function whoseOf(ids, known) {
  const list = ids.map(id => known.find(each => each.id === id) ?? { id, name: id, isLive: true }).map(({ id, name, isLive }) => ({ id, name, isLive })), live = list.filter(each => each.isLive).length;
  const names = list.map(each => each.name), last = names.at(-1) ?? '';
  const said = list.length === 0 ? 'no account' : list.length === 1 ? last : list.length < 4 ? `${names.slice(0, -1).join(', ')} and ${last}` : `${list.length} accounts, ${live === 0 ? 'none of them live' : `${live} of them live`}`;
  return { list, live, said };
}
