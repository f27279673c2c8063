import { execFileSync } from 'node:child_process';

/** Ids of the processes below another whose command line contains a text. */
export function descendants(ancestor: number, text: string): readonly number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8', maxBuffer: 1 << 26 });
  const all = lines.split('\n').flatMap((line) => {
    const [, id, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return command === undefined ? [] : [{ id: Number(id), parent: Number(parent), command }];
  });
  const below = (id: number): typeof all =>
    all.filter(({ parent }) => parent === id).flatMap((child) => [child, ...below(child.id)]);
  return below(ancestor)
    .filter(({ command }) => command.includes(text))
    .map(({ id }) => id);
}
