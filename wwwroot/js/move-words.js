// One move of a stop in a few lines. Pure.
import * as format from './format.js';

/** @param {import('./contract.js').Move} move @param {number} digits @returns {string[]} what, why, what came of it */
export const moveSays = (move, digits) => [
  `${move.number}: ${move.from === null ? 'none' : format.price(move.from, digits)} → ${format.price(move.to, digits)}`,
  `${move.ruleText}. ${move.reason}`,
  [move.outcomeText || move.outcome, move.retcode === null ? '' : `code ${move.retcode}`, move.readBackMs === null ? 'not read back' : `read back after ${format.count(move.readBackMs)} ms`].filter(Boolean).join(', '),
];
