// Whether a key that is pressed is a command or text.

/** @param {EventTarget|null} target whether keys typed there are text */
export const isTyping = target => target instanceof HTMLElement && (target.isContentEditable || (/^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName) && target.getAttribute('type') !== 'range'));

/** @param {KeyboardEvent} event */
export const isPlain = event => !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target) && !document.querySelector('dialog[open]');
