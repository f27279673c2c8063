import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { Inbox } from './inbox';

/** A process whose messages, disconnection and exit reach us in one turn of the event loop, as they do on a busy machine. */
class DyingProcess extends EventEmitter {
  connected = true;

  die(messages: number): void {
    for (let n = 0; n < messages; n++) this.emit('message', { n });
    this.emit('exit');
    this.connected = false;
    this.emit('disconnect');
  }
}

test('the end of a process waits for what it has said', async () => {
  const child = new DyingProcess();
  const inbox = new Inbox(child);
  const heard: string[] = [];
  // One message a turn, as the connection does it.
  let queue = Promise.resolve();
  child.on('message', ({ n }: { n: number }) => {
    queue = queue.then(
      () =>
        new Promise((resolve) => {
          setImmediate(() => {
            void inbox.strategy.handleMessage({ jsonrpc: '2.0' }, () => {
              heard.push(`message ${n}`);
            });
            resolve();
          });
        }),
    );
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () =>
      inbox.whenHandled(() => {
        heard.push('end');
        resolve();
      }),
    );
  });
  child.die(3);
  await ended;
  assert.deepEqual(heard, ['message 0', 'message 1', 'message 2', 'end']);
});

test('the end of a process that said nothing is told at once', () => {
  const child = new DyingProcess();
  const inbox = new Inbox(child);
  let isTold = false;
  child.once('exit', () => inbox.whenHandled(() => (isTold = true)));
  child.die(0);
  assert.equal(isTold, true);
});
