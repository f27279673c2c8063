import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import { VscodeTextfield } from '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { h, onClick } from '../dom';

interface ToolbarEvents {
  readonly onFilter: (text: string) => void;
  readonly onExport: (format: 'json' | 'csv') => void;
}

/** The filter, how many runs it lets through, and the export of the chosen ones. */
export class ListToolbar {
  readonly element: HTMLElement;
  private readonly field = new VscodeTextfield();
  private readonly count = h('span', { class: 'note count' });

  constructor(events: ToolbarEvents) {
    this.field.type = 'search';
    this.field.placeholder = 'Filter by kernel, case, device or status';
    this.field.label = 'Filter runs';
    this.field.className = 'filter';
    this.field.addEventListener('input', () => {
      events.onFilter(this.field.value);
    });
    const exportButton = (format: 'json' | 'csv'): HTMLElement =>
      onClick(
        h(
          'vscode-toolbar-button',
          { icon: 'export', label: `Export the chosen runs as ${format.toUpperCase()}` },
          format.toUpperCase(),
        ),
        () => {
          events.onExport(format);
        },
      );
    this.element = h(
      'div',
      { class: 'list-toolbar' },
      this.field,
      this.count,
      exportButton('json'),
      exportButton('csv'),
    );
  }

  show({ filter, matching, all, chosen }: { filter: string; matching: number; all: number; chosen: number }): void {
    if (this.field.value !== filter) this.field.value = filter;
    const counted = matching === all ? `${all} ${all === 1 ? 'run' : 'runs'}` : `${matching} of ${all} runs`;
    this.count.textContent = chosen > 1 ? `${counted}, ${chosen} chosen` : counted;
  }
}
