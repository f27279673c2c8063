import assert from 'node:assert/strict';
import { PassThrough, Writable } from 'node:stream';
import { test } from 'node:test';
import fc from 'fast-check';
import { StreamMessageReader, type Message } from 'vscode-languageserver/node';
import { WholeMessageWriter } from './whole-message-writer';

test('a message arrives whole, whatever its characters are', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), async (texts) => {
      const stream = new PassThrough({ objectMode: true });
      const chunks: unknown[] = [];
      stream.on('data', (chunk) => chunks.push(chunk));
      const received: Message[] = [];
      new StreamMessageReader(stream).listen((message) => received.push(message));
      const writer = new WholeMessageWriter(stream);
      const sent = texts.map((text) => ({ jsonrpc: '2.0', method: text }));
      for (const message of sent) await writer.write(message);
      await new Promise((resolve) => setImmediate(resolve));
      assert.deepEqual(received, sent);
      assert.equal(chunks.length, sent.length, 'Each message is one write.');
    }),
  );
});

test('a message that cannot be written is told of', async () => {
  const writer = new WholeMessageWriter(
    new Writable({
      write: (_chunk, _encoding, done) => {
        done(new Error('gone'));
      },
    }),
  );
  const errors: string[] = [];
  writer.onError(([error]) => errors.push(error.message));
  await assert.rejects(writer.write({ jsonrpc: '2.0' }), /gone/);
  assert.ok(errors.includes('gone'));
});
