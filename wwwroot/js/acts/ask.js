// Before anything reaches the broker: what would happen, on which account, in figures of the host; and afterwards what came of it.
import { html, useEffect, useRef, useState } from '../../lib/ui.js';
import { send } from '../rest.js';
import { wordsOf } from '../answers.js';
import { AccountTag } from '../account-tag.js';
import { ACTS, changes, isAsked, wouldDo } from './plan.js';
import * as format from '../format.js';

/** @typedef {import('./plan.js').ActName} ActName */
/** @typedef {import('./plan.js').Facts} Facts */
/** @typedef {import('../api.js').ActionView} ActionView */
/** @typedef {{phase: 'asking'|'shown'|'refused'|'sending'|'done'|'unknown', answer: ActionView|null, said: string}} State */

const ASK_AFTER_MS = 300, ASK_AGAIN_MS = 2000;

/** @param {{act: ActName, account: string, ticket: string, row: Facts, onClose: () => void}} props */
export function Ask({ act: name, account, ticket, row, onClose }) {
  const act = ACTS[name], box = useRef(/** @type {HTMLDialogElement|null} */ (null)), first = useRef(row);
  const [text, setText] = useState(act.field?.start(row) ?? ''), [state, setState] = useState(/** @type {State} */ ({ phase: 'asking', answer: null, said: '' }));
  // the same request may be sent twice without being done twice; another text is another request
  const key = useRef({ text, id: crypto.randomUUID() });
  if (key.current.text !== text) key.current = { text, id: crypto.randomUUID() };
  const path = `api/v1/positions/${ticket}/${act.path}?account=${encodeURIComponent(account)}`, ended = state.phase === 'done';
  useEffect(() => box.current?.showModal(), []);
  useLook(`${path}&dryRun=true`, name, text, row, state.phase, setState);
  const shown = ended ? first.current : row, ready = wouldDo(name, state.answer) && (state.phase === 'shown' || state.phase === 'unknown') && isAsked(act, text);
  const go = async () => {
    if (!ready) return;
    setState({ ...state, phase: 'sending', said: '' });
    try {
      const answer = await send(act.method, path, act.body(text.trim(), row), { 'idempotency-key': key.current.id });
      const isUnknown = answer?.outcome === 'unknown';
      setState({ phase: isUnknown ? 'unknown' : 'done', answer: isUnknown ? state.answer : answer, said: isUnknown ? `Nobody knows yet: ${answer.reason}` : answer?.reason ?? (name === 'manage' ? 'It is so from now on.' : 'Done.') });
    } catch (fault) {
      const status = fault instanceof Error && 'status' in fault ? Number(fault.status) : 0;
      setState({ ...state, phase: status === 0 ? 'unknown' : 'refused', said: status === 0 ? 'The host has not answered: whether it was sent is not known. Asking again is safe, it is never done twice.' : wordsOf(fault) });
    }
  };
  return html`<dialog class="ask" ref=${box} aria-labelledby="ask-title" onClose=${onClose}><div class="band-in"></div><header><h2 id="ask-title">${act.title(shown)}</h2><${AccountTag}/></header>
    ${act.field && !ended && html`<div class="row"><label for="ask-field">${act.field.label}</label><input id="ask-field" class=${act.field.isText ? 'field long' : 'field'} inputmode=${act.field.isText ? undefined : 'decimal'} autocomplete="off" spellcheck=${false} maxlength="200" value=${text} aria-describedby="ask-hint" aria-invalid=${state.phase === 'refused' ? 'true' : undefined} disabled=${state.phase === 'sending'} onInput=${(/** @type {InputEvent & {currentTarget: HTMLInputElement}} */ event) => setText(event.currentTarget.value)}/><span id="ask-hint" class="q2">${act.field.hint}</span></div>`}
    <table><caption class="sr">What is now, and what would be</caption><thead><tr><th scope="col"><span class="sr">Figure</span></th><th scope="col" class="r">Now</th><th scope="col" class="r">${ended ? 'Done' : 'After'}</th></tr></thead><tbody>${changes(name, shown, ended ? null : state.answer).map((change, i) => html`<tr key=${change.name}><th scope="row">${change.name}</th><td class="r">${i === 0 && html`<i class="mark solid"></i>`}${change.now}</td><td class=${`r ${change.tint ?? ''}`}>${ended ? '' : i === 0 && change.after !== format.DASH ? html`<span class="intent"><i class="mark hollow"></i>${change.after}</span>` : change.after}</td></tr>`)}</tbody></table>
    <p class=${`note ${state.phase === 'refused' ? 'wrong-text' : ''}`} role=${state.phase === 'refused' || state.phase === 'unknown' ? 'alert' : 'status'}>${sayOf(name, state)}</p>
    <footer>${ended ? html`<button class="btn primary" type="button" autofocus onClick=${() => box.current?.close()}>Back to the ticket</button>` : html`<button class="btn" type="button" autofocus=${!act.field} onClick=${() => box.current?.close()}>${act.keep(shown)}</button><button class="btn primary" type="button" aria-disabled=${ready ? undefined : 'true'} onClick=${go}>${state.phase === 'sending' ? 'Sending' : state.phase === 'unknown' ? 'Ask for it again' : act.verb(text, row, state.answer)}</button>`}</footer></dialog>`;
}

/** @param {ActName} name @param {State} state */
function sayOf(name, { phase, answer, said }) {
  if (said) return said.replace(/\.?$/, '.');
  if (phase === 'sending') return 'Sent. Waiting for the broker, then read back.';
  if (phase === 'asking') return 'Asking the host what would happen.';
  if (name === 'manage') return 'It is kept as a version of the settings. Nothing is sent to the broker by it.';
  return answer ? `${answer.reason.replace(/^Would be sent: /, '').replace(/\.?$/, '.')}` : '';
}

/**
 * Asks what would happen, a little after the last key and now and then again: prices move on.
 * @param {string} path @param {ActName} name @param {string} text @param {Facts} row @param {State['phase']} phase @param {(state: State) => void} setState
 */
function useLook(path, name, text, row, phase, setState) {
  const act = ACTS[name], isOver = phase === 'sending' || phase === 'done' || phase === 'unknown';
  useEffect(() => {
    if (isOver) return undefined;
    const stop = new AbortController();
    /** @type {ReturnType<typeof setTimeout>} */
    let timer;
    const ask = async () => {
      try {
        const answer = await send(act.method, path, act.body(text.trim(), row), {}, stop.signal);
        if (stop.signal.aborted) return;
        setState(wouldDo(name, answer) ? { phase: 'shown', answer, said: '' } : { phase: 'refused', answer: null, said: answer.reason });
      } catch (fault) {
        if (stop.signal.aborted) return;
        setState({ phase: 'refused', answer: null, said: wordsOf(fault) });
        // it is not open any more: there is nothing left to ask about
        if (fault instanceof Error && 'status' in fault && fault.status === 404) return;
      }
      timer = setTimeout(ask, ASK_AGAIN_MS);
    };
    if (isAsked(act, text)) timer = setTimeout(ask, act.field ? ASK_AFTER_MS : 0);
    else setState({ phase: 'asking', answer: null, said: text.trim() === '' ? `Give ${act.field?.isText ? 'a reason' : 'a number'}` : `${text} does not fit: give a number, as in ${act.field?.start(row) || '0.01'}` });
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [path, text, isOver]);
}
