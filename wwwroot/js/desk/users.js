import { html } from '../../lib/ui.js'; export const Users = () => html`<div></div>`;
