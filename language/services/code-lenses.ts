import type { CodeLens } from 'vscode-languageserver-types';
import type { CaseItem, KernelItem } from '../syntax/tree';
import { rangeOf, type Analysis } from './model/analysis';

/** The commands that the client has for what lenses offer. Without a command there is no lens. */
export interface LensCommands {
  readonly run?: string;
  readonly profile?: string;
}

/** The argument of a lens's command. */
export interface LensTarget {
  readonly uri: string;
  /** Empty where a case does not say yet which kernel it is of. */
  readonly kernel: string;
  /** Left out for the kernel itself. */
  readonly case?: string;
}

/** Documents of other schemes have no place in a workspace that a run could start from. */
const runnableScheme = /^(?:file|untitled):/;

/** "Run" and "Profile" above every kernel and case that has a name, whatever mistakes stand in it. */
export function codeLenses(analysis: Analysis, commands: LensCommands): CodeLens[] {
  const { uri, model } = analysis;
  const offers = offersOf(commands);
  if (offers.length === 0 || !runnableScheme.test(uri)) return [];
  return model.items.flatMap(({ item, start }) => {
    if ((item.kind !== 'kernel' && item.kind !== 'case') || item.name.text === '') return [];
    const range = rangeOf(analysis, item.name.span, start);
    const target = targetOf(uri, item);
    return offers.map(({ title, command }) => ({ range, command: { title, command, arguments: [target] } }));
  });
}

function offersOf({ run, profile }: LensCommands): { readonly title: string; readonly command: string }[] {
  return [
    ...(run === undefined ? [] : [{ title: '$(play) Run', command: run }]),
    ...(profile === undefined ? [] : [{ title: '$(pulse) Profile', command: profile }]),
  ];
}

function targetOf(uri: string, item: KernelItem | CaseItem): LensTarget {
  if (item.kind === 'kernel') return { uri, kernel: item.name.text };
  return { uri, kernel: item.kernel.text, case: item.name.text };
}
