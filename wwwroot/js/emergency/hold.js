// A button that has to be held: by pointer or with the space bar. Letting go early does nothing and says so.
import { html, useEffect, useRef, useState } from '../../lib/ui.js';
import { now } from '../now.js';

const HOLD_MS = 1500, SAID_MS = 1200, STEP_MS = 50;

/** @param {{label: string, describedBy: string, disabled?: boolean, why?: string, onHeld: () => void}} props */
export function Hold({ label, describedBy, disabled = false, why = '', onHeld }) {
  const button = useRef(/** @type {HTMLButtonElement|null} */ (null)), began = useRef(0), timer = useRef(/** @type {ReturnType<typeof setInterval>|undefined} */ (undefined));
  const [said, setSaid] = useState('');
  const show = (/** @type {number} */ share) => button.current?.style.setProperty('--held', String(share));
  const end = (/** @type {string} */ text) => {
    clearInterval(timer.current);
    began.current = 0;
    show(0);
    setSaid(text);
    if (text) setTimeout(() => setSaid(''), SAID_MS);
  };
  const start = () => {
    if (disabled || began.current) return;
    began.current = now();
    setSaid(`Keep holding ${(HOLD_MS / 1000).toFixed(1)} s`);
    timer.current = setInterval(() => {
      const share = Math.min(1, (now() - began.current) / HOLD_MS);
      show(share);
      setSaid(`Keep holding ${((1 - share) * HOLD_MS / 1000).toFixed(1)} s`);
      if (share < 1) return;
      end('');
      onHeld();
    }, STEP_MS);
  };
  const stop = () => { if (began.current) end('Let go, nothing armed'); };
  useEffect(() => () => clearInterval(timer.current), []);
  return html`<button ref=${button} class=${`btn hold ${began.current ? 'on' : ''}`} type="button" aria-label=${said ? undefined : label} aria-describedby=${describedBy} aria-disabled=${disabled ? 'true' : undefined} title=${why || undefined}
    onPointerDown=${(/** @type {PointerEvent} */ event) => { button.current?.setPointerCapture(event.pointerId); start(); }} onPointerUp=${stop} onPointerCancel=${stop} onBlur=${stop} onContextMenu=${(/** @type {Event} */ event) => event.preventDefault()}
    onKeyDown=${(/** @type {KeyboardEvent} */ event) => { if (event.key === ' ') { event.preventDefault(); if (!event.repeat) start(); } }} onKeyUp=${(/** @type {KeyboardEvent} */ event) => { if (event.key === ' ') stop(); }}><span role="status">${said || 'Hold to arm'}</span></button>`;
}
