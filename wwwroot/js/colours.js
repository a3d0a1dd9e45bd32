// The tokens as colours a canvas understands: it knows neither variables nor light-dark().

/** @typedef {ReturnType<typeof readColours>} Colours */

/** @param {HTMLElement} host where the colours will be drawn */
export function readColours(host) {
  const probe = document.createElement('i');
  host.append(probe);
  const of = (/** @type {string} */ token) => {
    probe.style.color = `var(--${token})`;
    return getComputedStyle(probe).color;
  };
  const colours = {
    sheet: of('sheet'), line: of('line'), line2: of('line-2'), ink: of('ink'), ink2: of('ink-2'), ink3: of('ink-3'),
    proof: of('proof'), intent: of('intent'), doubt: of('doubt'), doubtMark: of('doubt-mark'), doubtHatch: of('doubt-hatch'), expose: of('expose-fill'), none: of('none'), loss: of('loss'),
    risk: of('risk-bar'), lock: of('lock-bar'), font: getComputedStyle(host).fontFamily,
  };
  probe.remove();
  return colours;
}

/** @param {string} colour as rgb(...) @param {number} share */
export const faint = (colour, share) => colour.replace(/^rgba?\(([^)]+)\)$/, (_, parts) => `rgba(${String(parts).split(/[ ,/]+/).filter(Boolean).slice(0, 3).join(', ')}, ${share})`);
