// Whose account it is: on whatever can reach the broker, so that demo and live are never mistaken for each other.
import { html } from '../lib/ui.js';
import { account } from './store.js';

export function AccountTag() {
  const now = account.value;
  return now && html`<span class="whose"><i class="swatch"></i>${now.name} <span class=${now.isLive ? 'tag live' : 'tag demo'}>${now.isLive ? 'LIVE' : 'DEMO'}</span></span>`;
}
