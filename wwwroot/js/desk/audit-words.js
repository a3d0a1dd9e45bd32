// The audit in words.

/** @typedef {import('../api.js').FactItem} FactItem */

/** What can be shown, by the journal's kinds. @type {[string, string][]} */
export const KINDS = [
  ['operatorActed', 'what people and keys did'], ['', 'every fact'], ['settingsChanged', 'settings'], ['armingChanged', 'arming'], ['stopSettled', 'stops that were sent'], ['closeSettled', 'closes that were sent'], ['openSettled', 'orders that were sent'],
  ['positionClosed', 'positions that ended'], ['partlyClosed', 'parts that were closed'], ['changedByOthers', 'changes by others'], ['lockDenied', 'tickets not obtained'], ['holdingRevoked', 'holdings revoked'], ['lateAnswer', 'late answers'], ['alarmRaised', 'alarms'], ['alarmCleared', 'alarms that ended'], ['sessionStarted', 'starts'], ['sessionStopped', 'ends'], ['clockJumped', 'clock jumps'],
];

/** @param {{kind: string, account: string, ticket: string, page: number, size: number}} wanted '' for all */
export function pathOf({ kind, account, ticket, page, size }) {
  const asked = new URLSearchParams(Object.entries({ account, ticket, kind }).filter(([, value]) => value !== ''));
  asked.set('page', String(page));
  asked.set('pageSize', String(size));
  return `api/v1/journal?${asked}`;
}

/** @param {FactItem} fact @returns {Record<string, unknown>} */
const dataOf = fact => /** @type {Record<string, unknown>} */ (fact.data ?? {});

/** @param {FactItem} fact */
export const personOf = fact => String(dataOf(fact)['by'] ?? '');

/** "SetStop /api/v1/positions/1/stop" as "Set stop, positions 1 stop". @param {FactItem} fact */
export function titleOf(fact) {
  const [name = '', path = ''] = String(dataOf(fact)['what'] ?? '').split(' ');
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase(), about = /positions\/(\d+)/.exec(path)?.[1];
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}${about ? `, ticket ${about}` : ''}`;
}

/** @param {FactItem} fact */
export function resultOf(fact) {
  const status = Number(dataOf(fact)['status'] ?? 0);
  return { text: status === 202 ? 'unknown' : status < 300 ? 'done' : status < 500 ? `refused ${status}` : `failed ${status}`, isRefused: status >= 300 || status === 202 };
}
