import type { Cursor } from './cursor';

/** Words before the type of a declaration that do not change what it is. */
const plainWords: ReadonlySet<string> = new Set([
  ...['__device__', '__host__', '__global__', '__constant__', '__shared__', '__managed__', '__grid_constant__'],
  ...['__forceinline__', '__noinline__', '__inline__', '__inline', '__forceinline', '__extension__'],
  ...[
    'inline',
    'static',
    'constexpr',
    'extern',
    'explicit',
    'virtual',
    'mutable',
    'thread_local',
    'register',
    'friend',
  ],
]);

/** Words with an argument in parentheses. */
const callWords: ReadonlySet<string> = new Set([
  ...['__launch_bounds__', '__attribute__', '__attribute', '__declspec', '__align__', 'alignas', '__maxnreg__'],
]);

export interface Specifiers {
  readonly words: ReadonlySet<string>;
  /** Bytes, of `alignas(N)` or `__align__(N)`; NaN where `N` is no plain number. */
  readonly alignment?: number;
}

/** Whether the word is a specifier that an argument in parentheses follows. */
export function takesArgument(word: string): boolean {
  return callWords.has(word);
}

/** Whether the text of a macro consists of specifiers alone, as in `#define DEVICE __device__ inline`. */
export function isSpecifierText(text: string): boolean {
  return text
    .trim()
    .split(/\s+/)
    .every((word) => word === '' || plainWords.has(word));
}

/** Reads the specifiers, attributes and macros that stand for specifiers in front of a declaration. */
export function parseSpecifiers(cursor: Cursor, macros: ReadonlySet<string>): Specifiers {
  const words = new Set<string>();
  let alignment: number | undefined;
  for (;;) {
    const { kind, text } = cursor.token;
    if (kind === 'punctuator' && text === '[' && cursor.peek().text === '[') {
      cursor.skipGroup();
    } else if (kind !== 'identifier') {
      break;
    } else if (plainWords.has(text) || macros.has(text)) {
      words.add(text);
      cursor.advance();
    } else if (callWords.has(text)) {
      cursor.advance();
      if (text === 'alignas' || text === '__align__') alignment = alignmentAt(cursor);
      else words.add(text);
      cursor.skipGroup();
    } else {
      break;
    }
  }
  return { words, ...(alignment !== undefined && { alignment }) };
}

function alignmentAt(cursor: Cursor): number {
  const { literal } = cursor.peek();
  return literal?.kind === 'integer' && cursor.peek(2).text === ')' ? Number(literal.value) : NaN;
}
