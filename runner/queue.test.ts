import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KeyedQueue } from './queue';

test('tasks of one key run in turn, tasks of different keys side by side', async () => {
  const queue = new KeyedQueue();
  const events: string[] = [];
  let releaseFirst = (): void => undefined;
  const first = queue.run('gpu', async () => {
    events.push('first starts');
    await new Promise<void>((resolve) => (releaseFirst = resolve));
    events.push('first ends');
  });
  const second = queue.run('gpu', () => Promise.resolve(void events.push('second')));
  await queue.run('cpu', () => Promise.resolve(void events.push('other')));
  assert.deepEqual(events, ['first starts', 'other']);
  releaseFirst();
  await Promise.all([first, second]);
  assert.deepEqual(events, ['first starts', 'other', 'first ends', 'second']);
});

test('a task that fails does not stop the next', async () => {
  const queue = new KeyedQueue();
  await assert.rejects(
    queue.run('gpu', () => Promise.reject(new Error('no'))),
    /no/,
  );
  assert.equal(await queue.run('gpu', () => Promise.resolve(2)), 2);
});
