// One's own password and second factor.
import { html, useState } from '../../lib/ui.js';
import { recognise, session } from '../session.js';
import { send } from '../rest.js';
import { Facts, Section } from './desk.js';
import { Copy, Form, Text } from './form.js';

export function Own() {
  const who = session.value, [key, setKey] = useState(/** @type {{key: string, uri: string}|null} */ (null)), [codes, setCodes] = useState(/** @type {string[]} */ ([]));
  return html`<div class="desk own"><div class="desk-list"><div class="scroll" tabindex="0" role="region" aria-label="Your account"><${Section} title=${who?.name ?? 'You'}><${Facts} facts=${[['Role', who?.role ?? ''], ['May', who?.rights.filter(right => right !== 'own').join(', ') ?? ''], ['Second factor', who?.hasSecondFactor ? 'signed in with one' : 'not signed in with one']]}/><//>
      <${Factor} factor=${key} onKey=${setKey} codes=${codes} onCodes=${setCodes}/></div></div>
    <aside class="desk-detail" aria-label="Your password"><${Password}/></aside></div>`;
}

function Password() {
  const [current, setCurrent] = useState(''), [next, setNext] = useState('');
  return html`<${Section} title="Your password"><${Form} verb="Change password" send=${() => send('PUT', 'api/v1/session/password', { current, new: next })} done=${() => { setCurrent(''); setNext(''); recognise(); return 'Changed. Your other sessions have ended.'; }}>
    <${Text} id="p-now" label="Password now" type="password" complete="current-password" value=${current} onType=${setCurrent}/><${Text} id="p-new" label="New password" type="password" complete="new-password" hint="12 characters or more." value=${next} onType=${setNext}/><//><//>`;
}

/** @param {{factor: {key: string, uri: string}|null, onKey: (key: {key: string, uri: string}|null) => void, codes: string[], onCodes: (codes: string[]) => void}} props */
function Factor({ factor, onKey, codes, onCodes }) {
  const [password, setPassword] = useState(''), [code, setCode] = useState(''), has = session.value?.hasSecondFactor === true;
  const shown = codes.length > 0 && html`<div class="once" role="status"><b>Recovery codes, shown this once:</b><ul>${codes.map(each => html`<li key=${each}>${each}</li>`)}</ul><p class="q2">Each of them is good once in place of a code.</p><div class="acts"><${Copy} text=${codes.join('\n')}/><button class="btn sm" type="button" onClick=${() => onCodes([])}>I have kept them</button></div></div>`;
  if (has) return html`<${Section} title="Second factor">${shown}<${Form} verb="Remove second factor" send=${() => send('POST', 'api/v1/session/second-factor/removal', { password })} done=${() => { setPassword(''); recognise(); return 'Removed. Your other sessions have ended.'; }}><${Text} id="f-pass" label="Your password" type="password" complete="current-password" value=${password} onType=${setPassword}/><//><//>`;
  if (!factor) return html`<${Section} title="Second factor">${shown}<${Form} verb="Set up an authenticator" send=${() => send('POST', 'api/v1/session/second-factor', { password })} done=${(/** @type {{key: string, uri: string}} */ answer) => { setPassword(''); onKey(answer); return ''; }}><p class="hint">With one, every sign-in asks for a code of your authenticator, and a stolen password is not enough.</p><${Text} id="f-pass" label="Your password" type="password" complete="current-password" value=${password} onType=${setPassword}/><//><//>`;
  return html`<${Section} title="Second factor"><div class="once"><b>Type this key into your authenticator:</b><code>${factor.key.replace(/(.{4})/g, '$1 ').trim()}</code><a class="link" href=${factor.uri}>Open it in an authenticator on this device</a></div>
    <${Form} verb="Take this authenticator" send=${() => send('PUT', 'api/v1/session/second-factor', { code })} done=${(/** @type {{codes: string[]}} */ answer) => { setCode(''); onKey(null); onCodes(answer.codes); recognise(); return ''; }}><${Text} id="f-code" label="Code that it shows now" complete="one-time-code" hint="Six digits. Nothing has changed until a code of it has come back." value=${code} onType=${setCode}/><//><//>`;
}
