// Whose account it is: on whatever can reach the broker, so that demo and live are never mistaken for each other.
import { html } from '../lib/ui.js';
import { account, accounts } from './store.js';
import { colourOf } from './account-colours.js';
import { whoseOf } from './account-words.js';

/** @param {{name: string, isLive: boolean, id: string}} props */
const Tag = ({ name, isLive, id }) => html`<span class="whose" data-acct=${colourOf(id)}><i class="swatch"></i>${name} <span class=${isLive ? 'tag live' : 'tag demo'}>${isLive ? 'LIVE' : 'DEMO'}</span></span>`;

/** The account that is looked at. */
export function AccountTag() {
  const now = account.value;
  return now && html`<${Tag} ...${now}/>`;
}

/** Every account that something reaches, by name: what is done to all of them is not done to the one that is looked at. @param {{ids: string[]}} props */
export const ReachTag = ({ ids }) => html`<span class="reach">${whoseOf(ids, accounts.value).list.map(each => html`<${Tag} key=${each.id} ...${each}/>`)}</span>`;
