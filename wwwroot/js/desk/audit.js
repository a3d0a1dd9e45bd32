import { html } from '../../lib/ui.js'; export const Audit = () => html`<div></div>`;
