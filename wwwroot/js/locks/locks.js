import { html } from '../../lib/ui.js'; export const Locks = () => html`<div></div>`;
