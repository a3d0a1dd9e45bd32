// What holds that somebody should know of, and who is told: for the strip, the navigation and the alerts' own screen.
import { signal, computed } from '../lib/ui.js';
import { get } from './rest.js';
import { may } from './session.js';
import { now } from './now.js';

/** @typedef {import('./api.js').Alert} Alert */
/** @typedef {import('./api.js').ChannelView} ChannelView */
/** @typedef {{alerts: Alert[], channels: ChannelView[], at: number}} Known */

const EVERY_MS = 5000, HIDDEN_EVERY_MS = 30000;

/** What the host last told; null before the first answer. @type {import('../lib/ui.js').Signal<Known|null>} */
export const known = signal(null);
/** Why the newest question was not answered; null when it was. @type {import('../lib/ui.js').Signal<Error|null>} */
export const unanswered = signal(null);

/** What holds, is no mere news, and was acknowledged by nobody. */
export const waiting = computed(() => (known.value?.alerts ?? []).filter(alert => alert.endedAt === null && alert.acknowledgedBy === null && alert.level !== 'info'));

export async function readAlerts() {
  try {
    const [alerts, channels] = await Promise.all([get('api/v1/alerts?pageSize=500'), get('api/v1/notifiers')]);
    known.value = { alerts: /** @type {{items: Alert[]}} */ (alerts).items, channels: /** @type {{items: ChannelView[]}} */ (channels).items, at: now() };
    unanswered.value = null;
  } catch (fault) {
    unanswered.value = fault instanceof Error ? fault : new Error(String(fault));
  }
}

export function followAlerts() {
  const look = async () => {
    if (may('read')) await readAlerts();
    setTimeout(look, !may('read') ? 500 : document.hidden ? HIDDEN_EVERY_MS : EVERY_MS);
  };
  look();
}
