// Alerts told by the browser itself while nobody looks at the page. Only where the reader has asked for it, and only severe ones.
import { signal } from '../lib/ui.js';
import { screenHref } from './routes.js';

/** @typedef {import('./api.js').Alert} Alert */
/** @typedef {'default'|'granted'|'denied'|'missing'} Permission  missing: this browser cannot, or not on this address */

/** @type {import('../lib/ui.js').Signal<Permission>} */
export const permission = signal('Notification' in globalThis && globalThis.isSecureContext ? Notification.permission : 'missing');

/** Asks the reader, once; a browser does not ask again what was refused. */
export async function askForNotes() {
  permission.value = await Notification.requestPermission();
}

/** Which of the new alerts are told: severe ones, and none while the page is seen. @param {Alert[]} alerts @param {boolean} isHidden @returns {Alert[]} */
export const worthNote = (alerts, isHidden) => isHidden ? alerts.filter(alert => alert.level === 'red') : [];

/** @param {Alert[]} alerts */
export function note(alerts) {
  if (permission.value !== 'granted') return;
  for (const alert of worthNote(alerts, document.hidden)) {
    // the same alert of two open pages is one note
    const told = new Notification(`WebTrader, ${alert.account || 'host'}`, { body: alert.text, tag: `webtrader-${alert.number}`, icon: 'picket-hollow.svg', requireInteraction: true });
    told.onclick = () => {
      focus();
      location.hash = screenHref('alerts', alert.account || null);
      told.close();
    };
  }
}

/** What stands beside the ways by which people are told. @param {Permission} state */
export const sayPermission = state => ({
  granted: 'This browser tells you of red alerts while the page is open and not seen.',
  denied: 'This browser was told not to show notes of this page; its own settings change that.',
  default: 'This browser can tell you of red alerts while the page is open and not seen.',
  missing: 'This browser shows no notes on this address: they need https, or the machine itself.',
}[state]);
