// The first run: whoever holds the link of the console becomes the administrator, and says what is protected.
import { html, useEffect, useRef, useState } from '../lib/ui.js';
import { become, isOver } from './setup-steps.js';
import { begin, maxRiskOf, namedIn } from './first-run.js';
import { money } from './format.js';
import { ask, Door, enter, Field, open, Wrong } from './door.js';

const SHORTEST = 12;
/** The host itself waits up to half a minute for a database that it still lays out. */
const PATIENCE_MS = 40000, AGAIN_MS = 1000;

/** @param {number} ms @returns {Promise<void>} */
const pause = ms => new Promise(done => setTimeout(done, ms));

/** @typedef {{id: string, name: string, broker: string, balance: string|null, currency: string}} Account */

/** What runs on this host, where it may be seen before anybody is signed in: simulators may. */
function useHost() {
  const [known, setKnown] = useState({ accounts: /** @type {Account[]} */ ([]), isReal: false, maxRisk: '' });
  useEffect(() => {
    let isLeft = false;
    const look = async () => {
      while (!isLeft) {
        const { value: caller } = await ask('session'), mayLook = caller?.rights.includes('read');
        const { value } = mayLook ? await ask('accounts') : { value: null };
        if (value || (caller && !mayLook)) return /** @type {Account[]|null} */ (value?.items ?? null);
        await pause(AGAIN_MS);
      }
      return [];
    };
    // real accounts are shown to nobody who is not signed in
    look().then(async found => {
      setKnown(now => ({ ...now, accounts: found ?? [], isReal: found === null || found.some(each => each.broker !== 'simulator') }));
      const maxRisk = found ? await maxRiskOf(ask) : '';
      setKnown(now => ({ ...now, maxRisk }));
    });
    return () => { isLeft = true; };
  }, []);
  return known;
}

/** @param {string} title @param {string} detail */
const unfit = (title, detail) => ({ title, detail, needsCode: false, isSilent: false, status: 0 });

function SetUp() {
  const [token] = useState(location.hash.slice(1)), host = useHost();
  const [name, setName] = useState(''), [password, setPassword] = useState(''), [again, setAgain] = useState('');
  const [broker, setBroker] = useState(''), [all, setAll] = useState(true), [names, setNames] = useState(''), [risk, setRisk] = useState(/** @type {string|null} */ (null));
  const [problem, setProblem] = useState(/** @type {import('./door.js').Problem|null} */ (null)), [left, setLeft] = useState(/** @type {string[]} */ ([]));
  const [busy, setBusy] = useState(false), [over, setOver] = useState(false), asking = useRef(false);
  useEffect(() => {
    let isLeft = false;
    // while we are becoming the administrator, that there is one is no reason to take the form away
    isOver(ask, pause, () => isLeft).then(found => { if (found && !asking.current) setOver(true); });
    return () => { isLeft = true; };
  }, []);
  const maxRisk = risk ?? host.maxRisk, chosen = broker || (host.isReal ? 'mt5' : 'simulator'), named = all || host.isReal ? null : namedIn(names);

  const submit = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    if (busy) return;
    const wrong = password.length < SHORTEST ? unfit('The password is too short', `Give ${SHORTEST} characters or more, of any kind.`)
      : password !== again ? unfit('The two passwords differ', 'Type the same one twice.')
      : named && named.symbols.length + named.magics.length === 0 ? unfit('Nothing is named', 'Give a magic number or a symbol, or protect every position.') : null;
    setProblem(wrong);
    if (wrong) return;
    setBusy(asking.current = true);
    const { value, problem: refused } = await become((path, body) => ask(path, body, PATIENCE_MS), { token, name, password }, pause);
    setProblem(refused);
    if (value) {
      // the link is of no use any more, and need not stay in the history
      history.replaceState(null, '', location.pathname);
      const undone = await begin(ask, { antiforgery: value.antiforgery, maxRisk: risk ?? '', named, accounts: host.accounts.map(each => each.id) });
      if (undone.length === 0) enter('');
      setLeft(undone);
    }
    setBusy(asking.current = false);
  };

  if (left.length > 0) return html`<${Door}><h1>You are the administrator</h1><div role="alert">${left.map(each => html`<p class="wrong" key=${each}>${each}</p>`)}</div><p class="calmly">It can be changed on the dashboard, under Settings. <a class="link" href="../">Open the dashboard</a></p><//>`;
  if (!token || over) return html`<${Door}><h1>First run</h1><p class="lead">${over ? 'There is an administrator already.' : 'This page needs the link that the host has printed on its console: it ends with a long word after #.'}</p>
    <p class="calmly">${over ? html`<a class="link" href="../sign-in/">Sign in</a>` : 'No longer there? Start the host again: it prints another one.'}</p><//>`;
  const differ = again !== '' && password !== again, simulators = host.accounts.filter(each => each.broker === 'simulator');
  return html`<${Door} isWide=${true}><form onSubmit=${submit}><h1>First run</h1><p class="lead">Three answers, about a minute. You become the administrator of this host.</p>
    <${Wrong} problem=${problem}/>
    <div class="steps3"><section><h2><span>1</span>You</h2>
        <${Field} id="name" label="Name" complete="username" value=${name} autofocus hint="Letters, digits and -._@+" onInput=${setName}/>
        <${Field} id="password" label="Password" type="password" complete="new-password" value=${password} hint="12 characters or more. A sentence is fine." onInput=${setPassword}/>
        <${Field} id="again" label="Password again" type="password" complete="new-password" value=${again} wrong=${differ} hint=${differ ? 'Differs from the one above.' : 'A code of an authenticator can be added later.'} onInput=${setAgain}/></section>
      <section role="group" aria-labelledby="h-broker"><h2 id="h-broker"><span>2</span>Broker</h2>
        ${!host.isReal && html`<${Option} group="broker" value="simulator" now=${chosen} onPick=${setBroker} title="Simulator" says="A living market at once. No terminal needed."/>`}
        <${Option} group="broker" value="mt5" now=${chosen} onPick=${setBroker} title="MetaTrader 5" says=${host.isReal ? 'The accounts that the settings file names.' : 'A terminal on this machine, or behind a tunnel.'}/>
        ${chosen === 'simulator' ? simulators.map(each => html`<p class="tip" key=${each.id}>${each.name} runs${each.balance ? ` already, with ${money(each.balance, { plus: false })} ${each.currency}` : ' already'}.</p>`)
          : host.isReal ? html`<p class="tip">Nothing is sent to a broker by this page.</p>` : html`<p class="tip">An account of real money is named in a settings file and never in a page. Run <code>check-terminal</code> beside the terminal, put the line that it prints into the file, and start the host with <code>--settings</code> and that file. Until then the simulator runs.</p>`}</section>
      <section role="group" aria-labelledby="h-what"><h2 id="h-what"><span>3</span>What to protect</h2>${host.isReal
        ? html`<p class="tip">Nothing yet. Each account is only observed until the command <code>arm</code> has shown what it would do to every position, in money, and you have agreed.</p>`
        : html`<${Option} group="what" value="all" now=${all ? 'all' : 'named'} onPick=${() => setAll(true)} title="Every position" says="Also those opened by hand or by other programs."/>
          <${Option} group="what" value="named" now=${all ? 'all' : 'named'} onPick=${() => setAll(false)} title="Only what I name" says="By magic number or symbol."/>
          ${!all && html`<${Field} id="named" label="Magic numbers and symbols" complete="off" value=${names} hint="As in 1001 EURUSD. Other positions keep the stops they have." onInput=${setNames}/>`}
          <${Field} id="risk" label="Max risk for one ticket" complete="off" mode="decimal" isOptional=${true} value=${maxRisk} hint=${`${simulators[0]?.currency ?? 'Account money'}. A position without a stop gets one that loses at most this.`} onInput=${setRisk}/>`}</section></div>
    <div class="go"><button class="btn primary" aria-disabled=${busy ? 'true' : undefined}>${busy ? 'Waiting for the host' : chosen === 'simulator' ? 'Start protecting the simulator' : 'Become administrator'}</button><span class="q">${host.isReal ? 'Protection goes on whether or not anyone is signed in.' : 'You can change each of these later.'}</span></div></form><//>`;
}

/** @param {{group: string, value: string, now: string, onPick: (value: string) => void, title: string, says: string}} props */
const Option = ({ group, value, now, onPick, title, says }) => html`<label class=${now === value ? 'opt on' : 'opt'}><input type="radio" name=${group} value=${value} checked=${now === value} onChange=${() => onPick(value)}/><span><b>${title}</b><small>${says}</small></span></label>`;

open(SetUp);
