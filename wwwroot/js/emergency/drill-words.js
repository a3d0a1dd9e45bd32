// What the journal says of drills. Pure.

/** @typedef {{at: string, positions: number, tookMs: number|null, left: string[]}} Drill */
/** @typedef {{at: string, data: {positions: number, took: string|null, left: string[]}}} Fact */

/** A span as the host writes it, [d.]hh:mm:ss[.fffffff], in milliseconds; null for what is none. @param {string|null} text */
export function spanMs(text) {
  const parts = /^(?:(\d+)\.)?(\d\d):(\d\d):(\d\d(?:\.\d+)?)$/.exec(text ?? '');
  return parts ? ((Number(parts[1] ?? 0) * 24 + Number(parts[2])) * 60 + Number(parts[3])) * 60000 + Math.round(Number(parts[4]) * 1000) : null;
}

/** The oldest first. @param {Fact[]} facts @returns {Drill[]} */
export const drillsOf = facts => facts.map(({ at, data }) => ({ at, positions: data.positions, tookMs: spanMs(data.took), left: data.left })).sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
