// What the sign-in page and the first-run page share: frame, fields, and the one request each of them makes.
import { html, render, useEffect, useRef, useState } from '../lib/ui.js';
import { followTheme } from './theme.js';

const TIMEOUT_MS = 15000;

/** @typedef {{title: string, detail: string, needsCode: boolean, isSilent: boolean, status: number}} Problem  status: of HTTP, 0 for none; isSilent: no answer, so nobody knows what came of it */
/** @typedef {(path: string, body?: object|string, patienceMs?: number, how?: {method?: string, headers?: Record<string, string>}) => Promise<{value: any, problem: Problem|null, text?: string}>} Ask  text: the answer to the letter */

/**
 * Asks the host, and never throws: what went wrong is an answer too.
 * @param {string} path
 * @param {object|string} [body] a text is sent to the letter, as JSON
 * @param {number} [patienceMs] how long to wait for an answer
 * @param {{method?: string, headers?: Record<string, string>}} [how] POST where there is a body and nothing else is said
 * @returns {ReturnType<Ask>}
 */
export async function ask(path, body, patienceMs = TIMEOUT_MS, how = {}) {
  try {
    const response = await fetch(new URL(`../api/v1/${path}`, document.baseURI), {
      method: how.method ?? (body ? 'POST' : 'GET'), signal: AbortSignal.timeout(patienceMs), cache: 'no-store',
      headers: { accept: 'application/json', ...(body ? { 'content-type': 'application/json' } : {}), ...how.headers }, ...(body ? { body: typeof body === 'string' ? body : JSON.stringify(body) } : {}),
    });
    const text = await response.text(), answer = response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : {};
    if (response.ok) return { value: answer, problem: null, text };
    return { value: null, problem: { title: answer.title ?? response.statusText, detail: answer.detail ?? '', needsCode: answer.needsCode === true, isSilent: false, status: response.status } };
  } catch {
    return { value: null, problem: { title: 'The host does not answer', detail: 'It may be starting. Try again in a moment.', needsCode: false, isSilent: true, status: 0 } };
  }
}

/** To the dashboard, at the place that was asked for. Only what follows # is taken along, so that it stays on this host. @param {string} hash */
export function enter(hash) {
  location.replace(new URL(`../${hash}`, document.baseURI).href);
}

const Logo = () => html`<svg width="34" height="27" viewBox="0 0 20 16" aria-hidden="true"><path fill="currentColor" d="M1 15V5l2-2 2 2v10zM7 15V3.4l2-2 2 2V15zM13 15V5l2-2 2 2v10z"/><path stroke="currentColor" stroke-width="1.2" d="M0 10.6h18"/></svg>`;

/** @param {{problem: Problem|null}} props */
export const Wrong = ({ problem }) => html`<div role="alert">${problem && html`<p class="wrong"><b>${problem.title}.</b> ${problem.detail}</p>`}</div>`;

/**
 * @param {{id: string, label: string, type?: string, complete: string, hint?: string, value: string, wrong?: boolean, autofocus?: boolean, isOptional?: boolean, mode?: string, onInput: (text: string) => void}} props
 */
export function Field({ id, label, type = 'text', complete, hint, value, wrong = false, autofocus = false, isOptional = false, mode, onInput }) {
  const input = useRef(/** @type {HTMLInputElement|null} */ (null));
  useEffect(() => { if (autofocus) input.current?.focus(); }, []);
  return html`<div class="fld"><label for=${id}>${label}</label>
    <input class="field" id=${id} name=${id} type=${type} ref=${input} required=${!isOptional} autocomplete=${complete} autocapitalize="none" spellcheck=${false} inputmode=${mode} maxlength="256" value=${value}
      aria-invalid=${wrong ? 'true' : undefined} aria-describedby=${hint ? `${id}-hint` : undefined} onInput=${(/** @type {InputEvent & {currentTarget: HTMLInputElement}} */ event) => onInput(event.currentTarget.value)}/>
    ${hint && html`<p id=${`${id}-hint`}>${hint}</p>`}</div>`;
}

/** @param {{children: unknown, isWide?: boolean}} props */
export function Door({ children, isWide = false }) {
  return html`<main><div class=${isWide ? 'slot wide3' : 'slot'}><div class="brandbig"><${Logo}/><span>WebTrader</span></div>${children}</div><${LongFence}/>
    <p class="foot"><span>${location.host}</span><span>Everything on this page comes from this host.</span></p></main>`;
}

/** The same every time: a small generator with a fixed seed. */
function LongFence() {
  const [width, setWidth] = useState(innerWidth);
  useEffect(() => {
    const resized = () => setWidth(innerWidth);
    addEventListener('resize', resized);
    return () => removeEventListener('resize', resized);
  }, []);
  const count = Math.floor(width / 11), heights = [];
  let seed = 12, base = 0;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  for (let i = 0; i < count; i++) {
    base = Math.min(1, Math.max(0, base + (random() - .46) * .16));
    heights.push(26 + (i / count * .62 + base * .38) * 82 * (.86 + random() * .14));
  }
  return html`<div class="longfence" aria-hidden="true"><svg width=${width} height="120" viewBox=${`0 0 ${width} 120`} preserveAspectRatio="xMaxYMax meet">${heights.map((h, i) => {
    const x = i * 11 + 2, y = 120 - h;
    return html`<path class=${i === count - 9 ? 'lf-on' : 'lf'} d=${`M${x} 120V${(y + 4).toFixed(1)}L${x + 3.5} ${y.toFixed(1)}L${x + 7} ${(y + 4).toFixed(1)}V120Z`}/>`;
  })}</svg></div>`;
}

/** @param {() => unknown} page a component */
export function open(page) {
  followTheme();
  const host = document.getElementById('app');
  if (!host) return;
  host.textContent = '';
  render(html`<${page}/>`, host);
}
