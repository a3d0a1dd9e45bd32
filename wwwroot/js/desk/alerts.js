import { html } from '../../lib/ui.js'; export const Alerts = () => html`<div></div>`;
