import { h } from './dom';

/** Speaks to screen readers without moving the focus. */
export class Announcer {
  readonly element = h('div', { class: 'visually-hidden', role: 'status', 'aria-live': 'polite' });

  say(text: string): void {
    // A text that is the same as the last one would not be spoken again.
    this.element.textContent = this.element.textContent === text ? `${text}\u00a0` : text;
  }
}
