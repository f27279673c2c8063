import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { createAnalyser } from '../model/analysis';
import { hover } from './hover';
import { dot, hoverAt, hoverInMap } from './testing/hover-at';

describe('hover elsewhere', () => {
  it('shows nothing in comments and for mere punctuation', () => {
    assert.equal(hoverAt(dot.replace('The dot', 'The kern$0el dot')), undefined);
    assert.equal(hoverInMap('x[i] /* $0+ y */ * 2'), undefined);
    assert.equal(hoverInMap('x[i] /* + $0y */ * 2'), undefined);
    assert.equal(hoverInMap('x[i] /* const $0float */ * 2'), undefined);
    assert.equal(hoverAt('preamble { // con$0st float\n }'), undefined);
    assert.equal(hoverInMap('fmaxf(x[i] $0, 1)'), undefined);
    assert.equal(hoverAt(dot.replace('y[i];', 'y[i] $0;')), undefined);
    assert.equal(hoverAt('$0'), undefined);
  });

  it('shows what is known of broken text', () => {
    assert.match(
      hoverAt('kernel k { arguments = const float *x; map_expr = $0x[i] * ; }')?.value ?? '',
      /Vector argument/,
    );
    assert.match(hoverAt('kernel k { dtype_out = flo$0at32')?.value ?? '', /^```reduce\nfloat32/);
    assert.equal(hoverInMap('x[i] * nonsen$0se'), undefined);
    assert.equal(hoverAt('kern$0'), undefined);
  });

  const folder = new URL('../../../examples/', import.meta.url);
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.reduce'))) {
    it(`never fails in ${name}, and its range holds the position`, () => {
      const text = readFileSync(new URL(name, folder), 'utf8');
      const analysis = createAnalyser('file:///kernels.reduce').analyse(text, 1);
      for (let offset = 0; offset <= text.length; offset++) {
        const range = hover(analysis, analysis.lines.position(offset))?.range;
        if (range === undefined) continue;
        assert.ok(analysis.lines.offset(range.start) <= offset && offset <= analysis.lines.offset(range.end));
      }
    });

    it(`never fails where ${name} breaks off`, () => {
      const text = readFileSync(new URL(name, folder), 'utf8');
      const analyser = createAnalyser('file:///kernels.reduce');
      for (let end = 0; end <= text.length; end += 5) {
        const analysis = analyser.analyse(text.slice(0, end), end);
        for (const offset of [end, end - 1, end - 4, end >> 1]) {
          const range = hover(analysis, analysis.lines.position(Math.max(0, offset)))?.range;
          if (range) assert.ok(analysis.lines.offset(range.end) <= end);
        }
      }
    });
  }
});
