// Alerts: what holds that somebody should know of, who has taken note, and who is told.
import { alarmSays } from '../alarm-words.js';
import { html, useState } from '../../lib/ui.js';
import { accounts, health, offsetMinutes } from '../store.js';
import { known, readAlerts, unanswered, waiting } from '../alerts-source.js';
import { useTitle } from '../shell.js';
import { may } from '../session.js';
import { send } from '../rest.js';
import { wordsOf } from '../answers.js';
import { Empty } from '../states.js';
import { askForNotes, permission } from '../desk-notes.js';
import { sayPermission } from '../notes-words.js';
import { tick } from '../now.js';
import { Desk, Facts, Pick, Search, Section } from './desk.js';
import { chosen, leverOf } from './alerts-choice.js';
import * as format from '../format.js';

/** @typedef {import('../api.js').Alert} Alert */
/** @typedef {import('../api.js').ChannelView} ChannelView */

const SILENCES = /** @type {[string, string][]} */ ([['15', '15 minutes'], ['60', '1 hour'], ['240', '4 hours'], ['1440', '24 hours']]);
const NOTHING = { show: 'open', level: '', text: '' };

export function Alerts() {
  useTitle('Alerts');
  const [filter, setFilter] = useState(NOTHING), [open, setOpen] = useState(''), [said, setSaid] = useState('');
  const told = known.value, all = told?.alerts ?? [], rows = chosen(all, filter), one = all.find(alert => keyOf(alert) === open);
  const answer = { value: told, at: told?.at ?? 0, since: 0, error: unanswered.value, again: readAlerts };
  const act = (/** @type {Promise<any>} */ doing, /** @type {string} */ done) => doing.then(() => setSaid(done), fault => setSaid(wordsOf(fault))).then(readAlerts);
  const columns = columnsFor((/** @type {Alert} */ alert) => act(send('POST', `api/v1/alerts/${alert.number}/acknowledge`), `Acknowledged: ${alarmSays(alert.text)}`));
  return html`<div class="screen"><div class="bar desk-bar"><h1>Alerts</h1><span class="q2">${waiting.value.length === 0 ? 'nothing waits for somebody' : `${waiting.value.length} not acknowledged`}</span>
      <div class="picks"><${Pick} label="Show" value=${filter.show} options=${[['open', 'holding now'], ['ended', 'ended'], ['', 'all']]} onPick=${(/** @type {string} */ show) => setFilter({ ...filter, show })}/><${Pick} label="Level" value=${filter.level} options=${[['', 'all'], ['red', 'red'], ['amber', 'amber'], ['info', 'info']]} onPick=${(/** @type {string} */ level) => setFilter({ ...filter, level })}/></div>
      <${Search} label="Search alerts" placeholder="Words, account" value=${filter.text} onType=${(/** @type {string} */ text) => setFilter({ ...filter, text })}/><span class="push"></span><span class="q2" role="status">${said}</span></div>
    <${Desk} name="Alerts, worst first" answer=${answer} what="The list of alerts" columns=${columns} rows=${rows} keyOf=${keyOf} stateOf=${(/** @type {Alert} */ alert) => alert.endedAt === null ? alert.level : 'ended'} open=${open} onOpen=${setOpen}
      empty=${all.length > 0 && filter !== NOTHING ? html`<${Empty} title=${filter.show === 'open' && !filter.text && !filter.level ? 'Nothing holds.' : 'No alert matches.'}>${all.length} are known in this run of the host. <button class="link" type="button" onClick=${() => setFilter({ show: '', level: '', text: '' })}>Show all</button><//>` : html`<${Empty} title="Nothing holds.">A condition that somebody should know of appears here within seconds: a ticket without a stop, a broker that is away, a limit that is near.<//>`}
      detail=${html`${one && html`<${Detail} key=${open} alert=${one} act=${act}/>`}<${Channels} channels=${told?.channels ?? []} act=${act}/>`}/></div>`;
}

/** @param {Alert} alert */
const keyOf = alert => String(alert.number);
/** @param {string|null|undefined} at */
const time = at => at ? html`<span title=${format.local(at)}>${format.clockAndDay(at, offsetMinutes.value, health.value?.health.brokerTime)}</span>` : format.DASH;
/** @param {string} from @param {string|null} [to] */
const lasting = (from, to) => {
  const known = health.value, now = known ? Date.parse(known.health.brokerTime) + Math.max(0, tick.value - known.at) : Date.now();
  return format.age((to ? Date.parse(to) : now) - Date.parse(from));
};
/** @param {Alert} alert */
const whose = alert => alert.account === '' ? 'host' : accounts.value.find(each => each.id === alert.account)?.name ?? alert.account;

/** @param {(alert: Alert) => void} acknowledge @returns {import('./desk.js').Column<Alert>[]} */
const columnsFor = acknowledge => [
  { id: 'level', title: 'Level', cls: 'd-lvl', cell: alert => html`<span class="lvl" data-level=${alert.endedAt === null ? alert.level : 'ended'}><i></i><span>${alert.endedAt === null ? alert.level : 'ended'}</span></span>` },
  { id: 'what', title: 'What', cls: 'd-text', cell: alert => html`<span title=${alert.text}>${alert.endedAt === null ? html`<b class="b">${alarmSays(alert.text)}</b>` : alarmSays(alert.text)}</span>` },
  { id: 'account', title: 'Account', cls: 'd-acct wide', cell: whose },
  { id: 'since', title: 'Since', cls: 'd-clock wide', cell: alert => time(alert.since) },
  { id: 'for', title: 'For', cls: 'd-age r wide', cell: alert => lasting(alert.since, alert.endedAt ?? null) },
  { id: 'told', title: 'Sent out', cls: 'd-clock mid', cell: alert => alert.toldAt ? time(alert.toldAt) : html`<span class="q">not yet</span>`, hint: 'When it was last given to the ways beside this list; each of them says there what has arrived' },
  { id: 'act', title: 'Acknowledged', cls: 'd-act', cell: alert => alert.acknowledgedBy ? html`<span class="q2">${alert.acknowledgedBy}</span>` : alert.endedAt !== null ? '' : html`<span class="acts act"><button class="btn" type="button" disabled=${!may('operate')} onClick=${() => acknowledge(alert)}>Acknowledge</button></span>` },
];

/** @param {{alert: Alert, act: (doing: Promise<any>, done: string) => void}} props */
function Detail({ alert, act }) {
  const [minutes, setMinutes] = useState('60'), holds = alert.endedAt === null, lever = leverOf(alert.condition);
  const acknowledge = () => act(send('POST', `api/v1/alerts/${alert.number}/acknowledge`), `Acknowledged: ${alarmSays(alert.text)}`);
  const silence = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    act(send('POST', `api/v1/alerts/${alert.number}/silence`, { minutes: Number(minutes) }), 'Silenced; it is still shown here.');
  };
  return html`<${Section} title=${whose(alert) === 'host' ? 'The host' : whose(alert)} more=${html`<span class="lvl" data-level=${holds ? alert.level : 'ended'}><i></i><span>${holds ? alert.level : 'ended'}</span></span>`}><p class="said"><b class="b">${alarmSays(alert.text)}</b></p>${lever && html`<p class="said q2">Lever: ${lever}</p>`}
    ${holds && alert.acknowledgedBy === null && html`<div class="form"><div class="acts"><button class="btn" type="button" disabled=${!may('operate')} onClick=${acknowledge}>Acknowledge</button></div></div>`}
    <${Facts} facts=${[['Since', time(alert.since)], ['Lasted', lasting(alert.since, alert.endedAt ?? null)], ['Ended', alert.endedAt ? time(alert.endedAt) : 'it holds'], ['Last sent out', alert.toldAt ? time(alert.toldAt) : 'not yet'], ['Sent again', alert.escalations ? `${alert.escalations} times, as nobody acknowledged` : 'no'], ['Acknowledged', alert.acknowledgedBy ? html`${alert.acknowledgedBy}, ${time(alert.acknowledgedAt)}` : 'by nobody'], ['Silenced', alert.silencedUntil ? html`until ${time(alert.silencedUntil)}` : 'no'], ['Number', html`<span class="q2">${alert.number}, ${alert.condition}</span>`]]}/>
    ${holds && html`<form class="form" onSubmit=${silence}><label><span>Tell nobody of it for</span><select class="field" value=${minutes} onChange=${(/** @type {Event & {currentTarget: HTMLSelectElement}} */ event) => setMinutes(event.currentTarget.value)}>${SILENCES.map(([value, text]) => html`<option key=${value} value=${value}>${text}</option>`)}</select></label><div class="acts"><button class="btn" type="submit" disabled=${!may('operate')}>Silence this alert</button></div><p class="hint">${may('operate') ? 'It stays on this page, and is told again should it become worse.' : 'Sign in as an operator to acknowledge or silence.'}</p></form>`}<//>`;
}

/** @param {{channels: ChannelView[], act: (doing: Promise<any>, done: string) => void}} props */
const Channels = ({ channels, act }) => html`<${Section} title="Who is told" more=${html`<span class="q">${channels.length === 0 ? 'this page only' : `${channels.length} ${channels.length === 1 ? 'way' : 'ways'}`}</span>`}>
  ${channels.length === 0 ? html`<p class="said q2">No notifier is set up. Whoever does not look at this page hears nothing: name a webhook, a Telegram chat or a mail address under Alerts in appsettings.json.</p>`
    : channels.map(channel => html`<div key=${channel.name}><${Facts} facts=${[['Way', html`<b class="b">${channel.name}</b> <span class="q2">${channel.target}</span>`], ['State', channel.failure === null ? 'works' : html`<span class="doubt">${channel.failure}, since ${time(channel.failingSince)}</span>`], ['Arrived', `${format.count(channel.told)}; ${channel.waiting} waiting, ${format.count(channel.dropped)} given up`], ['Last arrived', channel.lastToldAt ? time(channel.lastToldAt) : 'never']]}/><div class="form"><div class="acts"><button class="btn sm" type="button" disabled=${!may('operate')} onClick=${() => act(send('POST', `api/v1/notifiers/${encodeURIComponent(channel.name)}/test`), `A test went out by ${channel.name}.`)}>Send a test by ${channel.name}</button></div></div></div>`)}
  <p class="said q2">${sayPermission(permission.value)}${permission.value === 'default' && html` <button class="link" type="button" onClick=${askForNotes}>Let this browser tell me</button>`}</p><//>`;
