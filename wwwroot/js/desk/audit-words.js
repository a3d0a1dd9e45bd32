// The audit in words. Pure.

/** @typedef {import('../api.js').FactItem} FactItem */

/** Every kind of fact: its name in the journal, what a list of them is called, and what one of them is called. @type {[string, string, string][]} */
export const KINDS = [
  ['operatorActed', 'acts of people and keys', 'act'], ['', 'every fact', ''], ['settingsChanged', 'changes of settings', 'settings'], ['armingChanged', 'arming and disarming', 'arming'],
  ['stopIntended', 'stops wanted', 'stop wanted'], ['stopSettled', 'stops sent', 'stop sent'], ['closeIntended', 'closes wanted', 'close wanted'], ['closeSettled', 'closes sent', 'close sent'], ['takeProfitIntended', 'take-profits wanted', 'target wanted'], ['takeProfitSettled', 'take-profits sent', 'target sent'],
  ['openIntended', 'orders wanted', 'order wanted'], ['openSettled', 'orders sent', 'order sent'], ['cancelIntended', 'cancellations wanted', 'cancel wanted'], ['cancelSettled', 'cancellations sent', 'cancel sent'],
  ['positionSeen', 'new positions', 'position seen'], ['positionClosed', 'closed positions', 'closed'], ['partlyClosed', 'parts closed', 'part closed'], ['changedByOthers', 'changes by others', 'by others'],
  ['emergencyStopped', 'emergency stops', 'emergency'], ['emergencyProved', 'proofs of flat', 'proved flat'], ['emergencyLeft', 'left open in an emergency', 'left open'], ['emergencyReleased', 'emergency stops released', 'released'], ['emergencyDrilled', 'drills', 'drill'],
  ['holdingReleased', 'ticket locks given back', 'lock given back'], ['lockDenied', 'ticket locks not obtained', 'lock denied'], ['holdingRevoked', 'ticket locks revoked', 'lock revoked'], ['lateAnswer', 'late answers', 'late answer'],
  ['alarmRaised', 'alarms', 'alarm'], ['alarmCleared', 'alarms that ended', 'alarm over'], ['equityPeak', 'highest equity', 'equity peak'], ['quotesKept', 'quotes kept', 'quotes'], ['sessionStarted', 'starts', 'start'], ['sessionStopped', 'ends', 'end'], ['clockJumped', 'clock jumps', 'clock'],
];

/** @param {string} kind */
export const kindOf = kind => KINDS.find(([name]) => name === kind)?.[2] || kind;

/** @typedef {{kind: string, account: string, ticket: string}} Wanted  '' for all */

/** @param {Wanted} wanted */
const chosen = ({ kind, account, ticket }) => new URLSearchParams(Object.entries({ account, ticket, kind }).filter(([, value]) => value !== ''));

/** @param {Wanted & {page: number, size: number}} wanted */
export function pathOf({ page, size, ...wanted }) {
  const asked = chosen(wanted);
  asked.set('page', String(page));
  asked.set('pageSize', String(size));
  return `api/v1/journal?${asked}`;
}

/** The same facts as a file. @param {Wanted} wanted */
export const csvPathOf = wanted => `api/v1/journal.csv?${chosen(wanted)}`.replace(/\?$/, '');

/** @param {FactItem} fact @returns {Record<string, unknown>} */
const dataOf = fact => /** @type {Record<string, unknown>} */ (fact.data ?? {});

/** @param {FactItem} fact */
export const personOf = fact => String(dataOf(fact)['by'] ?? '');

/** "RunJob /api/v1/jobs/report/run" as "Run job report". @param {FactItem} fact */
export function titleOf(fact) {
  const [name = '', path = ''] = String(dataOf(fact)['what'] ?? '').split(' ');
  const words = name.replace(/^Put/, 'Change').replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase(), ticket = /positions\/(\d+)/.exec(path)?.[1], named = /\/(?:jobs|notifiers|accounts|alerts)\/([^/?]+)/.exec(path)?.[1];
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}${ticket ? `, ticket ${ticket}` : named ? ` ${decodeURIComponent(named)}` : ''}`;
}

/** What was asked for, as names and values; as it came where it is no such thing. @param {FactItem} fact */
export function askedOf(fact) {
  const text = String(dataOf(fact)['asked'] ?? '');
  if (!text.startsWith('{')) return text;
  try {
    return Object.entries(JSON.parse(text)).map(([name, value]) => `${name} ${typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)}`).join(', ');
  } catch {
    // it was cut where it was too long to keep: what is left of it says more than nothing
    return text;
  }
}

/** @param {FactItem} fact */
export function resultOf(fact) {
  const status = Number(dataOf(fact)['status'] ?? 0);
  return { text: status === 202 ? 'unknown' : status < 300 ? 'done' : status < 500 ? `refused ${status}` : `failed ${status}`, isRefused: status >= 300 || status === 202 };
}
