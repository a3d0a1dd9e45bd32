// The way to the host and back to it. There is no state in which it stops trying: the page of a stop-loss system that
// needs a reload to become true again will be believed for too long by somebody.
import { HubConnectionBuilder, HubConnectionState, LogLevel } from '../lib/signalr.js';
import { nowhere, onSnapshot, onChanges } from './sequence.js';
import { now } from './now.js';
import { link, takeSnapshot, takeChanges, heardAt, forget, account, resting } from './store.js';

const WAITS_MS = [200, 500, 1000, 2000, 3000, 5000];
/** The host speaks at least once a second; connected and silent for this long means that the thread is lost. */
const SILENT_MS = 4000;
/** A page that nobody looks at is told everything every five seconds only. */
const SILENT_AT_REST_MS = 15000;
const SERVER_TIMEOUT_MS = 8000, KEEP_ALIVE_MS = 4000;

/** @type {import('../lib/signalr.js').HubConnection|null} */
let hub = null;
let place = nowhere();
/** @type {string|null} */
let wantedAccount = null;
let attempts = 0, askedAt = -Infinity, started = false;
/** @type {ReturnType<typeof setTimeout>|undefined} */
let retry;
/** Small views that somebody looks at, and who takes them. @type {Map<string, (message: import('./contract.js').ViewMessage) => void>} */
const views = new Map();

/** @param {number} n attempts made so far @returns {number} milliseconds; never gives up */
export const waitBefore = n => WAITS_MS[Math.min(n, WAITS_MS.length - 1)] ?? 5000;

/**
 * Shows an account, and keeps showing it.
 * @param {string|null} accountId null for the host's first one
 */
export function watch(accountId) {
  const other = accountId !== null && account.value !== null && accountId !== account.value.id;
  const changed = accountId !== wantedAccount;
  wantedAccount = accountId;
  if (other) {
    place = nowhere();
    forget();
  }
  if (!started) begin();
  else if (other || changed || !place.whole) ask();
  if (started && changed) askViews();
}

/**
 * Takes a small view of the account that is shown, whole each time; the answer ends it.
 * @param {'locks'|'workers'} view
 * @param {(message: import('./contract.js').ViewMessage) => void} take
 */
export function watchView(view, take) {
  views.set(view, take);
  askView(view);
  return () => {
    views.delete(view);
    if (hub?.state === HubConnectionState.Connected) hub.invoke('LeaveView', view).catch(() => undefined);
  };
}

/** @param {string} view a view that does not come is old, and its panel says so */
function askView(view) {
  if (hub?.state === HubConnectionState.Connected && !document.hidden) hub.invoke('WatchView', wantedAccount, view).catch(() => undefined);
}

const askViews = () => [...views.keys()].forEach(askView);

/** Tries at once instead of waiting for the next attempt. */
export function tryNow() {
  clearTimeout(retry);
  if (hub?.state === HubConnectionState.Connected) ask();
  else if (hub?.state === HubConnectionState.Disconnected) start();
}

function begin() {
  started = true;
  hub = new HubConnectionBuilder()
    .withUrl(new URL('hubs/live', document.baseURI).href)
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds: context => announced(waitBefore(context.previousRetryCount), context.retryReason) })
    .configureLogging(LogLevel.None)
    .build();
  hub.serverTimeoutInMilliseconds = SERVER_TIMEOUT_MS;
  hub.keepAliveIntervalInMilliseconds = KEEP_ALIVE_MS;
  hub.on('snapshot', receiveSnapshot);
  hub.on('changes', receiveChanges);
  hub.on('view', message => views.get(message.view)?.(message));
  hub.onreconnecting(() => { place = { ...place, whole: false }; });
  hub.onreconnected(() => { connected(); ask(); askViews(); });
  hub.onclose(error => again(error));
  setInterval(listen, 1000);
  addEventListener('online', tryNow);
  document.addEventListener('visibilitychange', onVisibility);
  start();
}

/** Nobody looks: what the page is told becomes rare, and the small views end. Somebody looks again: everything, at once. */
function onVisibility() {
  if (document.hidden) rest();
  else {
    ask();
    askViews();
  }
}

function rest() {
  if (hub?.state !== HubConnectionState.Connected) return;
  resting.value = true;
  hub.invoke('Rest').catch(() => undefined);
  for (const view of views.keys()) hub.invoke('LeaveView', view).catch(() => undefined);
}

async function start() {
  if (!hub || hub.state !== HubConnectionState.Disconnected) return;
  try {
    await hub.start();
  } catch (error) {
    again(error);
    return;
  }
  connected();
  ask();
  askViews();
}

/** @param {unknown} error */
function again(error) {
  clearTimeout(retry);
  retry = setTimeout(start, announced(waitBefore(attempts++), error));
}

/**
 * @param {number} wait
 * @param {unknown} reason
 */
function announced(wait, reason) {
  const since = link.value.phase === 'waiting' ? link.value.since : now();
  link.value = { phase: 'waiting', since, retryAt: now() + wait, refused: reason instanceof Error ? reason.message : null };
  return wait;
}

function connected() {
  attempts = 0;
  link.value = { phase: 'connected', since: now(), retryAt: null, refused: null };
}

/** Asks for everything. Until it is here, what is missing makes the page late, and the page says so. */
function ask() {
  place = { ...place, whole: false };
  askedAt = now();
  if (hub?.state !== HubConnectionState.Connected) return;
  hub.invoke('Watch', wantedAccount).then(() => {
    if (document.hidden) rest();
    else resting.value = false;
  }, error => {
    resting.value = false;
    if (hub?.state === HubConnectionState.Connected) link.value = { ...link.value, refused: error instanceof Error ? error.message : String(error) };
  });
}

/** @param {import('./contract.js').Snapshot} snapshot */
function receiveSnapshot(snapshot) {
  if (wantedAccount !== null && snapshot.account.id !== wantedAccount) return;
  place = onSnapshot(snapshot);
  if (link.value.refused) link.value = { ...link.value, refused: null };
  takeSnapshot(snapshot);
}

/** @param {import('./contract.js').Changes} changes */
function receiveChanges(changes) {
  const next = onChanges(place, changes);
  place = next.place;
  if (next.verdict === 'apply') takeChanges(changes);
  if (next.verdict === 'resync') ask();
}

/** Connected but nothing that counts arrives: ask again, at the pace of the silence. */
function listen() {
  if (hub?.state !== HubConnectionState.Connected) return;
  const quiet = now() - Math.max(heardAt.value ?? -Infinity, askedAt);
  if (quiet >= (resting.value ? SILENT_AT_REST_MS : SILENT_MS)) ask();
}
