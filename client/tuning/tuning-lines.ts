import { formatBandwidth, formatChange, formatSeconds } from '../../protocol/format/quantity';
import { formatParameters, tuningVerdict } from '../../protocol/format/tuning';
import type { Trial, Tuning } from '../../protocol/tuning';

/** A search as lines of a log: each variant, the fastest first, those that did not work last, and what came of it. */
export function tuningLines(tuning: Tuning): readonly string[] {
  const isTimed = ({ outcome, seconds }: Trial): boolean => outcome === 'correct' && seconds !== undefined;
  const timed = tuning.trials.filter(isTimed).sort((one, other) => (one.seconds ?? 0) - (other.seconds ?? 0));
  const others = tuning.trials.filter((trial) => !isTimed(trial));
  const lines = [...timed, ...others].map((trial) => {
    const mark = trial === tuning.trials[0] ? ' (default)' : '';
    return `${formatParameters(trial.parameters)}${mark}: ${isTimed(trial) ? timeOf(trial, tuning) : failureOf(trial)}`;
  });
  return [...lines, tuningVerdict(tuning), ...(tuning.file === undefined ? [] : [`Kept in ${tuning.file}.`])];
}

function timeOf({ seconds = 0 }: Trial, tuning: Tuning): string {
  const before = tuning.default?.kernel.median;
  return [
    formatSeconds(seconds),
    ...(tuning.bytes === undefined || seconds === 0 ? [] : [formatBandwidth(tuning.bytes / seconds)]),
    ...(before === undefined ? [] : [formatChange(seconds / before - 1)]),
  ].join(', ');
}

function failureOf({ outcome, message }: Trial): string {
  return message === undefined ? outcome : `${outcome}, ${message}`;
}
