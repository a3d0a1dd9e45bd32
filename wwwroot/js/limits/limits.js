import { html } from '../../lib/ui.js'; export const Limits = () => html`<div></div>`;
