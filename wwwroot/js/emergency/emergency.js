// Emergency stop: quiet until a hand has held it, then exact. What holds is shown first.
import { html, useEffect, useState } from '../../lib/ui.js';
import { account, health } from '../store.js';
import { useAnswer } from '../answers.js';
import { useTitle } from '../shell.js';
import { Around } from '../states.js';
import { Armed } from './armed.js';
import { Calm } from './calm.js';
import { Sheet } from './sheet.js';
import { wanted } from './wanted.js';

/** @typedef {import('./model.js').Stop} Stop */

const RUNNING_MS = 500, CALM_MS = 3000;

export function Emergency() {
  useTitle('Emergency stop');
  const [pace, setPace] = useState(RUNNING_MS), [armed, setArmed] = useState(/** @type {{action: import('./model.js').Action, scope: import('./model.js').Scope, preview: import('./model.js').Preview}|null} */ (null)), [picked, setPicked] = useState(/** @type {string|null} */ (null)), [isAside, setAside] = useState(false), [pressed, setPressed] = useState(/** @type {import('./model.js').Pressed|null} */ (null));
  const answer = /** @type {import('../answers.js').Answer<{items: Stop[]}>} */ (useAnswer('api/v1/emergency-stops', pace)), stops = answer.value?.items ?? [];
  const inForce = stops.filter(stop => stop.isInForce && stop.accounts.some(each => each.account === account.value?.id)), isBusy = health.value?.health.emergency.some(stop => stop.state === 'running') ?? false, due = isBusy || inForce.some(stop => stop.state === 'running' || stop.state === null) ? RUNNING_MS : CALM_MS;
  if (answer.value && due !== pace) setPace(due);
  useEffect(() => { if (wanted.value !== null) setAside(true); }, [wanted.value]);
  if (armed) return html`<${Armed} armed=${armed} onDisarm=${() => setArmed(null)} onPressed=${(/** @type {import('./model.js').Pressed} */ told) => { setArmed(null); setAside(false); setPicked(told.stop.id); setPressed(told); setPace(RUNNING_MS); answer.again(); }}/>`;
  // what the host answered to pressing is on the page before it is asked again
  if (!answer.value) return html`<div class="screen"><${Around} answer=${answer} what="The emergency stops" bars=${4}/></div>`;
  const answered = pressed && !stops.some(stop => stop.id === pressed.stop.id) ? pressed.stop : undefined, shown = inForce.find(stop => stop.id === picked) ?? answered ?? inForce.at(-1);
  if (shown && !isAside) return html`<${Sheet} key=${shown.id} stop=${shown} pressed=${pressed?.stop.id === shown.id ? pressed : null} others=${inForce.filter(stop => stop !== shown)} onPick=${setPicked} onOther=${() => setAside(true)} again=${answer.again}/>`;
  return html`<${Calm} stops=${stops} inForce=${inForce} onBack=${() => setAside(false)} onArm=${setArmed}/>`;
}
