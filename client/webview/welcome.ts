import '@vscode-elements/elements/dist/vscode-button/index.js';
import { h, onClick } from './dom';

/** What an empty panel says: how to get a first result. It is made when it is first shown, since most panels have runs. */
export class Welcome {
  readonly element = h('section', { class: 'welcome', 'aria-labelledby': 'welcome-title', hidden: true });

  constructor(private readonly run: () => void) {}

  show(isWanted: boolean): void {
    if (isWanted && this.element.childElementCount === 0) this.fill();
    this.element.hidden = !isWanted;
  }

  private fill(): void {
    const key = navigator.platform.startsWith('Mac') ? '⌘ Enter' : 'Ctrl+Enter';
    this.element.append(
      h('h2', { id: 'welcome-title' }, 'No runs yet'),
      h(
        'p',
        {},
        'Open a ',
        h('code', {}, '.reduce'),
        ' file, put the cursor into a kernel, and press ',
        h('kbd', {}, key),
        '. Its value, times and bandwidth appear here.',
      ),
      onClick(h('vscode-button', { icon: 'play' }, 'Run Kernel'), this.run),
      h('p', { class: 'note' }, 'Profile a kernel to see how its samples scatter and how its time grows with size.'),
    );
  }
}
