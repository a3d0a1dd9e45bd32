// What the one figure says. It is calm only where somebody has just looked: 0 on a page that hears nothing, or from a host
// that cannot read the broker, would be the one false all-clear that costs money. Pure.
import * as format from './format.js';

/** @typedef {import('./contract.js').Health} Health */
/** @typedef {ReturnType<typeof import('./book.js').figure>} Figure */
/** @typedef {{why: string, ms: number|null}} Blind  ms: how long ago the positions were last read; null for never */

/** Of three readings in a row one comes late on a busy machine; all three do not. */
const READINGS_MISSED = 3, LEAST_OLD_MS = 15000;

/** Why nobody knows just now how the positions stand; null while it is known. @param {Health|null} health @returns {Blind|null} */
export function blindness(health) {
  if (health === null) return null;
  const { alarms, monitor, broker } = health, ms = monitor.lastReadAgeMs, has = (/** @type {string} */ id) => alarms.some(alarm => alarm.id === id);
  const old = Math.max(LEAST_OLD_MS, READINGS_MISSED * (health.readEveryMs));
  const why = has('session') ? 'the account\'s session does not answer' : !broker.connected ? 'the broker is not connected' : has('positions-unread') ? 'the positions cannot be read'
    : monitor.state !== 'running' ? 'the reading of positions stands still' : ms === null ? 'the positions have not been read yet' : ms > old ? 'the last reading is old' : null;
  return why === null ? null : { why, ms };
}

/**
 * @param {{figure: Figure, heard: boolean, silentMs: number|null, blind: Blind|null}} now  silentMs: how long the page has heard nothing; null while it is not late
 * @returns {{fig: string, worst: string, what: string, below: string|null, title: string, isCalm: boolean}} below: null where the parts of the figure stand
 */
export function figureSays({ figure: { total, worst, open, counts }, heard, silentMs, blind }) {
  if (!heard) return { fig: format.DASH, worst: 'unknown', what: 'not known yet', below: 'waiting for the host', title: 'Waiting for the host', isCalm: false };
  const before = !open ? 'nothing was open then' : counts.unmanaged === open ? 'none was managed then' : 'every stop was confirmed then';
  if (silentMs !== null) return { fig: String(total), worst, what: `not protected, ${format.age(silentMs)} ago`, below: total ? null : before, title: `Late: ${total} not protected`, isCalm: false };
  if (blind) {
    const title = `Not known${total ? `, ${total} not protected before` : ''}`;
    return { fig: total ? String(total) : format.DASH, worst: 'blind', what: total ? 'not protected when last read' : 'not known', below: blind.why, title, isCalm: false };
  }
  const calm = !open ? 'nothing is open, the broker says so' : counts.unmanaged === open ? 'none is managed: nothing is written' : 'every stop confirmed by the broker';
  return { fig: String(total), worst, what: 'not protected', below: total ? null : calm, title: `${total} not protected`, isCalm: total === 0 };
}
