import { html } from '../../lib/ui.js'; export const Trades = () => html`<div></div>`;
