// Who is signed in, and what the host lets them do.
import { signal } from '../lib/ui.js';

/** Sent along by whatever changes something, with a value that no other site's page can know. */
export const ANTIFORGERY = 'X-WebTrader-Antiforgery';

const EVERY_MS = 60000, AFTER_SILENCE_MS = 2000, TIMEOUT_MS = 8000;

/** Null until the host has said it. @type {import('../lib/ui.js').Signal<import('./contract.js').Session|null>} */
export const session = signal(null);

/** @param {'own'|'read'|'operate'|'emergency'|'settings'|'admin'} right */
export const may = right => session.value?.rights.includes(right) === true;

/** Asks the host who we are; whoever may not even look is led to the door, and back to this place from there. @returns {Promise<boolean>} whether it has answered */
export async function recognise() {
  try {
    const response = await fetch(new URL('api/v1/session', document.baseURI), { signal: AbortSignal.timeout(TIMEOUT_MS), cache: 'no-store' });
    if (!response.ok) return false;
    session.value = await response.json();
  } catch {
    // a host that does not answer has thrown nobody out: the page says by itself that it is late
    return false;
  }
  if (session.value && !may('read')) toTheDoor();
  return true;
}

export function followSession() {
  const look = () => recognise().then(answered => setTimeout(look, answered ? EVERY_MS : AFTER_SILENCE_MS));
  look();
}

/** The sign-in page, which leads back to this place. */
export const door = () => `sign-in/${location.hash}`;

export const toTheDoor = () => location.replace(new URL(door(), document.baseURI).href);
