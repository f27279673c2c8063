import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { parseItem } from '../../language/syntax/parse-item';
import { splitItems } from '../../language/syntax/split-items';
import { root } from '../support/root';
import { tokenize, type Token } from './tokenize';

const folder = path.join(root, 'examples');
const examples = readdirSync(folder)
  .filter((name) => name.endsWith('.reduce'))
  .map((name) => ({ name, text: readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n') }));
assert.ok(examples.length > 0, `no example in ${folder}`);

/** What people leave behind while they type, in place of the `;` of a value. */
const unfinished = ['', ' (', ' [', ' {', ' {(', ' "', " '", ' +', ' foo(x, "', ' complex<', ' Pair{a, {1'];

/** The offset of the `;` of every member of a kernel or case. */
function memberEnds(text: string): number[] {
  return splitItems(text).flatMap(({ text: itemText, start }) => {
    const { item } = parseItem(itemText);
    if (item.kind === 'kernel') return item.fields.map(({ span }) => start + span.end - 1);
    return item.kind === 'case' ? item.bindings.map(({ span }) => start + span.end - 1) : [];
  });
}

/** The first line of the next item from `line` on, which comments may stand above. */
function nextItem(lines: readonly (readonly Token[])[], line: number): number {
  const at = lines.findIndex(([first], index) => index >= line && /^(kernel|case|preamble)$/.test(first?.text ?? ''));
  return at < 0 ? lines.length : at;
}

describe('an unfinished value leaves the rest of the file as it was', () => {
  for (const { name, text } of examples) {
    test(name, async () => {
      const whole = await tokenize(text);
      const ends = memberEnds(text);
      assert.ok(ends.length > 0);
      for (const end of ends) {
        const nextLine = text.slice(0, end).split('\n').length;
        // Behind the last member, an open brace takes the one that closes the item: then the next item is the first
        // that can be right again.
        const isLast = whole[nextLine]?.[0]?.text === '}';
        for (const rest of unfinished) {
          const from = isLast && rest.includes('{') ? nextItem(whole, nextLine) : nextLine;
          const broken = await tokenize(text.slice(0, end) + rest + text.slice(end + 1));
          assert.deepEqual(broken.slice(from), whole.slice(from), `line ${nextLine}, with ‘${rest}’ for ‘;’`);
        }
      }
    });
  }
});

test('all rules give a value up before the same lines', () => {
  const grammar = readFileSync(path.join(root, 'syntaxes/reduce.tmLanguage.json'), 'utf8');
  const uses = new Map<string, number>();
  for (const [, lines = ''] of grammar.matchAll(/"end": ".*?\^\(\?=(.*)"/g))
    uses.set(lines, (uses.get(lines) ?? 0) + 1);
  // Values and their braces; the text of preambles; kernels; cases.
  const counts = [...uses.values()].sort((a, b) => b - a);
  assert.equal(counts.length, 4, [...uses.keys()].join('\n'));
  assert.deepEqual(counts.slice(1), [2, 1, 1]);
});

describe('every prefix of an item leaves the item behind it as it is', () => {
  const next = '\nkernel next {\n    map_expr = x[i];\n}\n';
  for (const { name, text } of examples) {
    test(name, async () => {
      const wanted = (await tokenize(next)).slice(1);
      for (const item of splitItems(text)) {
        for (let end = 0; end <= item.text.length; end += 3) {
          const lines = await tokenize(item.text.slice(0, end) + next);
          assert.deepEqual(lines.slice(-wanted.length), wanted, `behind ‘${item.text.slice(0, end)}’`);
        }
      }
    });
  }
});
