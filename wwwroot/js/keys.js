// The list of keys, and what the page is made with. No single key changes anything at the broker.
import { html, signal, useEffect, useRef } from '../lib/ui.js';
import { route, screenHref } from './routes.js';
import { shown } from './screens.js';
import { isPlain } from './typing.js';

export const keysOpen = signal(false);
export const paletteOpen = signal(false);

const CHORD_MS = 900;

/** @type {[string, string][]} */
const KEYS = [['Ctrl K', 'go to, or do'], ['/', 'search this screen'], ['j k ↓ ↑', 'next, previous row'], ['Enter', 'open the row'], ['n', 'next not protected'], ['[ ]', 'move before, move after'], ['Esc', 'close, leave, or back'], ['?', 'this list']];

export function Keys() {
  const box = useRef(/** @type {HTMLDialogElement|null} */ (null));
  useEffect(() => {
    if (keysOpen.value && !box.current?.open) box.current?.showModal();
  }, [keysOpen.value]);
  const all = [...KEYS, .../** @type {[string, string][]} */ (shown().map(screen => [`g ${screen.key}`, screen.title.toLowerCase()]))];
  return html`<dialog class="keys" ref=${box} aria-labelledby="keys-title" onClose=${() => { keysOpen.value = false; }}><h2 id="keys-title">Keys</h2>
    <dl>${all.map(([keys, text]) => html`<div key=${keys}><dt>${keys.split(' ').map(key => html`<kbd>${key}</kbd> `)}</dt><dd class="q2">${text}</dd></div>`)}</dl>
    <p class="fine">No single key trades, and everything that reaches the broker is shown before it is done. Charts are drawn with Lightweight Charts™, Copyright © 2025 <a class="link" href="https://www.tradingview.com/" rel="noreferrer">TradingView, Inc.</a></p>
    <button class="btn" type="button" autofocus onClick=${() => box.current?.close()}>Close list of keys</button></dialog>`;
}

/** Keys that work on every page. Listens first: the second key of a chord is nobody else's. */
export function followKeys() {
  let lead = -Infinity;
  addEventListener('keydown', event => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k' && !document.querySelector('dialog[open]')) {
      event.preventDefault();
      paletteOpen.value = true;
      return;
    }
    if (!isPlain(event)) return;
    const screen = event.timeStamp - lead < CHORD_MS ? shown().find(each => each.key === event.key) : undefined;
    lead = event.key === 'g' ? event.timeStamp : -Infinity;
    if (screen) {
      event.preventDefault();
      event.stopImmediatePropagation();
      location.hash = screenHref(screen.page, route.value.account);
    } else if (event.key === '?') {
      event.preventDefault();
      keysOpen.value = true;
    } else if (event.key === '/') {
      const search = /** @type {HTMLInputElement|null} */ (document.querySelector('[data-search]'));
      if (search) event.preventDefault();
      search?.focus();
    }
  });
}
