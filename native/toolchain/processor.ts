import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { arch, cpus } from 'node:os';

let known: string | undefined;

/** What `-march=native` depends on: the processor's model and, where the system tells them, its features. */
export function processorIdentity(): string {
  known ??= createHash('sha256')
    .update([arch(), cpus()[0]?.model ?? '', features()].join('\n'))
    .digest('hex');
  return known;
}

function features(): string {
  try {
    return /^(?:flags|Features)\s*:.*$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[0] ?? '';
  } catch {
    return '';
  }
}
