// The list of keys, and what the page is made with. No single key changes anything at the broker.
import { html, signal, useEffect, useRef } from '../lib/ui.js';

export const keysOpen = signal(false);

/** @type {[string, string][]} */
const KEYS = [['j k ↓ ↑', 'next, previous row'], ['Enter', 'open the ticket'], ['n', 'next not protected'], ['/', 'search positions'], ['Esc', 'leave the search, or back'], ['?', 'this list'], ['g p', 'positions']];

export function Keys() {
  const box = useRef(/** @type {HTMLDialogElement|null} */ (null));
  useEffect(() => {
    if (keysOpen.value && !box.current?.open) box.current?.showModal();
  }, [keysOpen.value]);
  return html`<dialog class="keys" ref=${box} aria-labelledby="keys-title" onClose=${() => { keysOpen.value = false; }}><h2 id="keys-title">Keys</h2>
    <dl>${KEYS.map(([keys, text]) => html`<div key=${keys}><dt>${keys.split(' ').map(key => html`<kbd>${key}</kbd> `)}</dt><dd class="q2">${text}</dd></div>`)}</dl>
    <p class="fine">No single key trades. Charts are drawn with Lightweight Charts™, Copyright © 2025 <a class="link" href="https://www.tradingview.com/" rel="noreferrer">TradingView, Inc.</a></p>
    <button class="btn" type="button" autofocus onClick=${() => box.current?.close()}>Close list of keys</button></dialog>`;
}

/** @param {EventTarget|null} target whether keys typed there are text */
export const isTyping = target => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName));

/** @param {KeyboardEvent} event */
export const isPlain = event => !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target) && !document.querySelector('dialog[open]');

/** Keys that work on every page. @param {() => string} home */
export function followKeys(home) {
  let lead = -Infinity;
  addEventListener('keydown', event => {
    if (!isPlain(event)) return;
    if (event.key === '?') {
      event.preventDefault();
      keysOpen.value = true;
    } else if (event.key === 'g') lead = event.timeStamp;
    else if (event.key === 'p' && event.timeStamp - lead < 900) location.hash = home();
  });
}
