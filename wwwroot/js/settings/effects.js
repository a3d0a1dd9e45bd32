// What a change of the settings does to one open ticket, in words and in an order that puts what matters first.
import { compare, parse, print } from '../decimal.js';
import * as format from '../format.js';

/** @typedef {import('../api.js').PreviewItem} PreviewItem */
/** @typedef {'close'|'looser'|'alone'|'unknown'|'tighter'|'same'} EffectKind */
/** @typedef {{item: PreviewItem, kind: EffectKind, words: string, why: string}} Effect */

/** @type {Record<EffectKind, number>} */
const RANK = { close: 0, looser: 1, alone: 2, unknown: 3, tighter: 4, same: 5 };

/** @param {PreviewItem} item @returns {Effect} */
export function effectOf(item) {
  const { before, after } = item, told = (/** @type {EffectKind} */ kind, /** @type {string} */ words) => ({ item, kind, words, why: after.reason });
  if (item.closesAtOnce) return told(before.step === 'close' ? 'same' : 'close', before.step === 'close' ? 'closed at once either way' : 'closed at once');
  if (!after.isManaged) return told(before.isManaged ? 'alone' : 'same', before.isManaged ? 'left to others' : 'not managed');
  if (after.step === 'unknown') return told('unknown', 'cannot be told');
  if (after.stop === item.stopNow || after.step !== 'setStop') return told('same', 'same');
  if (before.stop === after.stop) return told('same', 'as without it');
  // the host never loosens; should it ever say that it would, this page does not call it tighter
  const way = compare(after.stop, item.stopNow) * (item.side === 'long' ? 1 : -1), gain = difference(after.money, before.money);
  if (item.stopNow !== null && way < 0) return told('looser', 'looser');
  return told('tighter', gain === null ? 'another stop' : `${format.money(gain, { plus: false })} ${(parse(after.money) ?? 0n) > 0n ? 'more locked' : 'less at risk'}`);
}

/** @param {string|null} a @param {string|null} b */
function difference(a, b) {
  const x = parse(a), y = parse(b);
  return x === null || y === null ? null : print(x - y, 2);
}

/** @param {PreviewItem[]} items */
export function effectsOf(items) {
  const all = items.map(effectOf).sort((a, b) => RANK[a.kind] - RANK[b.kind] || compare(a.item.after.money, b.item.after.money));
  const count = (/** @type {EffectKind} */ kind) => all.filter(effect => effect.kind === kind).length;
  return { all, tickets: all.length, tighter: count('tighter'), looser: count('looser'), closes: count('close'), alone: count('alone') };
}
