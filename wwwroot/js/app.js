// Starts the page: address, theme, clock, feed; then draws.
import { html, render, effect, untracked } from '../lib/ui.js';
import { startClock } from './now.js';
import { route, followAddress, positionsHref } from './routes.js';
import { followTheme } from './theme.js';
import { watch } from './feed.js';
import { followAccounts } from './rest.js';
import { followSession } from './session.js';
import { followKeys } from './keys.js';
import { Shell, followRoot } from './shell.js';
import { Positions } from './positions.js';
import { Ticket } from './ticket.js';

function App() {
  const at = route.value;
  return html`<${Shell}>${at.page === 'ticket' ? html`<${Ticket} key=${`${at.account}/${at.ticket}`} account=${at.account} ticket=${at.ticket}/>` : html`<${Positions} key=${at.account ?? ''}/>`}<//>`;
}

followTheme();
followAddress();
startClock();
followRoot();
followKeys(() => positionsHref(route.value.account));
effect(() => {
  const { account } = route.value;
  untracked(() => watch(account));
});
followAccounts();
followSession();
const host = document.getElementById('app');
if (host) {
  host.textContent = '';
  render(html`<${App}/>`, host);
}
