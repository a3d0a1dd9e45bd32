// The live feed numbers its messages. A gap means we missed something, and what we missed may be a lost stop:
// from then on nothing counts until a whole snapshot has arrived.

/** @typedef {{accountId: string|null, sequence: number, whole: boolean}} Place  whole: a snapshot is in and nothing is missing since */
/** @typedef {'apply'|'ignore'|'resync'} Verdict */

/** @returns {Place} */
export const nowhere = () => ({ accountId: null, sequence: -1, whole: false });

/**
 * @param {import('./contract.js').Snapshot} snapshot
 * @returns {Place}
 */
export const onSnapshot = snapshot => ({ accountId: snapshot.account.id, sequence: snapshot.sequence, whole: true });

/**
 * @param {Place} place
 * @param {{accountId: string, sequence: number}} message
 * @returns {{place: Place, verdict: Verdict}}
 */
export function onChanges(place, message) {
  if (!place.whole || message.accountId !== place.accountId) return { place, verdict: 'ignore' };
  // a message that was under way while the snapshot was made is in the snapshot already
  if (message.sequence <= place.sequence) return { place, verdict: 'ignore' };
  if (message.sequence !== place.sequence + 1) return { place: { ...place, whole: false }, verdict: 'resync' };
  return { place: { ...place, sequence: message.sequence }, verdict: 'apply' };
}
