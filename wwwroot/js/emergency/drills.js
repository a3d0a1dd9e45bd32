// Rehearsals on a simulated broker, with the positions that are really open: how long it would take to be flat.
import { html, useState } from '../../lib/ui.js';
import { account, health, offsetMinutes } from '../store.js';
import { useAnswer, wordsOf } from '../answers.js';
import { may } from '../session.js';
import { send } from '../rest.js';
import { readLastDrill } from './last-drill.js';
import { drillsOf } from './drill-words.js';
import * as format from '../format.js';

/** @typedef {import('./drill-words.js').Drill} Drill */
/** @typedef {import('./drill-words.js').Fact} Fact */

const MOST = 12, WIDTH = 396, HEIGHT = 74;

export function Drills() {
  const id = account.value?.id ?? null, answer = /** @type {import('../answers.js').Answer<{items: Fact[]}>} */ (useAnswer(id === null ? null : `api/v1/emergency-stops/drills?account=${encodeURIComponent(id)}`, 15000));
  const [state, setState] = useState({ busy: false, said: '' }), all = drillsOf(answer.value?.items ?? []), last = all.at(-1);
  const run = async () => {
    setState({ busy: true, said: '' });
    try {
      await send('POST', 'api/v1/emergency-stops/drill', { account: id });
      setState({ busy: false, said: '' });
      answer.again();
      if (id !== null) readLastDrill(id).catch(() => undefined);
    } catch (fault) {
      setState({ busy: false, said: wordsOf(fault) });
    }
  };
  const time = (/** @type {string} */ at) => format.clockAndDay(at, offsetMinutes.value, health.value?.health.brokerTime);
  return html`<section class="panel" aria-labelledby="h-em-drills"><header><h2 id="h-em-drills">Drills</h2><span class="push"></span><button class="btn quiet sm" type="button" disabled=${!may('emergency') || state.busy || id === null} onClick=${run}>${state.busy ? 'Rehearsing' : 'Run a drill'}</button></header>
    <div class="drill">${last ? html`<div><span class="fig">${last.tookMs === null ? format.DASH : `${(last.tookMs / 1000).toFixed(2)} s`}</span><span class="q2">${last.tookMs === null ? 'not flat' : 'to flat'}, ${last.positions} positions, ${time(last.at)}</span></div><${Trend} drills=${all.slice(-MOST)}/>` : html`<p class="q2">${answer.error ? 'The drills cannot be read just now.' : 'No drill yet. It shows how long closing everything would take.'}</p>`}
      <p class="fine">A drill plays your open positions on a simulated broker. Nothing is sent to the real one.</p>${state.said && html`<p class="wrong-text micro" role="alert">${state.said}</p>`}</div></section>`;
}

/** @param {{drills: Drill[]}} props */
function Trend({ drills }) {
  const most = Math.max(1, ...drills.map(drill => drill.tookMs ?? 0)), step = WIDTH / MOST, seconds = (/** @type {Drill|undefined} */ drill) => drill?.tookMs == null ? 'not flat' : `${(drill.tookMs / 1000).toFixed(2)} s`;
  return html`<svg viewBox=${`0 0 ${WIDTH} ${HEIGHT + 14}`} width="100%" role="img" aria-label=${`Time to flat in the last ${drills.length} drills, from ${seconds(drills[0])} to ${seconds(drills.at(-1))}`}><line class="g" x1="0" x2=${WIDTH} y1=${HEIGHT + 0.5} y2=${HEIGHT + 0.5}/>
    ${drills.map((drill, i) => { const height = Math.max(2, (drill.tookMs ?? most) / most * (HEIGHT - 12)); return html`<rect key=${drill.at} class=${drill.tookMs === null ? 'dmiss' : i === drills.length - 1 ? 'dnow' : 'dbar'} x=${6 + i * step} y=${HEIGHT - height} width=${step * 0.62} height=${height}/>`; })}<text x="6" y=${HEIGHT + 12}>oldest</text><text x=${6 + (drills.length - 1) * step + step * 0.62} y=${HEIGHT + 12} text-anchor="end">last</text></svg>`;
}
