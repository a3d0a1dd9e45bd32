// What has begun while the page is open: an edge at the foot, at most three. Severe ones stay until somebody has taken note.
import { html, signal, effect, useEffect } from '../lib/ui.js';
import { known, readAlerts } from './alerts-source.js';
import { alarmSays } from './alarm-words.js';
import { fresh } from './toasts-fresh.js';
import { note } from './desk-notes.js';
import { may } from './session.js';
import { send } from './rest.js';
import { route, screenHref } from './routes.js';
import { offsetMinutes } from './store.js';
import { Icon } from './marks.js';
import * as format from './format.js';

/** @typedef {import('./api.js').Alert} Alert */

const MOST = 3, STAYS_MS = 6000;

/** @type {import('../lib/ui.js').Signal<Alert[]>} */
const shown = signal([]);
/** @type {Map<number, string>|null} */
let seen = null;

effect(() => {
  if (!known.value) return;
  const { toasts, next } = fresh(known.value.alerts, seen);
  seen = next;
  note(toasts);
  const now = new Map(known.value.alerts.map(alert => [alert.number, alert]));
  // an alert that is over, or that somebody has acknowledged elsewhere, leaves
  const still = shown.peek().flatMap(alert => now.get(alert.number) ?? []).filter(alert => alert.endedAt === null && alert.acknowledgedBy === null);
  shown.value = [...still, ...toasts];
});

/** @param {number} number */
function dismiss(number) {
  shown.value = shown.value.filter(alert => alert.number !== number);
}

export function Toasts() {
  const newest = shown.value.slice(-MOST), more = shown.value.length - newest.length;
  return html`<div class="toasts" aria-live="polite">${newest.map(alert => html`<${Toast} key=${alert.number} alert=${alert}/>`)}${more > 0 && html`<a class="micro q2" href=${screenHref('alerts', route.value.account)}>and ${more} more</a>`}</div>`;
}

/** @param {{alert: Alert}} props */
function Toast({ alert }) {
  const severe = alert.level === 'red';
  useEffect(() => {
    if (severe) return undefined;
    const id = setTimeout(() => dismiss(alert.number), STAYS_MS);
    return () => clearTimeout(id);
  }, [severe]);
  const acknowledge = () => send('POST', `api/v1/alerts/${alert.number}/acknowledge`).then(() => {
    dismiss(alert.number);
    return readAlerts();
  }, () => { location.hash = screenHref('alerts', route.value.account); });
  return html`<div class=${severe ? 'toast severe' : 'toast'} role=${severe ? 'alert' : undefined}><${Icon} name=${severe ? 'stop' : 'bell'} size=${14}/><strong>${alert.account || 'Host'}</strong><span class="q">${format.clock(alert.since, offsetMinutes.value)}</span><p>${alarmSays(alert.text)}</p>
    <div class="acts">${severe && may('operate') && html`<button class="btn sm" type="button" onClick=${acknowledge}>Acknowledge</button>`}<a class="btn quiet sm" href=${screenHref('alerts', route.value.account)} onClick=${() => dismiss(alert.number)}>Open alerts</a><button class="btn quiet sm push" type="button" onClick=${() => dismiss(alert.number)}>Hide</button></div></div>`;
}
