import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CancellationToken, CancellationTokenSource, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { Guard } from './guard';

const never = CancellationToken.None;

function fail(): never {
  throw new Error('a mistake of ours');
}

test('a failing request is answered with nothing, and said once with its feature', async () => {
  const log: string[] = [];
  const guard = new Guard((message) => log.push(message));
  const handler = guard.request('Hover', null, fail);
  assert.equal(await handler({}, never), null);
  assert.equal(await handler({}, never), null);
  assert.equal(await guard.request('Rename', null, () => Promise.reject(new Error('later')))({}, never), null);
  assert.deepEqual(
    log.map((line) => line.split('\n')[0]),
    ['Hover failed: Error: a mistake of ours', 'Rename failed: Error: later'],
  );
});

test('a refusal is passed on with its reason', async () => {
  const refusal = new ResponseError(LSPErrorCodes.RequestFailed, 'It is taken.');
  const handler = new Guard(fail).request('Rename', null, () => {
    throw refusal;
  });
  assert.equal(await handler({}, never), refusal);
});

test('nothing is computed for a request that was cancelled', async () => {
  const source = new CancellationTokenSource();
  source.cancel();
  const answer = await new Guard(fail).request('Hover', null, fail)({}, source.token);
  assert.ok(answer instanceof ResponseError && answer.code === LSPErrorCodes.RequestCancelled);
});

test('a failing notification or timer ends nothing', () => {
  const log: string[] = [];
  const guard = new Guard((message) => log.push(message));
  guard.notification('Opening', fail)({});
  guard.task('Later', fail);
  assert.equal(log.length, 2);
});

test('once closed it does no work', async () => {
  const guard = new Guard(fail);
  guard.close();
  const answer = await guard.request('Hover', null, fail)({}, never);
  assert.ok(answer instanceof ResponseError);
  guard.notification('Opening', fail)({});
});
