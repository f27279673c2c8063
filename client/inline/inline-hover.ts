import * as vscode from 'vscode';
import type { Run } from '../../protocol/report';
import { commandIds } from '../commands/command-ids';
import {
  formatBandwidth,
  formatBytes,
  formatCount,
  formatPercent,
  formatRelativeError,
  formatSeconds,
} from '../../protocol/format/quantity';
import { formatValue } from '../../protocol/format/value';
import { targetLabel } from '../runs/run-target';
import { targetOf } from '../runs/run-store';
import { peakShare } from './inline-text';

/** Everything about a run in one table, with links to the panel and to another run. */
export function runHover(run: Run, isStale: boolean): vscode.MarkdownString {
  const hover = new vscode.MarkdownString(undefined, true);
  hover.isTrusted = { enabledCommands: [commandIds.showResults, commandIds.runKernel, commandIds.profileKernel] };
  hover.appendMarkdown(`**${escape(targetLabel(targetOf(run)))}**${isStale ? ': the text has changed since' : ''}\n\n`);
  // Before the table: a hover that is longer than its room is cut at its end.
  hover.appendMarkdown(`${links(run)}\n\n`);
  if (run.error !== undefined) {
    hover.appendText([run.error.message, run.error.advice ?? ''].join('\n'));
    hover.appendMarkdown('\n\n');
  }
  hover.appendMarkdown(`| | |\n| --- | --- |\n`);
  for (const [name, value] of rows(run)) hover.appendMarkdown(`| ${name} | ${escape(value)} |\n`);
  return hover;
}

function rows(run: Run): [string, string][] {
  const { device, n, count, result, expect, reference, timings, launch, bandwidth } = run;
  const share = peakShare(run);
  const all: [string, string | undefined][] = [
    ['Device', device?.name],
    [
      'Elements',
      n === undefined ? undefined : `${formatCount(n)}${count === n ? '' : `, ${formatCount(count ?? n)} taken`}`,
    ],
    ['Result', result && `${formatValue(result.value, result.dtype)} (${result.dtype})`],
    ['Expected', expect && formatValue(expect.value, result?.dtype ?? 'float64')],
    [
      'Relative error',
      reference?.relativeError === undefined ? undefined : formatRelativeError(reference.relativeError),
    ],
    [
      'Kernel',
      timings?.kernel &&
        `${formatSeconds(timings.kernel.median)} (${formatSeconds(timings.kernel.p05)} to ${formatSeconds(timings.kernel.p95)}, ${timings.kernel.samples} samples)`,
    ],
    [
      'Cold',
      timings?.cold &&
        `${formatSeconds(timings.cold.median)} (${formatSeconds(timings.cold.p05)} to ${formatSeconds(timings.cold.p95)}), with an empty L2 cache`,
    ],
    ['Back to back', timings?.backToBack && `${formatSeconds(timings.backToBack.median)} a launch`],
    [
      'Compile',
      timings?.compile === undefined
        ? undefined
        : `${formatSeconds(timings.compile)}${timings.compileFromCache === true ? ', from the cache' : ''}`,
    ],
    ['Upload', timings?.upload === undefined ? undefined : formatSeconds(timings.upload)],
    ['Bytes read', bandwidth && formatBytes(bandwidth.bytes)],
    [
      'Bandwidth',
      bandwidth?.bytesPerSecond === undefined
        ? undefined
        : `${formatBandwidth(bandwidth.bytesPerSecond)}${bandwidth.timing === 'cold' ? ', cold' : ''}${share === undefined ? '' : `, ${formatPercent(share)} of the peak of ${formatBandwidth(bandwidth.peak ?? 0)}`}${bandwidth.roof === undefined ? '' : `, ${formatPercent(bandwidth.bytesPerSecond / bandwidth.roof)} of the measured roof`}`,
    ],
    [
      'Launch',
      launch?.grid === undefined
        ? undefined
        : `${launch.grid} blocks of ${launch.block ?? '?'} threads, ${launch.mapping}`,
    ],
    ['Plan', launch?.planNote === undefined ? launch?.planSource : `default: ${launch.planNote}`],
    ['Registers', launch?.registers?.toString()],
    ['Occupancy', launch?.occupancy === undefined ? undefined : formatPercent(launch.occupancy)],
    ['Run at', new Date(run.startedAt).toLocaleString()],
  ];
  return all.flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]]));
}

function links(run: Run): string {
  const link = (title: string, command: string, argument: unknown): string =>
    `[${title}](command:${command}?${encodeURIComponent(JSON.stringify([argument]))})`;
  return [
    link('$(graph) Show in panel', commandIds.showResults, { run: run.id }),
    link('$(play) Run again', commandIds.runKernel, targetOf(run)),
    link('$(pulse) Profile', commandIds.profileKernel, targetOf(run)),
  ].join(' · ');
}

function escape(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|$]/g, '\\$&').replace(/\s*\n\s*/g, ' ');
}
