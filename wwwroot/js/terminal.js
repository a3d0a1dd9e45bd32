// What an operator must know of the terminal, in the order of what matters most.

/** @typedef {import('./contract.js').Terminal} Terminal */
/** @typedef {import('./contract.js').Arming} Arming */

/**
 * The cell of the strip: one value, one line below it, and all of it in words.
 * @param {Terminal} terminal @param {Arming} arming
 * @returns {{value: string, trouble: 'doubt'|'expose'|'', below: string, title: string}}
 */
export function terminalSays(terminal, arming) {
  const armed = arming.isObserving ? 'Observing' : arming.all ? 'Armed' : 'Armed in part';
  const experts = terminal.experts === 1 ? 'a slow trade blocks the quotes' : `${terminal.experts} experts`;
  const title = [whatIsArmed(arming), terminal.whyNot, terminal.whyNoTrades, terminal.experts > 0 ? `${terminal.experts === 1 ? 'one expert: ' : ''}${experts}` : null, ticks(terminal)].filter(Boolean).join('. ') + '.';
  if (terminal.whyNot) return { value: 'Not usable', trouble: 'expose', below: armed, title };
  if (terminal.whyNoTrades) return { value: 'No trading', trouble: 'expose', below: armed, title };
  return { value: armed, trouble: terminal.experts === 1 ? 'doubt' : '', below: terminal.experts === 1 ? experts : ticks(terminal), title };
}

/** @param {Terminal} terminal */
function ticks({ symbols, reported }) {
  if (symbols === 0) return 'no prices wanted';
  if (reported === 0) return 'ticks polled';
  return reported === symbols ? 'ticks by event' : `ticks of ${reported} of ${symbols} by event`;
}

/** @param {Arming} arming */
function whatIsArmed({ all, symbols, magics, isObserving }) {
  if (isObserving) return 'Observing: nothing is written';
  return all ? 'Armed: all positions' : `Armed: ${[...symbols, ...magics.map(magic => `magic ${magic}`)].join(', ')}`;
}
