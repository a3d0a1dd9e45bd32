// Users and keys: who may sign in, what scripts may do, and one's own password and second factor.
import { html, useState } from '../../lib/ui.js';
import { health, offsetMinutes } from '../store.js';
import { useAnswer } from '../answers.js';
import { useTitle } from '../shell.js';
import { may, session } from '../session.js';
import { send } from '../rest.js';
import { Empty } from '../states.js';
import { Desk, Facts, Section } from './desk.js';
import { Own } from './own.js';
import { Copy, Form, Text } from './form.js';
import * as format from '../format.js';

/** @typedef {import('../api.js').UserItem} UserItem */
/** @typedef {import('../api.js').KeyItem} KeyItem */

const EVERY_MS = 15000, SCOPES = ['read', 'trade', 'settings', 'emergency', 'admin'], TABS = /** @type {[string, string][]} */ ([['users', 'Users'], ['keys', 'API keys'], ['own', 'You']]);
const ROLES = /** @type {[string, string][]} */ ([['viewer', 'viewer: looks'], ['operator', 'operator: also trades, arms and stops everything'], ['admin', 'admin: also changes settings, users and keys']]);

export function Users() {
  const isAdmin = may('admin'), [tab, setTab] = useState(isAdmin ? 'users' : 'own');
  useTitle('Users and keys');
  return html`<div class="screen"><div class="bar desk-bar"><h1>Users and keys</h1><div class="filters" role="group" aria-label="Show">${TABS.filter(([name]) => isAdmin || name === 'own').map(([name, title]) => html`<button key=${name} type="button" aria-pressed=${tab === name} onClick=${() => setTab(name)}>${title}</button>`)}</div><span class="push"></span><span class="q2 wide">${session.value?.name ?? ''}, ${session.value?.role ?? ''}</span></div>
    ${tab === 'users' ? html`<${People}/>` : tab === 'keys' ? html`<${Keys}/>` : html`<${Own}/>`}</div>`;
}

/** @param {string|null} at */
const time = at => at === null ? format.DASH : html`<span title=${format.local(at)}>${format.clockAndDay(at, offsetMinutes.value, health.value?.health.brokerTime)}</span>`;

/** @type {import('./desk.js').Column<UserItem>[]} */
const PEOPLE = [
  { id: 'name', title: 'Name', cls: '', cell: user => html`<b class="b">${user.name}</b>${user.name === session.value?.name && html` <span class="q">you</span>`}` },
  { id: 'role', title: 'Role', cls: 'd-role', cell: user => user.role },
  { id: 'state', title: 'May sign in', cls: 'd-who', cell: user => user.isDisabled ? html`<span class="q">disabled</span>` : user.isLockedOut ? html`<span class="doubt">locked out for a while</span>` : 'yes' },
  { id: 'factor', title: 'Second factor', cls: 'd-role wide', cell: user => user.hasSecondFactor ? 'set up' : html`<span class="q2">none</span>` },
  { id: 'since', title: 'Since', cls: 'd-clock wide', cell: user => time(user.createdAt) },
];

function People() {
  const answer = /** @type {import('../answers.js').Answer<{items: UserItem[]}>} */ (useAnswer('api/v1/users?pageSize=500', EVERY_MS)), [open, setOpen] = useState(''), rows = answer.value?.items ?? [], one = rows.find(user => user.id === open);
  return html`<${Desk} name="Users" answer=${answer} what="The list of users" columns=${PEOPLE} rows=${rows} keyOf=${(/** @type {UserItem} */ user) => user.id} open=${open} onOpen=${setOpen} empty=${html`<${Empty} title="There are no users.">Add one beside this.<//>`}
    detail=${one ? html`<${Person} key=${one.id} user=${one} again=${answer.again}/>` : html`<${NewUser} again=${answer.again}/>`}/>`;
}

/** @param {{again: () => void}} props */
function NewUser({ again }) {
  const [name, setName] = useState(''), [role, setRole] = useState('viewer'), [password, setPassword] = useState('');
  return html`<${Section} title="Add a user"><${Form} verb="Add user" send=${() => send('POST', 'api/v1/users', { name, role, password })} done=${() => { setName(''); setPassword(''); again(); return `${name} may sign in.`; }}>
    <${Text} id="u-name" label="Name" complete="off" value=${name} onType=${setName}/><label><span>Role</span><select class="field" value=${role} onChange=${(/** @type {Event & {currentTarget: HTMLSelectElement}} */ event) => setRole(event.currentTarget.value)}>${ROLES.map(([value, text]) => html`<option key=${value} value=${value}>${text}</option>`)}</select></label>
    <${Text} id="u-pass" label="First password" type="password" complete="new-password" hint="12 characters or more; the user should change it." value=${password} onType=${setPassword}/><//><//>`;
}

/** @param {{user: UserItem, again: () => void}} props */
function Person({ user, again }) {
  const [role, setRole] = useState(/** @type {string} */ (user.role)), [password, setPassword] = useState(''), path = `api/v1/users/${encodeURIComponent(user.id)}`;
  const after = (/** @type {string} */ said) => () => { setPassword(''); again(); return said; };
  return html`<${Section} title=${user.name}><${Facts} facts=${[['Role', user.role], ['May sign in', user.isDisabled ? 'no, disabled' : 'yes'], ['Second factor', user.hasSecondFactor ? 'set up' : 'none'], ['Since', time(user.createdAt)]]}/>
      <${Form} verb=${`Make ${user.name} ${role}`} isReady=${role !== user.role} send=${() => send('PUT', `${path}/role`, { role })} done=${after(`${user.name} is ${role} now, and has to sign in again.`)}><label><span>Role</span><select class="field" value=${role} onChange=${(/** @type {Event & {currentTarget: HTMLSelectElement}} */ event) => setRole(event.currentTarget.value)}>${ROLES.map(([value, text]) => html`<option key=${value} value=${value}>${text}</option>`)}</select></label><//><//>
    <${Section} title="Signing in"><${Form} verb=${user.isDisabled ? `Let ${user.name} sign in again` : `Disable ${user.name}`} send=${() => send('PUT', `${path}/disabled`, { isDisabled: !user.isDisabled })} done=${after(user.isDisabled ? `${user.name} may sign in.` : `${user.name} is disabled, and signed out everywhere.`)}><p class="hint">A disabled user is signed out at once. Nothing that was set at the broker changes.</p><//>
      <${Form} verb=${`Reset ${user.name}`} send=${() => send('POST', `${path}/reset`, { password })} done=${after(`${user.name} has a new password and no second factor.`)}><${Text} id="u-reset" label="New password" type="password" complete="new-password" hint="Also ends a lock-out and removes the second factor." value=${password} onType=${setPassword}/><//><//>`;
}

/** @type {import('./desk.js').Column<KeyItem>[]} */
const KEYS = [
  { id: 'name', title: 'Name', cls: '', cell: key => html`<b class="b">${key.name}</b>` },
  { id: 'scopes', title: 'Scopes', cls: 'd-prices wide', cell: key => key.scopes.join(', ') },
  { id: 'state', title: 'Valid', cls: 'd-until', cell: key => key.revokedAt !== null ? html`<span class="q">revoked ${time(key.revokedAt)}</span>` : key.expiresAt === null ? 'without end' : html`until ${time(key.expiresAt)}` },
  { id: 'used', title: 'Last used', cls: 'd-clock wide', cell: key => key.lastUsedAt === null ? html`<span class="q">never</span>` : time(key.lastUsedAt) },
  { id: 'by', title: 'Made by', cls: 'd-acct wide', cell: key => key.createdBy },
];

function Keys() {
  const answer = /** @type {import('../answers.js').Answer<{items: KeyItem[]}>} */ (useAnswer('api/v1/keys?pageSize=500', EVERY_MS)), [open, setOpen] = useState(''), [made, setMade] = useState('');
  const rows = [...(answer.value?.items ?? [])].sort((a, b) => Number(a.revokedAt !== null) - Number(b.revokedAt !== null)), one = rows.find(key => key.id === open);
  return html`<${Desk} name="API keys" answer=${answer} what="The list of keys" columns=${KEYS} rows=${rows} keyOf=${(/** @type {KeyItem} */ key) => key.id} stateOf=${(/** @type {KeyItem} */ key) => key.revokedAt === null ? '' : 'ended'} open=${open} onOpen=${setOpen} empty=${html`<${Empty} title="There are no keys.">A script that calls REST has a key of its own, with no more rights than it needs.<//>`}
    detail=${html`${made && html`<div class="once" role="status"><b>The key, shown this once:</b><code>${made}</code><p class="q2">A script sends it as Authorization: Bearer, from its environment.</p><div class="acts"><${Copy} text=${made}/><button class="btn sm" type="button" onClick=${() => setMade('')}>I have kept it</button></div></div>`}${one ? html`<${Key} key=${one.id} item=${one} again=${answer.again}/>` : html`<${NewKey} again=${answer.again} onMade=${setMade}/>`}`}/>`;
}

/** @param {{again: () => void, onMade: (key: string) => void}} props */
function NewKey({ again, onMade }) {
  const [name, setName] = useState(''), [scopes, setScopes] = useState(['read']), [days, setDays] = useState('');
  const toggle = (/** @type {string} */ scope, /** @type {boolean} */ isOn) => setScopes(SCOPES.filter(each => each === scope ? isOn : scopes.includes(each)));
  return html`<${Section} title="Make a key"><${Form} verb="Make key" send=${() => send('POST', 'api/v1/keys', { name, scopes, expiresInDays: days.trim() === '' ? null : Number(days) })} done=${(/** @type {{key: string}} */ answer) => { onMade(answer.key); setName(''); again(); return 'The key is valid from now on.'; }}>
    <${Text} id="k-name" label="Name" complete="off" hint="The journal tells by it who has acted." value=${name} onType=${setName}/>
    <fieldset><legend>Scopes, none includes another</legend>${SCOPES.map(scope => html`<label key=${scope}><input type="checkbox" checked=${scopes.includes(scope)} onChange=${(/** @type {Event & {currentTarget: HTMLInputElement}} */ event) => toggle(scope, event.currentTarget.checked)}/>${scope}</label>`)}</fieldset>
    <${Text} id="k-days" label="Valid for, in days" complete="off" hint="1 to 3650; left empty it has no end." optional=${true} value=${days} onType=${setDays}/><//><//>`;
}

/** @param {{item: KeyItem, again: () => void}} props */
const Key = ({ item, again }) => html`<${Section} title=${item.name}><${Facts} facts=${[['Scopes', item.scopes.join(', ')], ['Made', html`${time(item.createdAt)} by ${item.createdBy}`], ['Valid until', item.expiresAt === null ? 'no end' : time(item.expiresAt)], ['Last used', item.lastUsedAt === null ? 'never' : time(item.lastUsedAt)], ['Revoked', item.revokedAt === null ? 'no' : time(item.revokedAt)]]}/>
  ${item.revokedAt === null && html`<${Form} verb=${`Revoke key ${item.name}`} send=${() => send('DELETE', `api/v1/keys/${encodeURIComponent(item.id)}`)} done=${() => { again(); return 'The key is of no use any more.'; }}><p class="hint">Whoever uses it is refused from then on. It cannot be taken back.</p><//>`}<//>`;
