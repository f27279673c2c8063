import { launch } from './launch';

launch('server', {
  startedMilliseconds: 2000,
  v8Options: [
    // Each edit makes megabytes of short-lived values beside the few that stay. V8 would let the heap grow to several times
    // what is alive; this keeps a third less resident, and costs no time that can be measured.
    '--heap-growing-percent=20',
    // What is made for a version of a document lives until the next: V8 takes that for long, and would make it among the
    // old, where only a collection of everything finds it. In the young generation it is gone with the next scavenge.
    '--no-allocation-site-pretenuring',
    // A collection of everything is marked by other threads and beside allocations. In tasks between messages, which V8
    // would use as well, it makes every message of a while wait: the longest answers take twice as long.
    '--no-incremental-marking-task',
  ],
});
