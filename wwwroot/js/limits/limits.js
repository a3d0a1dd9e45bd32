// Accounts and limits: how far is it to each limit?
import { html } from '../../lib/ui.js';
import { account, accounts, edition, entries, health, offsetMinutes, theFigure } from '../store.js';
import { useAnswer } from '../answers.js';
import { colourOf } from '../account-colours.js';
import { useTitle } from '../shell.js';
import { Around, Empty } from '../states.js';
import { tick } from '../now.js';
import { Live } from '../columns.js';
import { totals } from '../order.js';
import { screenHref, positionsHref, route } from '../routes.js';
import { countdown, doesOf, exposure, isMoney, nearest, shareOf, titleOf } from './model.js';
import * as format from '../format.js';

/** @typedef {import('../contract.js').AccountSummary} AccountSummary */
/** @typedef {import('../api.js').LimitsView} LimitsView */
/** @typedef {import('../api.js').LimitItem} LimitItem */

const EVERY_MS = 2000;

export function Limits() {
  useTitle('Limits');
  const all = accounts.value, now = account.value, others = all.filter(each => each.id !== now?.id);
  return html`<div class="screen"><div class="bar desk-bar"><h1>Accounts and limits</h1><span class="q2">${all.length === 1 ? 'one account on this host' : `${all.length} accounts on this host`}</span></div>
    <div class="scroll li-scroll" tabindex="0" role="region" aria-label="Accounts and their limits"><div class="li-grid">${now && html`<${Account} key=${now.id} id=${now.id} isShown=${true}/>`}<${Exposure}/></div>
      ${others.map(each => html`<div class="li-grid alone" key=${each.id}><${Account} id=${each.id} isShown=${false}/></div>`)}</div></div>`;
}

/** @param {{id: string, isShown: boolean}} props isShown: whether the live feed is about it */
function Account({ id, isShown }) {
  const answer = /** @type {import('../answers.js').Answer<LimitsView>} */ (useAnswer(`api/v1/limits?account=${encodeURIComponent(id)}`, EVERY_MS)), head = accounts.value.find(each => each.id === id), known = isShown ? health.value?.health : null;
  const limits = answer.value, balance = known?.balance ?? head?.balance ?? null, equity = known?.equity ?? head?.equity ?? null;
  return html`<section class="panel li-acct" data-acct=${colourOf(id)} aria-labelledby=${`h-acct-${id}`}><header><i class="swatch"></i><h2 id=${`h-acct-${id}`}>${head?.name ?? id}</h2>${head && html`<span class=${head.isLive ? 'tag live' : 'tag demo'}>${head.isLive ? 'LIVE' : 'DEMO'}</span><span class="q">${head.login}, ${head.server}</span>`}<span class="push"></span>${head && head.state !== 'running' && html`<span class="doubt">${head.state}</span>`}${!isShown && html`<a class="btn sm" href=${positionsHref(id)}>Show its positions</a>`}</header>
    <dl class="li-figs"><div><dt>Equity</dt><dd><${Live} text=${format.money(equity, { plus: false })}/></dd></div><div><dt>Balance</dt><dd>${format.money(balance, { plus: false })}</dd></div>
      <div><dt>Result of the day</dt><dd class=${format.tint(limits?.dayResult)}>${format.money(limits?.dayResult)}</dd></div><div><dt>At risk</dt><dd class="loss">${limits?.atRisk === null || limits === null ? format.DASH : format.money(limits.atRisk, { plus: false })}</dd></div><div><dt>Below the highest equity</dt><dd>${format.money(limits?.drawdown, { plus: false })}</dd></div><div><dt>Currency</dt><dd>${head?.currency ?? format.DASH}</dd></div></dl>
    <${Around} answer=${answer} what="The limits of this account" bars=${5}>${limits && html`<${Bars} limits=${limits} id=${id}/><${Day} limits=${limits}/>`}<//></section>`;
}

/** @param {{limits: LimitsView, id: string}} props */
function Bars({ limits, id }) {
  if (limits.items.length === 0) return html`<${Empty} title="No limit is set.">What the account may hold and lose is set under <a class="link" href=${screenHref('settings', route.value.account === null ? null : id)}>Settings</a>, Account, Limits. A limit warns, halts entries, or flattens the account: whichever is chosen for it.<//>`;
  return html`<ul class="li-bars" aria-label="Limits, the nearest first">${nearest(limits.items).map(item => html`<${Bar} key=${item.name} item=${item} nearFrom=${limits.nearFrom}/>`)}</ul>`;
}

const STATE = { free: '', near: 'near', reached: 'reached', unknown: 'not known' };

/** @param {{item: LimitItem, nearFrom: number}} props nearFrom: the part from which it counts as near */
function Bar({ item, nearFrom }) {
  const share = shareOf(item), say = (/** @type {number|null} */ value) => value === null ? format.DASH : isMoney(item) ? format.money(value.toFixed(2), { plus: false }) : String(value);
  const left = item.used === null ? null : Math.max(0, item.at - Math.max(0, item.used));
  return html`<li data-state=${item.state} title=${item.text}><span class="t">${titleOf(item)}</span><span class="u"><b>${say(item.used)}</b> <span class="q">of ${say(item.at)}</span></span>
    <svg viewBox="0 0 1000 12" preserveAspectRatio="none" role="img" aria-label=${share === null ? 'What is used is not known' : `${Math.round(share * 100)} % used`}><rect class="lb-all" width="1000" height="12"/>${share === null ? html`<rect class="lb-unknown" width="1000" height="12"/>` : html`<rect class="lb-used" width=${Math.min(1, share) * 1000} height="12"/>`}<rect class="lb-soft" x=${nearFrom * 1000 - 1} width="2" height="12"/></svg>
    <span class="s">${STATE[item.state] ? html`<b>${STATE[item.state]}</b>` : html`<span class="q2">${say(left)} left</span>`}<span class="q">, ${item.does === 'flatten' ? html`<span class=${item.state === 'free' ? 'q2' : 'expose b'}>${doesOf(item)}</span>` : doesOf(item)}</span></span></li>`;
}

/** @param {{limits: LimitsView}} props */
function Day({ limits }) {
  const known = health.value, now = known ? Date.parse(known.health.brokerTime) + Math.max(0, tick.value - known.at) : Date.now(), began = Date.parse(limits.dayBegan), next = Date.parse(limits.nextDay);
  const passed = Math.max(0, Math.min(1, (now - began) / Math.max(1, next - began)));
  return html`<div class="li-day"><div><span class="q">Next day of the firm in</span> <b class="t-fig">${countdown(next - now)}</b> <span class="q2">at ${zoned(next, limits.zone)} in ${limits.zone}, ${format.clockAndDay(limits.nextDay, offsetMinutes.value, known?.health.brokerTime)} of the broker</span></div>
    <svg viewBox="0 0 1000 5" preserveAspectRatio="none" aria-hidden="true"><rect class="lb-all" width="1000" height="5"/><rect class="meter-used" width=${passed * 1000} height="5"/></svg>
    <p class="q2">${limits.entriesClosed ? html`<b class="doubt">No entries now:</b> ${limits.entriesClosed}` : 'Entries are open at this time of day.'} ${limits.lossesInARow !== null && `${limits.lossesInARow === 0 ? 'No loss' : limits.lossesInARow === 1 ? 'One loss' : `${limits.lossesInARow} losses`} in a row so far. `}${limits.peakEquity !== null && `Highest equity ${format.money(limits.peakEquity, { plus: false })}.`}</p></div>`;
}

/** @param {number} at @param {string} zone */
function zoned(at, zone) {
  try {
    return new Date(at).toLocaleTimeString('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
  } catch {
    // a zone that the host knows and this browser does not
    return format.clock(at, 0).slice(0, 5) + ' UTC';
  }
}

function Exposure() {
  void edition.value;
  const rows = entries().map(entry => entry.row), all = exposure(rows), most = Math.max(.01, ...all.map(each => Math.abs(Number(each.lots)))), sums = totals(entries());
  return html`<section class="panel li-expo" aria-labelledby="h-expo"><header><h2 id="h-expo">Exposure by currency</h2><span class="push"></span><span class="q">${theFigure.value.open} open positions of ${account.value?.name ?? 'the account'}</span></header>
    ${all.length === 0 ? html`<${Empty} title="Nothing is open.">What is held appears here by currency.<//>` : html`<table class="mini"><caption class="sr">Net lots, floating result and money at risk by currency</caption><thead><tr><th scope="col">Currency</th><th scope="col" class="r">Positions</th><th scope="col" class="r" title="Bought less sold">Net lots</th><th scope="col"><span class="sr">Side</span></th><th scope="col" class="r">Floating</th><th scope="col" class="r">At risk</th></tr></thead>
      <tbody>${all.map(each => html`<tr key=${each.name}><th scope="row">${each.name}${!each.isPair && html` <span class="q">symbol</span>`}</th><td class="r">${each.positions}</td><td class="r">${format.money(each.lots)}</td><td><${Side} share=${Number(each.lots) / most}/></td><td class="r"><span class=${format.tint(each.floating)}>${format.money(each.floating)}</span></td><td class="r">${each.unlimited > 0 ? html`<span class="none-word">no limit</span>` : html`<span class=${format.tint(each.atRisk)}>${format.money(each.atRisk ?? '0')}</span>`}</td></tr>`)}</tbody></table>
      <p class="fine">A pair counts in both of its currencies, so the rows are no sum; the account has ${format.money(sums.floating ?? '0')} floating and ${format.money(sums.atRisk ?? '0')} at risk. Lots of different symbols are of different worth.</p>`}</section>`;
}

/** Short to the left, long to the right. @param {{share: number}} props */
const Side = ({ share }) => html`<svg width="120" height="9" aria-hidden="true"><line class="p-zero" x1="60.5" x2="60.5" y1="0" y2="9"/>${share !== 0 && html`<rect class=${share < 0 ? 'x-short' : 'x-long'} x=${(share < 0 ? 60 + share * 58 : 61).toFixed(1)} y="2" width=${Math.max(.5, Math.abs(share) * 58).toFixed(1)} height="5"/>`}</svg>`;
