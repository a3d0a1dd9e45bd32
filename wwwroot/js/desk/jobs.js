// Jobs: what runs by the clock, what came of it last, and when it runs again.
import { html, useState } from '../../lib/ui.js';
import { health, offsetMinutes } from '../store.js';
import { useAnswer, wordsOf } from '../answers.js';
import { useTitle } from '../shell.js';
import { may } from '../session.js';
import { send } from '../rest.js';
import { Empty } from '../states.js';
import { Desk, Facts, Section } from './desk.js';
import { Form, Text } from './form.js';
import { levelOf, outcomeOf, scheduleOf } from './job-words.js';
import * as format from '../format.js';

/** @typedef {import('./job-words.js').Job} Job */
/** @typedef {import('./job-words.js').Run} Run */

const EVERY_MS = 3000;

export function Jobs() {
  useTitle('Jobs');
  const [open, setOpen] = useState(''), [said, setSaid] = useState('');
  const answer = /** @type {import('../answers.js').Answer<{items: Job[]}>} */ (useAnswer('api/v1/jobs', EVERY_MS)), rows = answer.value?.items ?? [], one = rows.find(job => job.name === open), waits = rows.find(job => job.waitsFor)?.waitsFor ?? null;
  const run = (/** @type {Job} */ job) => {
    setSaid(`Running ${job.name}`);
    send('POST', `api/v1/jobs/${encodeURIComponent(job.name)}/run`).then(ran => setSaid(`${job.name}: ${ran.text}`), fault => setSaid(wordsOf(fault))).then(answer.again);
  };
  return html`<div class="screen"><div class="bar desk-bar"><h1>Jobs</h1><span class="q2">${waits ? html`<span class="doubt">No job runs by its schedule: ${waits}</span>` : 'what runs by the clock'}</span><span class="push"></span><span class="q2" role="status">${said}</span></div>
    <${Desk} name="Jobs" answer=${answer} what="The list of jobs" columns=${columnsFor(run)} rows=${rows} keyOf=${(/** @type {Job} */ job) => job.name} stateOf=${levelOf} open=${open} onOpen=${setOpen} empty=${html`<${Empty} title="There is no job.">What runs by the clock appears here.<//>`}
      detail=${one ? html`<${Detail} key=${open} job=${one} again=${answer.again}/>` : html`<${Reports}/>`}/></div>`;
}

/** @param {string|null|undefined} at */
const time = at => at ? html`<span title=${format.local(at)}>${format.clockAndDay(at, offsetMinutes.value, health.value?.health.brokerTime)}</span>` : format.DASH;

/** @param {(job: Job) => void} run @returns {import('./desk.js').Column<Job>[]} */
const columnsFor = run => [
  { id: 'name', title: 'Job', cls: 'd-who', cell: job => html`<b class="b">${job.name}</b>` },
  { id: 'last', title: 'Last run', cls: 'd-clock wide', cell: job => time(job.lastRun?.startedAt) },
  { id: 'came', title: 'What came of it', cls: 'd-text', cell: job => job.doing !== null ? html`<span class="intent">${job.doing}</span>` : job.lastRun ? html`<span title=${job.lastRun.text}><span class=${levelOf(job) === 'amber' ? 'doubt' : 'q2'}>${outcomeOf(job.lastRun)}</span> ${job.lastRun.text}</span>` : html`<span class="q">not run yet</span>` },
  { id: 'took', title: 'Took', cls: 'd-age r wide', cell: job => job.lastRun?.tookMs == null ? format.DASH : format.age(job.lastRun.tookMs) },
  { id: 'next', title: 'Next', cls: 'd-time mid', cell: job => job.paused ? html`<span class="doubt">paused</span>` : time(job.nextRun) },
  { id: 'act', title: 'By hand', cls: 'd-run', cell: job => html`<span class="acts act"><button class="btn" type="button" aria-label=${`Run now: ${job.name}`} disabled=${!may('operate') || job.doing !== null} onClick=${() => run(job)}>Run now</button></span>` },
];

/** @param {{job: Job, again: () => void}} props */
function Detail({ job, again }) {
  const [why, setWhy] = useState(''), runs = /** @type {import('../answers.js').Answer<{items: Run[]}>} */ (useAnswer(`api/v1/jobs/${encodeURIComponent(job.name)}/runs`, EVERY_MS)), turn = !job.paused;
  return html`<${Section} title=${job.name}><p class="said">${job.about}</p><${Facts} facts=${[['Schedule', scheduleOf(job)], ['Next', job.paused ? 'paused' : time(job.nextRun)], ...(job.paused ? /** @type {[string, unknown][]} */ ([['Paused', html`${job.pausedBy}, ${time(job.pausedAt)}: ${job.pausedWhy}`]]) : [])]}/>
      <${Form} verb=${turn ? `Pause ${job.name}` : `Let ${job.name} run again`} isReady=${may('operate') && why.trim() !== ''} send=${() => send('PUT', `api/v1/jobs/${encodeURIComponent(job.name)}/paused`, { paused: turn, why: why.trim() }).finally(again)} done=${() => { setWhy(''); return turn ? 'It is paused; it still runs by hand.' : 'It runs by its schedule again.'; }}><${Text} id="job-why" label="Why" complete="off" value=${why} onType=${setWhy} hint=${may('operate') ? 'It is written down.' : 'Sign in as an operator.'}/><//><//>
    <${Section} title="Runs" more=${html`<span class="q">newest first</span>`}>${(runs.value?.items ?? []).length === 0 ? html`<p class="said q2">Not run yet.</p>` : html`<ul class="facts-list">${(runs.value?.items ?? []).map(run => html`<li key=${run.id}><span class="q2">${time(run.startedAt)}</span><span>${outcomeOf(run)}, by ${run.by}${run.tookMs === null ? '' : `, ${format.age(run.tookMs)}`}: ${run.text}</span></li>`)}</ul>`}<//>`;
}

function Reports() {
  const answer = /** @type {import('../answers.js').Answer<{items: {account: string, day: string}[]}>} */ (useAnswer('api/v1/reports?pageSize=500', 10 * EVERY_MS)), all = answer.value?.items ?? [];
  return html`<${Section} title="End-of-day reports" more=${html`<span class="q">newest first</span>`}>${all.length === 0 ? html`<p class="said q2">None yet. A report of each account is made when its day has ended: trades, result, what was given back, how long positions had no stop.</p>`
    : html`<ul class="facts-list">${all.map(report => { const path = `api/v1/reports/${encodeURIComponent(report.account)}/${report.day}`; return html`<li key=${path}><span class="q2">${report.day}</span><span>${report.account} <a class="link" href=${path}>read</a> <a class="link" href=${`${path}?format=csv`} download>CSV</a></span></li>`; })}</ul>`}<//>`;
}
