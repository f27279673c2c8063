import type { CheckedKernel } from '../../language';
import type { TimingMethod, TimingRequest } from '../../native/binding';
import type { Run } from '../../protocol/report';
import type { BackendRequest, PreparedKernel } from '../backends/backend';
import { bytesRead } from '../inputs';
import { toErrorData } from '../errors';
import { bandwidthOf } from '../report/bandwidth';
import type { SelectedDevice } from '../select-device';
import { summarize, type SampleSummary } from '../statistics';
import { measureDeterminism } from './determinism-cost';
import { fitSweep } from './fit-sweep';
import { readRoof, type Roof } from './read-roof';
import { takeSweep } from './sweep';

export interface ProfileRequest {
  /** With its inputs named, which other kernels then find in place. */
  readonly request: BackendRequest;
  readonly selected: SelectedDevice;
  readonly prepared: PreparedKernel;
  readonly prepare: (request: BackendRequest) => Promise<PreparedKernel>;
  /** What the run has measured of the whole reduction. */
  readonly run: Run;
  readonly kernelTime: SampleSummary;
  readonly timing: TimingRequest;
  /** Takes what is known of the run, each time that it is more. */
  readonly learn: (more: Partial<Run>) => void;
  /** Takes a kernel that is to be released with the run's own: what one releases, the others run on. */
  readonly keep: (prepared: PreparedKernel) => void;
}

/** Each back-to-back sample is of some 10 ms of launches. */
const BACK_TO_BACK = { minSamples: 5, maxSamples: 9, budgetSeconds: 0.1 };

/**
 * What a profile measures beside the run itself: cold and back-to-back times, the roof, a sweep over sizes, and what being
 * deterministic costs. Throws the signal's reason where it is aborted between two measurements.
 */
export async function profileKernel(profile: ProfileRequest): Promise<void> {
  const { request, selected, prepared, kernelTime, timing, learn, run } = profile;
  const { kernel, settings, signal, stage } = request;
  const { count } = request.data.range;
  const sample = (method: TimingMethod, limits: TimingRequest): Promise<readonly number[]> => {
    signal.throwIfAborted();
    return prepared.reduce(count, { ...limits, method }).then(({ kernelSeconds }) => kernelSeconds);
  };
  let whole = kernelTime;
  let timings = run.timings;
  if (selected.kind === 'cuda') {
    const coldSeconds = await sample('cold', timing);
    const cold = summarize(coldSeconds);
    const backToBack = summarize(await sample('back-to-back', { ...timing, ...BACK_TO_BACK }));
    whole = cold ?? whole;
    timings = {
      ...timings,
      ...(cold === undefined ? {} : { cold: { ...cold, values: [...coldSeconds] } }),
      ...(backToBack === undefined ? {} : { backToBack }),
    };
  }
  const bytes = bytesRead(kernel, count);
  const roof = await roofOf(profile, bytes);
  stage('running');
  const bandwidth = bandwidthOf({
    bytes,
    seconds: whole.median,
    timing: timings?.cold === undefined ? 'hot' : 'cold',
    selected,
    roof,
  });
  learn({ timings, ...(bandwidth === undefined ? {} : { bandwidth }) });

  if (kernel.deterministic) await learnDeterminism(profile, kernel);
  const sweep = await takeSweep({
    count,
    whole,
    maxSamples: settings.maxSamples,
    // As the whole was timed: what a cache holds would make small sizes look as if memory were faster.
    sample: async (part, limits) => (await prepared.reduce(part, { ...limits, method: 'cold' })).kernelSeconds,
    bytesOf: (part) => bytesRead(kernel, part),
    signal,
    onPoint: () => {
      stage('running');
    },
  });
  const sweepFit = fitSweep(sweep);
  learn({ sweep, ...(sweepFit === undefined ? {} : { sweepFit }) });
}

/** The roof is worth having and no reason to fail: a kernel that ran has a profile without it, too. */
async function roofOf({ request, selected, prepare }: ProfileRequest, bytes: number): Promise<Roof | undefined> {
  try {
    return await readRoof({ bytes, request, selected, prepare });
  } catch (error) {
    request.signal.throwIfAborted();
    return { problem: `The kernel that measures it failed: ${toErrorData(error).message}` };
  }
}

async function learnDeterminism(
  { request, prepared, prepare, learn, keep }: ProfileRequest,
  kernel: CheckedKernel,
): Promise<void> {
  const plain = await prepare({ ...request, kernel: { ...kernel, deterministic: false } });
  keep(plain);
  request.stage('running');
  const { count } = request.data.range;
  const timed =
    ({ reduce }: PreparedKernel) =>
    async (timing: TimingRequest): Promise<readonly number[]> =>
      (await reduce(count, timing)).kernelSeconds;
  const determinism = await measureDeterminism({
    deterministic: timed(prepared),
    plain: timed(plain),
    signal: request.signal,
  });
  if (determinism !== undefined) learn({ determinism });
}
