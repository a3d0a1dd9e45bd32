// What every page shares: the account's band, the top bar with alarms, the notice of a late page, the strip, the status line.
import { html, useEffect, useRef, useState, effect } from '../lib/ui.js';
import { account, accounts, health, late, silentMs, link, spoken, heardAt, sequence, updatesPerSecond, offsetMinutes } from './store.js';
import { positionsHref, route, screenHref } from './routes.js';
import { shown } from './screens.js';
import { waiting } from './alerts-source.js';
import { switchTheme } from './theme.js';
import { tick } from './now.js';
import { Glyph, Icon } from './marks.js';
import { alarmSays } from './alarm-words.js';
import { accountSays } from './account-words.js';
import { colourOf } from './account-colours.js';
import { Strip } from './strip.js';
import { Keys, keysOpen, paletteOpen } from './keys.js';
import { Palette } from './palette.js';
import { Toasts } from './toasts.js';
import { useOutside } from './outside.js';
import { Who } from './who.js';
import * as format from './format.js';

const Logo = () => html`<svg width="20" height="16" viewBox="0 0 20 16" aria-hidden="true"><path fill="currentColor" d="M1 15V5l2-2 2 2v10zM7 15V3.4l2-2 2 2V15zM13 15V5l2-2 2 2v10z"/><path stroke="currentColor" stroke-width="1.4" d="M0 10.6h18"/></svg>`;

/** @param {{children: unknown}} props */
export function Shell({ children }) {
  const home = positionsHref(route.value.account);
  return html`<div class="page">
    <a class="skip" href="#main" onClick=${toMain}>Skip to the page</a><div class="band"></div>
    <header class="top"><a class="brand" href=${home} aria-label="WebTrader, positions"><${Logo}/><span>WebTrader</span></a>
      <${Account}/>
      <nav class="nav" aria-label="Screens">${shown().map(screen => html`<${To} key=${screen.page} screen=${screen}/>`)}</nav>
      <${Alarms}/><${Clock}/>
      <button class="cmd" type="button" aria-label="Go to, or do… Ctrl K" onClick=${openPalette}><${Icon} name="find" size=${14}/><span>Go to, or do…</span><kbd>Ctrl K</kbd></button>
      <button class="icon" type="button" aria-label="Switch between dark and light" onClick=${switchTheme}><${Icon} name="theme"/></button><${Who}/></header>
    <${LateBar}/>
    <${Strip}/>
    <main id="main" tabindex="-1">${children}</main>
    <${Status}/><${Tabs}/><${Keys}/><${Palette}/><${Toasts}/></div>`;
}

const openPalette = () => { paletteOpen.value = true; };

/** A ticket belongs to the positions. @param {import('./screens.js').Screen} screen */
const current = screen => route.value.page === screen.page ? 'page' : route.value.page === 'ticket' && screen.page === 'positions' ? 'true' : undefined;

/** @param {{screen: import('./screens.js').Screen}} props */
const To = ({ screen }) => html`<a href=${screenHref(screen.page, route.value.account)} aria-current=${current(screen)}>${screen.title}${screen.page === 'alerts' && waiting.value.length > 0 && html`<span class="n">${waiting.value.length}<span class="sr"> not acknowledged</span></span>`}</a>`;

const TABS = /** @type {const} */ (['positions', 'locks', 'alerts', 'emergency']);
const TAB_ICONS = { positions: 'rows', locks: 'lock', alerts: 'bell', emergency: 'stop' };

/** On a phone: four screens at the thumb, and the way to all others. */
const Tabs = () => html`<nav class="tabs" aria-label="Screens, short">${TABS.map(page => {
  const screen = shown().find(each => each.page === page);
  return screen && html`<a key=${page} href=${screenHref(page, route.value.account)} aria-current=${current(screen)}><${Icon} name=${TAB_ICONS[page]} size=${18}/><span>${screen.title}${page === 'alerts' && waiting.value.length > 0 && ` ${waiting.value.length}`}</span></a>`;
})}<button type="button" onClick=${openPalette}><${Icon} name="find" size=${18}/><span>More</span></button></nav>`;

/** The address is the route, so the skip link moves the focus itself. @param {MouseEvent} event */
function toMain(event) {
  event.preventDefault();
  document.getElementById('main')?.focus();
}

function Account() {
  const now = account.value, all = accounts.value;
  if (!now) return html`<span class="acct plain"><i class="swatch"></i><span class="q">account not known yet</span></span>`;
  const plate = (/** @type {import('./contract.js').AccountHead} */ a) => [html`<i class="swatch"></i>`, html`<span class="b">${a.name}</span>`, html`<span class=${a.isLive ? 'tag live' : 'tag demo'}>${a.isLive ? 'LIVE' : 'DEMO'}</span>`, html`<span class="q num">${a.login}</span>`];
  if (all.length < 2) return html`<span class="acct plain" title=${now.server}>${plate(now)}</span>`;
  return html`<${Switcher} now=${now} all=${all} plate=${plate}/>`;
}

/** @param {{now: import('./contract.js').AccountHead, all: import('./contract.js').AccountSummary[], plate: (a: import('./contract.js').AccountHead) => unknown}} props */
function Switcher({ now, all, plate }) {
  const [open, setOpen] = useState(false), host = useRef(/** @type {HTMLDivElement|null} */ (null));
  useOutside(host, open, () => setOpen(false));
  return html`<div class="switcher" ref=${host}>
    <button class="acct" type="button" aria-expanded=${open} aria-controls="accounts" onClick=${() => setOpen(!open)}>${plate(now)}<span class="sr">, change account</span><${Icon} name="down" size=${12}/></button>
    <ul id="accounts" class="menu" hidden=${!open}>${all.map(a => html`<li key=${a.id}><a href=${route.value.page === 'ticket' ? positionsHref(a.id) : screenHref(route.value.page, a.id)} data-acct=${colourOf(a.id)} aria-current=${a.id === now.id ? 'true' : undefined} onClick=${() => setOpen(false)}>${plate(a)}
      <${Standing} account=${a}/></a></li>`)}</ul></div>`;
}

/** @param {{account: import('./contract.js').AccountSummary}} props */
function Standing({ account: of }) {
  const { text, state, tone } = accountSays(of);
  return html`<span class=${`push ${tone}`}>${state && html`<span class=${`g-${state}`}><${Glyph} state=${state} size=${11}/></span> `}${tone === 'q' ? text : html`<b>${text}</b>`}</span>`;
}

/** Alarms live in the free room of the top bar: on every page, and nothing moves when one comes or goes. */
function Alarms() {
  const [open, setOpen] = useState(false), host = useRef(/** @type {HTMLDivElement|null} */ (null));
  useOutside(host, open, () => setOpen(false));
  const list = [...(health.value?.health.alarms ?? [])].sort((a, b) => Number(b.severity === 'red') - Number(a.severity === 'red') || (a.since < b.since ? -1 : 1));
  const first = list[0];
  return html`<div class="alarms" ref=${host}>
    <div role="alert" class="alarm" data-severity=${first?.severity ?? 'none'}>${first && html`<button type="button" title=${first.text} aria-expanded=${open} aria-controls="alarm-list" onClick=${() => setOpen(!open)}>${list.length > 1 && html`<b>${list.length} alarms</b> `}<span>${alarmSays(first.text)}</span></button>`}</div>
    <ul id="alarm-list" class="menu" hidden=${!open || list.length === 0}>${list.map(alarm => html`<li key=${alarm.id} data-severity=${alarm.severity}><span class="q">${format.clock(alarm.since, offsetMinutes.value)}</span> ${alarmSays(alarm.text)}</li>`)}</ul></div>`;
}

function Clock() {
  const known = health.value;
  if (!known) return html`<span class="clock push"></span>`;
  // a late page shows the time of what it shows
  const passed = late.value ? 0 : Math.max(0, tick.value - known.at);
  const text = format.clock(Date.parse(known.health.brokerTime) + passed, known.health.brokerOffsetMinutes);
  return html`<span class="clock push" title=${format.local(known.health.brokerTime)}>${text} <span class="q">broker, ${format.zone(known.health.brokerOffsetMinutes)}</span></span>`;
}

function LateBar() {
  if (!late.value) return html`<div class="latebar" role="alert" hidden></div>`;
  const { phase, retryAt, refused } = link.value;
  const again = phase === 'waiting' ? `Trying again${retryAt !== null && retryAt > tick.value ? ` in ${Math.ceil((retryAt - tick.value) / 1000)} s` : ' now'}` : 'Connected, asked again for everything';
  return html`<div class="latebar" role="region" aria-label="Notice"><b role="alert">Nothing new<span class="sr"> for more than two seconds</span><span aria-hidden="true"> for ${format.age(silentMs.value)}.</span></b><span>Figures on this page may be old. Protection runs on the host, not in this browser.</span><span class="push q2" title=${refused ?? ''}>${again}</span></div>`;
}

function Status() {
  const known = health.value;
  return html`<footer class="status"><span><kbd>j</kbd><kbd>k</kbd> row</span><span><kbd>Enter</kbd> open</span><span><kbd>/</kbd> search</span><span><kbd>Ctrl K</kbd> go to</span><button class="plainbtn" type="button" onClick=${() => { keysOpen.value = true; }}><kbd>?</kbd> all keys</button><span class="push"></span>
    ${heardAt.value !== null && html`<span>${updatesPerSecond.value !== null && `${updatesPerSecond.value} ${updatesPerSecond.value === 1 ? 'update' : 'updates'} a second, `}number ${format.count(sequence.value)}</span>`}
    ${known && html`<span>host ${known.health.version}, settings ${known.health.settingsVersion}</span>`}</footer>`;
}

/** What lies outside the page's own elements: root classes, the title, the picket in the tab. */
export function followRoot() {
  effect(() => { document.documentElement.classList.toggle('late', late.value); });
  effect(() => {
    const root = document.documentElement, now = account.value;
    root.dataset['kind'] = now?.isLive === false ? 'demo' : 'live';
    root.dataset['acct'] = (now && colourOf(now.id)) ?? 'none';
    root.dataset['page'] = route.value.page;
  });
  effect(() => {
    const icon = /** @type {HTMLLinkElement|null} */ (document.querySelector('link[rel="icon"]'));
    const file = spoken.value.isCalm ? 'picket.svg' : 'picket-hollow.svg';
    if (icon && !icon.href.endsWith(`/${file}`)) icon.href = file;
  });
}

/** The figure first: a tab is narrow. @param {string} [what] the page, when it is not the first one */
export function useTitle(what) {
  const title = [spoken.value.title, what, 'WebTrader'].filter(Boolean).join(' · ');
  useEffect(() => { document.title = title; }, [title]);
}
