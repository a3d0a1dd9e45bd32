// What the strip says of the emergency stops of an account. Pure.

/** @typedef {import('../contract.js').EmergencyShort} EmergencyShort */

/** The one that is least far speaks for all. */
const WORST = { left: 0, running: 1, inForce: 2, proved: 3 };
const HELD = { haltEntries: 'Halted', freeze: 'Frozen', tighten: 'Tightened', flatten: 'Flat' };

/**
 * @param {EmergencyShort[]|null} stops null before anything is known
 * @param {import('./drill-words.js').Drill|null} [drill] the last one; null for none yet, undefined while nobody knows
 * @returns {{value: string, below: string, trouble: 'doubt'|'expose'|'', title: string}}
 */
export function emergencySays(stops, drill) {
  if (stops === null) return { value: '–', below: '', trouble: '', title: 'Not known yet' };
  const worst = [...stops].sort((a, b) => WORST[a.state] - WORST[b.state])[0];
  if (!worst) return { value: 'Off', below: drillSays(drill), trouble: '', title: 'No emergency stop is in force' };
  const title = stops.map(stop => `${stop.says}, by ${stop.by}`).join('; '), more = stops.length > 1 ? `, ${stops.length} in force` : '';
  if (worst.state === 'left') return { value: worst.action === 'flatten' ? 'Not flat' : 'Not done', below: `${worst.tickets - worst.done} left${more}`, trouble: 'expose', title };
  if (worst.state === 'running') return { value: 'Running', below: `${worst.done} of ${worst.tickets}${more}`, trouble: 'doubt', title };
  return { value: HELD[worst.action], below: `entries halted${more}`, trouble: 'doubt', title };
}

/** @param {import('./drill-words.js').Drill|null|undefined} drill */
function drillSays(drill) {
  if (drill === undefined) return 'nothing is halted';
  if (drill === null) return 'no drill yet';
  return drill.tookMs === null ? 'drill: not flat' : `drill ${(drill.tookMs / 1000).toFixed(2)} s to flat`;
}
