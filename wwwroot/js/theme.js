// Light or dark: the system's choice until the reader makes one.
import { signal } from '../lib/ui.js';
import { keep, kept } from './keep.js';

const system = matchMedia('(prefers-color-scheme: dark)');
/** Grows when the colours change, for what is drawn on a canvas and cannot follow by itself. */
export const themeEdition = signal(0);

const dark = () => (document.documentElement.dataset['theme'] ?? (system.matches ? 'dark' : 'light')) === 'dark';

export function switchTheme() {
  const next = dark() ? 'light' : 'dark';
  document.documentElement.dataset['theme'] = next;
  keep('theme', next);
  themeEdition.value++;
}

export function followTheme() {
  const own = kept('theme');
  if (own === 'dark' || own === 'light') document.documentElement.dataset['theme'] = own;
  system.addEventListener('change', () => { themeEdition.value++; });
}
