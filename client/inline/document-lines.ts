import type { Run } from '../../protocol/report';
import type { DocumentItem } from '../documents/document-items';
import type { ActiveRun } from '../runs/run-store';
import { caseText, expressionText, kernelText, peakShare, type InlineText } from './inline-text';

/** What the inline view shows at the end of one line. */
export interface InlineLine extends InlineText {
  readonly line: number;
  readonly run?: Run;
  readonly share?: number;
  /** What stands above the line, too, because its end is out of sight. */
  readonly above?: string;
  /** Characters to leave free before the text. */
  readonly indent?: number;
}

export interface DocumentRuns {
  /** Of this document, newest first. */
  readonly runs: readonly Run[];
  readonly active: readonly ActiveRun[];
  /** Characters of a line of the text. */
  readonly lengthOf?: (line: number) => number;
}

/** Characters from which a line leaves little room behind it, in a window beside others. */
const LONG_LINE = 72;
/** Characters from which the end of a line is out of sight in most windows. */
const ENDLESS_LINE = 100;

/** The lines of a document's inline view. A run is stale exactly where its hash is not the one of its item. */
export function documentLines(items: readonly DocumentItem[], document: DocumentRuns): readonly InlineLine[] {
  return items.flatMap((item) =>
    item.kind === 'kernel' ? kernelLines(item, items, document) : caseLines(item, document),
  );
}

function kernelLines(
  item: DocumentItem,
  items: readonly DocumentItem[],
  { runs, active, lengthOf }: DocumentRuns,
): InlineLine[] {
  const { line } = item.nameRange.start;
  const running = active.find(({ target }) => target.kernel === item.name);
  if (running !== undefined) return [{ line, text: `${running.stage} …`, tone: 'running' }];
  const own = runs.filter(({ kernel }) => kernel === item.name);
  const isStale = (run: Run): boolean => hashOf(run, item, items) !== run.hash;
  const run = own.find((each) => !isStale(each)) ?? own[0];
  if (run === undefined) return [];
  const stale = isStale(run);
  const share = peakShare(run);
  const length = lengthOf?.(line) ?? 0;
  const first = {
    line,
    run,
    ...kernelText(run, stale, length >= LONG_LINE),
    ...(share === undefined ? {} : { share }),
    ...(length >= ENDLESS_LINE ? { above: kernelText(run, stale).text } : {}),
  };
  const costs = item.expressions.flatMap(({ field, range }): InlineLine[] => {
    const text = expressionText(run, field);
    return text === undefined ? [] : [{ line: range.end.line, text, tone: stale ? 'stale' : 'plain' }];
  });
  return [first, ...costs.filter((cost) => cost.line !== line)];
}

function caseLines(item: DocumentItem, { runs, active, lengthOf }: DocumentRuns): InlineLine[] {
  const { line } = item.nameRange.start;
  const isOwn = (target: { readonly kernel: string; readonly case?: string | undefined }): boolean =>
    target.kernel === item.kernel && target.case === item.name;
  const running = active.find(({ target }) => isOwn(target));
  if (running !== undefined) return [{ line, text: `${running.stage} …`, tone: 'running' }];
  const run = runs.find(isOwn);
  if (run === undefined) return [];
  const text = caseText(run, run.hash !== item.hash);
  return [
    {
      line,
      run,
      ...text,
      ...(hasMessageBeside(item, run) ? { indent: text.text.length } : {}),
      ...((lengthOf?.(line) ?? 0) >= ENDLESS_LINE ? { above: text.text } : {}),
    },
  ];
}

/**
 * Whether the editor may write the message of a failed test on the case's own line: where the case stands on one line.
 * It would paint over the beginning of ours, whose words are about as long as the message's.
 */
function hasMessageBeside({ nameRange, expressions }: DocumentItem, { status }: Run): boolean {
  const isFailure = status === 'failed' || status === 'error' || status === 'timeout';
  return isFailure && expressions.some(({ range }) => range.end.line === nameRange.start.line);
}

/** The hash that a run of a kernel has to have to hold: its case's, or the kernel's own. */
function hashOf(run: Run, kernel: DocumentItem, items: readonly DocumentItem[]): string | undefined {
  if (run.case === undefined) return kernel.hash;
  return items.find((item) => item.kind === 'case' && item.name === run.case && item.kernel === run.kernel)?.hash;
}
