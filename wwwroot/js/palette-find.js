// What of the palette fits some letters.

/** @typedef {{group: string, name: string, more: string, words: string, state: import('./contract.js').State|null, go: () => void}} Offer  words: further ones it is found by */

const MOST_OF_A_GROUP = 40;

/**
 * Every word that was typed is in the name or in its further words.
 * @param {Offer[]} offers
 * @param {string} text
 * @returns {{name: string, offers: Offer[]}[]} groups in the order of the offers, without empty ones
 */
export function found(offers, text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  /** @type {Map<string, Offer[]>} */
  const groups = new Map();
  for (const offer of offers) {
    const all = `${offer.name} ${offer.words}`.toLowerCase();
    if (!words.every(word => all.includes(word))) continue;
    const group = groups.get(offer.group) ?? [];
    if (group.length < MOST_OF_A_GROUP) group.push(offer);
    groups.set(offer.group, group);
  }
  return [...groups].map(([name, kept]) => ({ name, offers: kept }));
}
