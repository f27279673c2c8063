import { VscodeToolbarButton } from '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';

/**
 * Gives a control of the details the focus, without scrolling to it. A toolbar button takes none for itself: the button
 * inside it does, once it is drawn.
 */
export function focusControl(control: HTMLElement): void {
  if (!(control instanceof VscodeToolbarButton)) control.focus({ preventScroll: true });
  else {
    void control.updateComplete.then(() => {
      control.shadowRoot?.querySelector('button')?.focus({ preventScroll: true });
    });
  }
}
