// Name and password; a code where the host asks for one.
import { html, useEffect, useState } from '../lib/ui.js';
import { ask, Door, enter, Field, open, Wrong } from './door.js';

function SignIn() {
  const [name, setName] = useState(''), [password, setPassword] = useState(''), [code, setCode] = useState('');
  const [problem, setProblem] = useState(/** @type {import('./door.js').Problem|null} */ (null));
  const [needsCode, setNeedsCode] = useState(false), [busy, setBusy] = useState(false), [isNew, setIsNew] = useState(false);
  useEffect(() => {
    ask('session').then(({ value }) => { if (value?.kind === 'person') enter(location.hash); });
    ask('setup').then(({ value }) => setIsNew(value?.isOpen === true));
  }, []);

  const submit = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const { value, problem: refused } = await ask('session', { name, password, code: needsCode ? code : null });
    setBusy(false);
    if (value) {
      enter(location.hash);
      return;
    }
    // a first request for a code is no fault of anybody
    setProblem(refused?.needsCode && !needsCode ? null : refused);
    if (refused?.needsCode) setNeedsCode(true);
    setCode('');
  };

  return html`<${Door}><form onSubmit=${submit}><h1>Sign in</h1>
    ${isNew && html`<p class="note">There is no administrator yet. Open the link that the host has printed on its console.</p>`}
    <${Wrong} problem=${problem}/>
    <${Field} id="name" label="Name" complete="username" value=${name} autofocus onInput=${setName}/>
    <${Field} id="password" label="Password" type="password" complete="current-password" value=${password} onInput=${setPassword}/>
    ${needsCode && html`<${Field} id="code" label="Code" complete="one-time-code" mode="text" value=${code} autofocus hint="Six digits of your authenticator, or one of your recovery codes." onInput=${setCode}/>`}
    <button class="btn primary" aria-disabled=${busy ? 'true' : undefined}>${busy ? 'Signing in' : 'Sign in'}</button>
    <p class="calmly">Protection goes on whether or not anyone is signed in.</p></form><//>`;
}

open(SignIn);
