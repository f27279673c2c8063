import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foldingRanges } from './folding-ranges';
import { analyseAt } from './testing/analyse-at';

/** Each range as `first-last`, lines counted from one, with its kind. */
function foldsOf(text: string): string[] {
  return foldingRanges(analyseAt(text).analysis).map(
    ({ startLine, endLine, kind }) => `${startLine + 1}-${endLine + 1}${kind === undefined ? '' : ` ${kind}`}`,
  );
}

test('items, preambles and their blocks fold up to the line of their closing brace', () => {
  const text = `preamble {
    struct P {
        float lo;
    };
    __device__ float f(float v) {
        if (v > 0) {
            return v;
        }
        return 0;
    }
}
kernel k {
    arguments = const float *x;
}`;
  assert.deepEqual(foldsOf(text), ['1-10', '2-3', '5-9', '6-7', '12-13']);
});

test('fields and bindings of several lines fold', () => {
  const text = `kernel k {
    arguments = const float *x,
                const float *y;
    map_expr = f(
        x[i]
    );
}
case c of k {
    x = [
        1,
        2
    ];
}`;
  assert.deepEqual(foldsOf(text), ['1-6', '2-3', '4-5', '8-12', '9-11']);
});

test('comments of several lines fold as comments: line comments that follow each other, and each block', () => {
  const text = `// One
// two.

// Alone.

/* A
   block. */
kernel k { // Behind code,
    // one
    // two
    neutral = 0;
    // Alone.
}
// At the
// end.`;
  assert.deepEqual(foldsOf(text), ['1-2 comment', '6-7 comment', '8-12', '9-10 comment', '14-15 comment']);
});

test('regions fold from marker to marker, over items and inside each other', () => {
  const text = `// #region all
kernel k {
    // #region inner
    neutral = 0;
    //#endregion
}
// #endregion
// #endregion without a partner
// #region without a partner`;
  assert.deepEqual(foldsOf(text), ['1-7 region', '2-5', '3-5 region']);
});

test('an item that lacks a brace folds to its end', () => {
  assert.deepEqual(foldsOf('kernel k {\n    neutral = 0;\n\ncase c of k {\n    n = 1;\n}'), ['1-2', '4-5']);
  assert.deepEqual(foldsOf('kernel k\n    neutral = 0;\n    map_expr = 1;\n'), ['1-3']);
});

test('line breaks of every platform count', () => {
  assert.deepEqual(foldsOf('// a\r\n// b\r\nkernel k {\r\n    neutral = 0;\r\n}\r\n'), ['1-2 comment', '3-4']);
});
