// The first run: whoever holds the link of the console becomes the administrator.
import { html, useEffect, useRef, useState } from '../lib/ui.js';
import { become, isOver } from './setup-steps.js';
import { ask, Door, enter, Field, open, Wrong } from './door.js';

const SHORTEST = 12;
/** The host itself waits up to half a minute for a database that it still lays out. */
const PATIENCE_MS = 40000;

/** @param {number} ms @returns {Promise<void>} */
const pause = ms => new Promise(done => setTimeout(done, ms));

function SetUp() {
  const [token] = useState(location.hash.slice(1));
  const [name, setName] = useState(''), [password, setPassword] = useState(''), [again, setAgain] = useState('');
  const [problem, setProblem] = useState(/** @type {import('./door.js').Problem|null} */ (null));
  const [busy, setBusy] = useState(false), [over, setOver] = useState(false), asking = useRef(false);
  useEffect(() => {
    let isLeft = false;
    // while we are becoming the administrator, that there is one is no reason to take the form away
    isOver(ask, pause, () => isLeft).then(found => { if (found && !asking.current) setOver(true); });
    return () => { isLeft = true; };
  }, []);

  const submit = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    if (busy) return;
    const unfit = password.length < SHORTEST ? 'The password is too short' : password !== again ? 'The two passwords differ' : null;
    if (unfit) {
      setProblem({ title: unfit, detail: unfit.includes('short') ? `Give ${SHORTEST} characters or more, of any kind.` : 'Type the same one twice.', needsCode: false, isSilent: false });
      return;
    }
    setBusy(asking.current = true);
    const { value, problem: refused } = await become((path, body) => ask(path, body, PATIENCE_MS), { token, name, password }, pause);
    setBusy(asking.current = false);
    setProblem(refused);
    if (!value) return;
    // the link is of no use any more, and need not stay in the history
    history.replaceState(null, '', location.pathname);
    enter('');
  };

  if (!token || over) return html`<${Door}><h1>First run</h1><p class="lead">${over ? 'There is an administrator already.' : 'This page needs the link that the host has printed on its console: it ends with a long word after #.'}</p>
    <p class="calmly">${over ? html`<a class="link" href="../sign-in/">Sign in</a>` : 'No longer there? Start the host again: it prints another one.'}</p><//>`;
  const differ = again !== '' && password !== again;
  return html`<${Door}><form onSubmit=${submit}><h1>First run</h1>
    <p class="lead">You become the administrator of this host. Nothing is sent to a broker by this.</p>
    <${Wrong} problem=${problem}/>
    <${Field} id="name" label="Name" complete="username" value=${name} autofocus hint="Letters, digits and -._@+" onInput=${setName}/>
    <${Field} id="password" label="Password" type="password" complete="new-password" value=${password} hint="12 characters or more, of any kind. A sentence is fine." onInput=${setPassword}/>
    <${Field} id="again" label="Password again" type="password" complete="new-password" value=${again} wrong=${differ} hint=${differ ? 'Differs from the one above.' : undefined} onInput=${setAgain}/>
    <button class="btn primary" aria-disabled=${busy ? 'true' : undefined}>${busy ? 'Waiting for the host' : 'Become administrator'}</button>
    <p class="calmly">Protection goes on whether or not anyone is signed in.</p></form><//>`;
}

open(SetUp);
