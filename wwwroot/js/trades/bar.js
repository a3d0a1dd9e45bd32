// A share as a short bar; its figure stands beside it.
import { html } from '../../lib/ui.js';

/** @param {{share: number, width?: number}} props */
export const Bar = ({ share, width = 90 }) => html`<svg class="meter" width=${width} height="7" aria-hidden="true"><rect class="meter-all" y="2" width=${width} height="3" rx="1"/><rect class="meter-used" y="2" width=${(Math.max(0, Math.min(1, share)) * width).toFixed(1)} height="3" rx="1"/></svg>`;
