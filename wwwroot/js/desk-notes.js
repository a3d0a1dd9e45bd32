// Alerts told by the browser itself while nobody looks at the page. Only where the reader has asked for it, and only severe ones.
import { signal } from '../lib/ui.js';
import { screenHref } from './routes.js';
import { worthNote } from './notes-words.js';

/** @typedef {import('./api.js').Alert} Alert */
/** @typedef {import('./notes-words.js').Permission} Permission */

/** @type {import('../lib/ui.js').Signal<Permission>} */
export const permission = signal('Notification' in globalThis && globalThis.isSecureContext ? Notification.permission : 'missing');

/** Asks the reader, once; a browser does not ask again what was refused. */
export async function askForNotes() {
  permission.value = await Notification.requestPermission();
}

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
