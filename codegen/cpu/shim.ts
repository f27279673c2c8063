import { wordsOf } from '../emit/words';
import { shimFiles } from './shim-files';

/**
 * CUDA's functions and types for a C++ compiler that has never seen CUDA. A program takes along only what it uses, so
 * that it compiles fast and reads well, and no name is declared that the user did not mean.
 */
export interface ShimDeclaration {
  /** With the comment above it. */
  readonly text: string;
  /** The names that it declares; empty for an operator, which comes along with the types that it takes. */
  readonly names: readonly string[];
  /** Every word of its code, its own names apart. */
  readonly uses: ReadonlySet<string>;
}

interface ShimIndex {
  readonly declarations: readonly ShimDeclaration[];
  readonly byName: ReadonlyMap<string, readonly ShimDeclaration[]>;
  readonly operators: readonly ShimDeclaration[];
}

let index: ShimIndex | undefined;

/** Reads the shim once. */
function shimIndex(): ShimIndex {
  index ??= buildIndex(shimFiles().flatMap(parseDeclarations));
  return index;
}

function buildIndex(declarations: readonly ShimDeclaration[]): ShimIndex {
  const byName = new Map<string, ShimDeclaration[]>();
  for (const declaration of declarations) {
    for (const name of declaration.names) {
      const known = byName.get(name);
      if (known === undefined) byName.set(name, [declaration]);
      else known.push(declaration);
    }
  }
  return { declarations, byName, operators: declarations.filter(({ names }) => names.length === 0) };
}

/** Every declaration of the shim, in an order in which each uses only those before it. */
export function shimDeclarations(): readonly ShimDeclaration[] {
  return shimIndex().declarations;
}

/** The declarations that a program with these words needs, as one text; empty where it needs none. */
export function shimSource(words: ReadonlySet<string>): string {
  const { declarations, byName, operators } = shimIndex();
  const needed = new Set<ShimDeclaration>();
  const reached = new Set<string>();
  const reach = (word: string): void => {
    if (reached.has(word)) return;
    reached.add(word);
    for (const declaration of byName.get(word) ?? []) {
      needed.add(declaration);
      declaration.uses.forEach(reach);
    }
  };
  words.forEach(reach);
  for (const operator of operators) {
    const types = [...operator.uses].filter((word) => byName.has(word));
    if (types.every((type) => reached.has(type))) needed.add(operator);
  }
  return layOut(declarations.filter((declaration) => needed.has(declaration)));
}

/** One-line declarations stand together, longer ones apart. */
function layOut(declarations: readonly ShimDeclaration[]): string {
  let source = '';
  let lastIsLong = false;
  for (const { text } of declarations) {
    const isLong = text.includes('\n');
    if (source !== '') source += isLong || lastIsLong ? '\n\n' : '\n';
    source += text;
    lastIsLong = isLong;
  }
  return source;
}

/**
 * Splits a file of the shim. It relies on how these files are written: clang-formatted, no conditional sections, no
 * braces in comments or strings, and a comment stands above what it is about, without an empty line between.
 */
function parseDeclarations(file: string): ShimDeclaration[] {
  const declarations: ShimDeclaration[] = [];
  let lines: string[] = [];
  let depth = 0;
  for (const line of file.split('\n')) {
    if (depth === 0 && (line === '' || line === '#pragma once')) {
      lines = [];
      continue;
    }
    lines.push(line);
    if (line.startsWith('//')) continue;
    depth += count(line, '{') - count(line, '}');
    if (depth === 0 && /(?:[;}]|^#.*)$/.test(line)) {
      declarations.push(declarationOf(lines.join('\n')));
      lines = [];
    }
  }
  return declarations;
}

function declarationOf(text: string): ShimDeclaration {
  const code = text.replace(/^\s*\/\/.*$/gm, '').trim();
  const name = declaredName(code);
  const uses = wordsOf(code);
  if (name !== undefined) uses.delete(name);
  return { text, names: name === undefined ? [] : [name], uses };
}

/** The name of a macro, a struct, an alias or a function; undefined for an operator. */
function declaredName(code: string): string | undefined {
  if (/\boperator[^\w\s]/.test(code.split('{')[0] ?? '')) return undefined;
  const patterns = [/^#define (\w+)/, /^struct (?:alignas\(\d+\) )?(\w+)/, /^typedef [^;]*?(\w+);$/, /(\w+)\(/];
  for (const pattern of patterns) {
    const name = pattern.exec(code)?.[1];
    if (name !== undefined) return name;
  }
  throw new Error(`no name in this declaration of the shim: ${code}`);
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
