import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharedFolder } from './shared-folder';

const first = '/home/me/.config/Code/User/workspaceStorage/0123456789abcdef0123456789abcdef/warpfold.warpfold';

test('further windows of a workspace share the storage of the first', () => {
  assert.equal(sharedFolder(first), first);
  assert.equal(sharedFolder(first.replace('cdef/', 'cdef-1/')), first);
  assert.equal(sharedFolder(first.replace('cdef/', 'cdef-9/')), first);
  // As the server for browsers names workspaces.
  const served = '/srv/User/workspaceStorage/-38ba2246/warpfold.warpfold';
  assert.equal(sharedFolder(served), served);
  assert.equal(sharedFolder(served.replace('46/', '46-1/')), served);
});

test('folders that are named otherwise stay apart', () => {
  for (const path of [
    '/home/me/.config/Code/User/globalStorage/warpfold.warpfold',
    '/data/workspaceStorage/-5/warpfold.warpfold',
    '/work-1/0123456789abcdef0123456789abcdef/warpfold.warpfold',
  ])
    assert.equal(sharedFolder(path), path);
});
