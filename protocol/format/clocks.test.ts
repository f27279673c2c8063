import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatClock, formatPower, formatReasons } from './clocks';

const none = { heldBackBy: [], samples: 1 };

test('clocks, power and heat are told as far as they are known', () => {
  assert.equal(formatClock({ ...none, smMedian: 1.755e9, smMax: 1.98e9 }), '1.755 GHz of 1.98 (88.6 %)');
  assert.equal(formatClock({ ...none, smMedian: 1.41e9 }), '1.41 GHz');
  assert.equal(formatClock(none), undefined);
  assert.equal(formatPower({ ...none, watts: 312.4, wattsLimit: 700, celsius: 41 }), '312 of 700 W, 41 °C');
  assert.equal(formatPower({ ...none, celsius: 41 }), '41 °C');
  assert.equal(formatPower(none), undefined);
});

test('what holds the clock back has a name, and a new reason its own', () => {
  assert.equal(formatReasons({ ...none, heldBackBy: ['power-cap', 'thermal'] }), 'the power limit and heat');
  assert.equal(formatReasons({ ...none, heldBackBy: ['moonlight'] }), 'moonlight');
  assert.equal(formatReasons(none), undefined);
});
