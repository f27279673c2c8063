import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../support/root';

interface Rule {
  readonly name?: string;
  readonly match?: string;
}

interface Grammar {
  readonly repository: Readonly<Record<string, { readonly patterns?: readonly Rule[] }>>;
}

const file = path.join(root, 'syntaxes/reduce.tmLanguage.json');
const grammar = JSON.parse(readFileSync(file, 'utf8')) as Grammar;

/** Every word that a rule of `rules` with a scope of that beginning matches. Throws where there is no such rule. */
export function wordsOf(rules: string, scope: string): Set<string> {
  const patterns = grammar.repository[rules]?.patterns?.filter(({ name }) => name?.startsWith(scope)) ?? [];
  if (patterns.length === 0) throw new Error(`#${rules} of ${file} has no rule of ${scope}`);
  return new Set(patterns.flatMap(({ match = '' }) => expand(match)));
}

/**
 * The words that a pattern of alternatives, groups, character lists and `?` matches; look-arounds and `\b` are passed
 * over. So the grammar can factor its word lists, and they can still be compared with the checker's.
 */
export function expand(pattern: string): string[] {
  const text = pattern.replace(/\(\?(?:[=!]|<[=!])(?:\\.|[^()\\])*\)|\\b/g, '');
  let at = 0;

  function alternatives(): string[] {
    const words = sequence();
    while (text[at] === '|') {
      at++;
      words.push(...sequence());
    }
    return words;
  }

  function sequence(): string[] {
    let words = [''];
    while (at < text.length && text[at] !== '|' && text[at] !== ')') {
      const atom = one();
      if (text[at] === '?') {
        at++;
        atom.push('');
      }
      words = words.flatMap((head) => atom.map((tail) => head + tail));
    }
    return words;
  }

  function one(): string[] {
    if (text.startsWith('(?:', at)) {
      at += 3;
      const words = alternatives();
      at++;
      return words;
    }
    if (text[at] === '[') {
      const end = text.indexOf(']', at);
      const characters = [...text.slice(at + 1, end)];
      at = end + 1;
      return characters;
    }
    const character = text.charAt(at++);
    if (!/\w/.test(character)) throw new Error(`‘${character}’ of ‘${pattern}’ makes no list of words`);
    return [character];
  }

  return alternatives();
}
