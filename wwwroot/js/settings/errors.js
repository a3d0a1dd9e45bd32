// What the host does not accept, told at the row it is about.

/** @typedef {import('./model.js').Layer} Layer */

/**
 * The host names a place ("Stops:Ladder:Arm is ...", "StopsByMagic:77:MaxRisk is ..."), or, for what comes together of several layers, the
 * tickets it holds for ("Stops (symbol XAUUSD, magic 77): TrailingStep is ...").
 * @param {Record<string, string[]>} errors by place
 * @param {string} place of the row
 * @param {Layer} layer of the row
 * @param {string} key of the setting
 * @returns {string[]}
 */
export function errorsAt(errors, place, layer, key) {
  return Object.entries(errors).flatMap(([told, texts]) => {
    if (told === place || told.startsWith(`${place}:`)) return texts;
    const combined = /^Stops \((.*)\): (\w+)/.exec(told);
    return combined && combined[2] === key && (combined[1] ?? '').split(', ').includes(`${layer.kind} ${layer.key}`) ? texts : [];
  }).map(sentence);
}

/** "Stops:MaxRisk is -5, allowed is above 0" as a sentence. @param {string} text */
export function sentence(text) {
  const match = /^(?:Stops \((.*)\): )?(.*?) is (.*?), allowed is (.*)$/.exec(text);
  return match ? `${match[3]} does not fit${match[1] ? ` for ${match[1]}` : ''}. Allowed is ${match[4]}.` : `${text}.`;
}
