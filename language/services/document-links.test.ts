import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documentLinks } from './document-links';
import { analyseAt } from './testing/analyse-at';

test('the path of a data file links to it, without its quotes', () => {
  const { analysis } = analyseAt('kernel k {}\ncase c of k {\n    x = file("data/x.npy");\n}');
  assert.deepEqual(
    documentLinks(analysis, (path) => `file:///folder/${path}`),
    [
      {
        range: { start: { line: 2, character: 14 }, end: { line: 2, character: 24 } },
        target: 'file:///folder/data/x.npy',
        tooltip: 'Open data/x.npy',
      },
    ],
  );
});

test('nothing else is a link: other strings, empty and unfinished ones, paths that lead nowhere', () => {
  const { analysis } = analyseAt('case c of k { x = "a.npy"; y = file(""); z = full("b"); w = file("c.npy); }');
  assert.deepEqual(
    documentLinks(analysis, (path) => path),
    [],
  );
  const { analysis: found } = analyseAt('case c of k { x = file("a.npy"); }');
  assert.deepEqual(
    documentLinks(found, () => undefined),
    [],
  );
});
