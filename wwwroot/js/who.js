// In the top bar: who is signed in, and the way out.
import { html, useRef, useState } from '../lib/ui.js';
import { Icon } from './marks.js';
import { useOutside } from './outside.js';
import { send } from './rest.js';
import { door, recognise, session, toTheDoor } from './session.js';

export function Who() {
  const [open, setOpen] = useState(false), [wrong, setWrong] = useState(''), host = useRef(/** @type {HTMLDivElement|null} */ (null));
  useOutside(host, open, () => setOpen(false));
  const who = session.value;
  if (!who) return html`<span class="who"></span>`;
  if (who.kind !== 'person') return html`<a class="who acct" href=${door()} onClick=${(/** @type {MouseEvent & {currentTarget: HTMLAnchorElement}} */ event) => { event.currentTarget.href = door(); }}><${Icon} name="person"/><span>Sign in</span></a>`;

  const signOut = () => send('DELETE', 'api/v1/session').then(toTheDoor, async fault => {
    await recognise();
    setWrong(fault instanceof Error ? fault.message : String(fault));
  });
  return html`<div class="who" ref=${host}>
    <button class="acct" type="button" aria-expanded=${open} aria-controls="who" aria-label=${`Signed in as ${who.name}, ${who.role}`} onClick=${() => setOpen(!open)}><${Icon} name="person"/><span>${who.name}</span></button>
    <div id="who" class="menu" hidden=${!open}><p><b>${who.name}</b> <span class="q">${who.role}${who.hasSecondFactor ? ', with a second factor' : ''}</span></p>
      <button class="btn" type="button" onClick=${signOut}>Sign out</button>${wrong && html`<p role="alert">You are still signed in. ${wrong}</p>`}</div></div>`;
}
