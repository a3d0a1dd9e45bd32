// Every screen: its name, its keys, and the module that draws it, which is fetched when it is first opened. Another screen
// is one line here and one in routes.js.
import { html, useEffect, useState } from '../lib/ui.js';
import { may, session } from './session.js';
import { Positions } from './positions.js';

/** @typedef {import('./routes.js').Page} Page */
/** @typedef {(props: any) => import('../lib/ui.js').VNode<any>} Drawn */
/**
 * @typedef {object} Screen
 * @property {Page} page
 * @property {string} title
 * @property {string} key    after g
 * @property {() => Promise<Drawn>} load
 * @property {() => boolean} [isShown]  in the navigation
 */

/** @type {Screen[]} */
export const SCREENS = [
  { page: 'positions', title: 'Positions', key: 'p', load: async () => Positions },
  { page: 'locks', title: 'Ticket locks', key: 'l', load: async () => (await import('./locks/locks.js')).Locks },
  { page: 'limits', title: 'Limits', key: 'a', load: async () => (await import('./limits/limits.js')).Limits },
  { page: 'trades', title: 'Trades', key: 't', load: async () => (await import('./trades/trades.js')).Trades },
  { page: 'settings', title: 'Settings', key: 's', load: async () => (await import('./settings/settings.js')).Settings },
  { page: 'emergency', title: 'Emergency', key: 'e', load: async () => (await import('./emergency/emergency.js')).Emergency },
  { page: 'alerts', title: 'Alerts', key: 'n', load: async () => (await import('./desk/alerts.js')).Alerts },
  { page: 'audit', title: 'Audit', key: 'u', load: async () => (await import('./desk/audit.js')).Audit },
  { page: 'jobs', title: 'Jobs', key: 'j', load: async () => (await import('./desk/jobs.js')).Jobs },
  { page: 'users', title: 'Users', key: 'w', load: async () => (await import('./desk/users.js')).Users, isShown: () => session.value?.kind === 'person' && may('own') },
];

export const shown = () => SCREENS.filter(screen => screen.isShown?.() ?? true);

/** Drawn ones stay, so that coming back to a screen does not flicker. @type {Map<Page, Drawn>} */
const loaded = new Map([['positions', Positions]]);

/** The screen of a ticket brings the charts along, which no other one needs. @param {Page} page */
const fetched = page => page === 'ticket' ? import('./ticket.js').then(module => module.Ticket) : SCREENS.find(screen => screen.page === page)?.load();

/** @param {{at: import('./routes.js').Route}} props */
export function ScreenOf({ at }) {
  const [, setEdition] = useState(0), [failed, setFailed] = useState(false), { page } = at;
  const load = () => fetched(page)?.then(drawn => {
    loaded.set(page, drawn);
    setFailed(false);
    setEdition(n => n + 1);
  }, () => setFailed(true));
  useEffect(() => {
    setFailed(false);
    if (!loaded.has(page)) load();
  }, [page]);
  const Drawn = loaded.get(page);
  if (Drawn && page === 'ticket') return html`<${Drawn} key=${`${at.account}/${at.item}`} account=${at.account} ticket=${at.item}/>`;
  if (Drawn) return html`<${Drawn} key=${`${page}/${at.account ?? ''}`} account=${at.account}/>`;
  if (!failed) return html`<div class="screen" aria-busy="true"></div>`;
  return html`<div class="screen"><div class="empty" role="alert"><p class="b">This screen could not be fetched from the host.</p><p class="q2">Protection runs on the host, not in this browser.</p><p><button class="btn" type="button" onClick=${load}>Fetch it again</button></p></div></div>`;
}
