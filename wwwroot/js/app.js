// Starts the page: address, theme, clock, feed; then draws.
import { html, render, effect, untracked } from '../lib/ui.js';
import { startClock } from './now.js';
import { route, followAddress } from './routes.js';
import { followTheme } from './theme.js';
import { watch } from './feed.js';
import { followAccounts } from './rest.js';
import { followSession } from './session.js';
import { followAlerts } from './alerts-source.js';
import { followDrills } from './emergency/last-drill.js';
import { followKeys } from './keys.js';
import { Shell, followRoot } from './shell.js';
import { ScreenOf } from './screens.js';

const App = () => html`<${Shell}><${ScreenOf} at=${route.value}/><//>`;

followTheme();
followAddress();
startClock();
followRoot();
followKeys();
effect(() => {
  const { account } = route.value;
  untracked(() => watch(account));
});
followAccounts();
followSession();
followAlerts();
followDrills();
const host = document.getElementById('app');
if (host) {
  host.textContent = '';
  render(html`<${App}/>`, host);
}
