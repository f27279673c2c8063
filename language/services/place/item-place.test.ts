import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyseAt } from '../testing/analyse-at';
import { placeForItem } from './item-place';

/** The text with a new item, `NEW`, asked for at `$0`. */
function placed(marked: string): string {
  const { analysis, position } = analyseAt(marked);
  const { position: at, before, after } = placeForItem(analysis, position);
  const offset = analysis.lines.offset(at);
  return `${analysis.text.slice(0, offset)}${before}NEW${after}${analysis.text.slice(offset)}`;
}

const kernel = (cursor = ''): string => `kernel k {\n  reduce_expr = a ${cursor}+ b;\n}`;

test('an empty document holds the new item alone', () => {
  assert.equal(placed('$0'), 'NEW\n');
  assert.equal(placed('\n$0\n'), '\nNEW\n');
});

test('asked for in an item, it goes behind it', () => {
  assert.equal(placed(`${kernel('$0')}\n\n${kernel()}\n`), `${kernel()}\n\nNEW\n\n${kernel()}\n`);
  assert.equal(placed(kernel('$0')), `${kernel()}\n\nNEW\n`);
  assert.equal(placed(`${kernel('$0')} // the first\n`), `${kernel()} // the first\n\nNEW\n`);
  assert.equal(placed(`${kernel('$0')} preamble { }`), `${kernel()}\n\nNEW\n\n preamble { }`);
});

test('a kernel and the cases behind it stay together', () => {
  const cases = 'case c of k { n = 4; }\n\n// Larger.\ncase d of k { n = 8; }';
  assert.equal(
    placed(`${kernel('$0')}\n\n${cases}\n\ncase e of l { }\n`),
    `${kernel()}\n\n${cases}\n\nNEW\n\ncase e of l { }\n`,
  );
});

test('an empty line between items is where it goes', () => {
  assert.equal(placed(`${kernel()}\n\n$0\n\n// Next.\n${kernel()}`), `${kernel()}\n\nNEW\n\n// Next.\n${kernel()}`);
  assert.equal(placed(`${kernel()}\n$0`), `${kernel()}\n\nNEW\n`);
});

test('a comment right above an item is a part of it, one apart is not', () => {
  assert.equal(placed(`// Wh$0at it does.\n${kernel()}\n`), `// What it does.\n${kernel()}\n\nNEW\n`);
  assert.equal(placed(`${kernel()}\n\n// No$0te.\n\n${kernel()}`), `${kernel()}\n\nNEW\n\n// Note.\n\n${kernel()}`);
});

test('Windows line breaks count once', () => {
  assert.equal(
    placed(`kernel k {\r\n$0}\r\n\r\nkernel l {\r\n}\r\n`),
    'kernel k {\r\n}\n\nNEW\r\n\r\nkernel l {\r\n}\r\n',
  );
});
