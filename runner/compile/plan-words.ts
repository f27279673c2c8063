import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CompileResult } from '../../protocol/rpc';
import type { ChosenPlan } from '../tune/chosen-plan';
import type { ShownRun } from './shown-run';

/** What is told of the plan that a program was generated with. */
export type PlanTold = NonNullable<CompileResult['kernels'][number]['plan']>;

export interface PlanSubject {
  readonly chosen: Pick<ChosenPlan<unknown>, 'source' | 'tuned' | 'note'>;
  /** Undefined where the kernel cannot run: the plan is one of large input then. */
  readonly run: ShownRun | undefined;
  /** What the program is for: a device's name, or an architecture. */
  readonly device: string;
  /** Whether the kernel's plan is the same everywhere. */
  readonly isFixed: boolean;
  /** Of the document. */
  readonly uri: string;
}

/** Which plan a program has, in words and for programs. */
export function tellPlan({ chosen, run, device, isFixed, uri }: PlanSubject): PlanTold {
  const { source, tuned, note } = chosen;
  const input = inputOf(run);
  const problem = note === undefined ? '' : ` A tuned plan is not used: ${note}`;
  const words = isFixed
    ? `the same on every device, as the kernel is deterministic; for ${input}.`
    : tuned === undefined
      ? `default for ${input} on ${device}.${problem}`
      : `tuned for ${input} on ${tuned.device}, from ${shortened(tuned.file, uri)}.`;
  return {
    source,
    ...(run?.case === undefined ? {} : { case: run.case.name }),
    ...(run === undefined ? {} : { count: run.range.count }),
    device: tuned?.device ?? device,
    ...(note === undefined ? {} : { note }),
    words: `Plan: ${words}`,
  };
}

/**
 * Says in a generated program which plan it has, in the place of the empty comment below its title: every line keeps its
 * number, which listings and the program's own `#line` directives name.
 */
export function withPlan(text: string, words: string): string {
  const [title = '', next, ...rest] = text.split('\n');
  if (next !== '//') return [`${title} ${words}`, ...(next === undefined ? [] : [next]), ...rest].join('\n');
  return [title, `// ${words}`, ...rest].join('\n');
}

function inputOf(run: ShownRun | undefined): string {
  if (run === undefined) return 'large input';
  const { case: case_, isLargest, range } = run;
  const elements = `${range.count} elements`;
  if (case_ === undefined) return `generated input of ${elements}`;
  return `case ${case_.name} (${isLargest ? 'the largest: ' : ''}${elements})`;
}

/** As seen from the document's folder, where both are files. */
function shortened(file: string, uri: string): string {
  return uri.startsWith('file:') ? path.relative(path.dirname(fileURLToPath(uri)), file) : file;
}
