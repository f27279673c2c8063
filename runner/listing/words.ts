import type { CodeSummary } from '../../protocol/rpc';
import type { Counts } from './count';

type Summary = Omit<CodeSummary, 'words' | 'warnings'>;

const nouns: Readonly<Record<string, readonly [one: string, many: string]>> = {
  integer: ['integer instruction', 'integer instructions'],
  convert: ['conversion', 'conversions'],
  shuffle: ['shuffle', 'shuffles'],
  barrier: ['barrier', 'barriers'],
  branch: ['branch', 'branches'],
  call: ['call', 'calls'],
  move: ['move', 'moves'],
  other: ['other instruction', 'other instructions'],
};

/** What a reader of the listing looks for first, in sentences. */
export function wordsOf(summary: Summary): string[] {
  const { mainLoop } = summary;
  const sentences: string[] = [];
  if (mainLoop === undefined) sentences.push('No main loop was found.');
  else {
    const { elements } = mainLoop;
    const per = elements === undefined ? '' : ` for ${quantity(elements, 'element', 'elements')}`;
    const total = quantity(mainLoop.instructions, 'instruction', 'instructions');
    sentences.push(
      `The main loop: ${[...accessWords(mainLoop), ...operationWords(mainLoop)].join(', ')}; ${total}${per}.`,
    );
  }
  const { calls } = summary;
  if (calls.length > 0) sentences.push(`Called as subroutines: ${calls.join(', ')}.`);
  sentences.push(
    `The whole kernel: ${[quantity(summary.instructions, 'instruction', 'instructions'), ...resourceWords(summary)].join('; ')}.`,
  );
  return sentences;
}

function accessWords({ accesses }: Counts): string[] {
  const constants = accesses.reduce((sum, { space, count }) => sum + (space === 'constant' ? count : 0), 0);
  const words = accesses.flatMap(({ kind, space, bytes, count }) => {
    if (space === 'constant') return [];
    const where = space === 'global' ? '' : ` of ${space} memory`;
    return [`${quantity(count, kind, `${kind}s`)} of ${quantity(bytes, 'byte', 'bytes')}${where}`];
  });
  // Parameters and literals, of whatever width.
  return constants === 0 ? words : [...words, quantity(constants, 'load of a constant', 'loads of constants')];
}

function operationWords({ operations }: Counts): string[] {
  const floats = operations
    .filter(({ kind }) => /^(?:float|special)/.test(kind))
    .map(({ name, count }) => `${count} ${name}`);
  const rest = Object.entries(nouns).flatMap(([kind, [one, many]]) => {
    const count = operations.reduce((sum, each) => sum + (each.kind === kind ? each.count : 0), 0);
    return count === 0 ? [] : [quantity(count, one, many)];
  });
  return [...floats, ...rest];
}

function resourceWords({ registers, sharedBytes, stackBytes, spillStoreBytes, spillLoadBytes }: Summary): string[] {
  const words: string[] = [];
  if (registers !== undefined) words.push(quantity(registers, 'register', 'registers'));
  if (sharedBytes !== undefined)
    words.push(sharedBytes === 0 ? 'no shared memory' : `${quantity(sharedBytes, 'byte', 'bytes')} of shared memory`);
  if (spillStoreBytes !== undefined && spillLoadBytes !== undefined) {
    const none = spillStoreBytes + spillLoadBytes === 0;
    words.push(none ? 'no spills' : `spills of ${spillStoreBytes} bytes stored and ${spillLoadBytes} loaded`);
  }
  if (stackBytes !== undefined)
    words.push(stackBytes === 0 ? 'no local memory' : `${quantity(stackBytes, 'byte', 'bytes')} of local memory`);
  return words;
}

export function quantity(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
