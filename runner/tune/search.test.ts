import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { PlanVariant } from '../../codegen';
import type { TimingRequest } from '../../native/binding';
import { VariantFailure, type Bench } from './bench';
import { search, type SearchOutcome, type SearchProgress } from './search';

/** A plan of this test: two numbers, of which the second is given at the launch. */
interface Plan {
  readonly block: number;
  readonly grid: number;
}
type Variant = PlanVariant<Plan>;

const blocks = [32, 64, 128, 256, 512, 1024];
const grids = [1, 2, 4, 8, 16];

function variantOf(block: number, grid: number): Variant {
  return {
    plan: { block, grid },
    parameters: { block, grid },
    ranks: [blocks.indexOf(block), grids.indexOf(grid)],
    program: String(block),
  };
}

const start = variantOf(256, 4);
const others = blocks
  .flatMap((block) => grids.map((grid) => variantOf(block, grid)))
  .filter(({ plan }) => plan.block !== 256 || plan.grid !== 4);

interface Machine {
  /** Seconds of one reduction. */
  readonly seconds: (plan: Plan) => number;
  /** Relative disturbance of each sample, given its number. */
  readonly noise?: (sample: number) => number;
  readonly compileSeconds?: number;
  readonly compile?: (plan: Plan) => void;
  /** Called before each measurement. */
  readonly measure?: (plan: Plan) => void;
  readonly objection?: (plan: Plan) => string | undefined;
}

interface Played {
  readonly outcome: SearchOutcome<Plan>;
  readonly progress: readonly SearchProgress[];
  /** Each measurement, in order. */
  readonly order: readonly Plan[];
  readonly seconds: number;
}

/** Searches on a machine whose clock goes on exactly as long as its work takes. */
async function play(
  machine: Machine,
  options: { budgetSeconds?: number; signal?: AbortSignal; seeds?: readonly Variant[] } = {},
): Promise<Played> {
  const { noise = () => 0, compileSeconds = 0.03 } = machine;
  let clock = 0;
  let samples = 0;
  const order: Plan[] = [];
  const programs = new Set<string>();
  const bench: Bench<Plan> = {
    parallelism: 2,
    compile: (variant) => {
      if (!programs.has(variant.program)) clock += compileSeconds;
      programs.add(variant.program);
      machine.compile?.(variant.plan);
      return Promise.resolve();
    },
    measure: ({ plan, program }, { warmups, minSamples, maxSamples, budgetSeconds }: TimingRequest) => {
      assert.ok(programs.has(program), 'it was compiled');
      order.push(plan);
      machine.measure?.(plan);
      const begin = clock;
      const seconds: number[] = [];
      clock += warmups * machine.seconds(plan);
      while (seconds.length < maxSamples && (seconds.length < minSamples || clock - begin < budgetSeconds)) {
        seconds.push(machine.seconds(plan) * (1 + noise(samples++)));
        clock += machine.seconds(plan);
      }
      return Promise.resolve({ seconds });
    },
    objection: ({ plan }) => machine.objection?.(plan),
  };
  const progress: SearchProgress[] = [];
  const outcome = await search({
    bench,
    start,
    others,
    seeds: options.seeds ?? [],
    budgetSeconds: options.budgetSeconds ?? 3,
    signal: options.signal ?? new AbortController().signal,
    now: () => clock,
    onProgress: (each) => progress.push(each),
  });
  return { outcome, progress, order, seconds: clock };
}

/** Fastest at a block of 512 with a grid of 2: 1 ms; each step away from there costs a tenth. */
const bowl = ({ block, grid }: Plan): number => {
  const steps = Math.abs(blocks.indexOf(block) - 4) + Math.abs(grids.indexOf(grid) - 1);
  return 1e-3 * (1 + steps / 10);
};

const outcomeAt = ({ outcome }: Played, block: number, grid: number) =>
  outcome.trials.find(({ variant: { plan } }) => plan.block === block && plan.grid === grid);

describe('a search for a faster plan', () => {
  it('finds the fastest, measured in turn with the default', async () => {
    const { outcome } = await play({ seconds: bowl, noise: (sample) => ((sample * 7919) % 100) / 1e4 });
    assert.deepEqual(outcome.verified?.variant.plan, { block: 512, grid: 2 });
    assert.equal(outcome.verified.comparison.verdict, 'faster');
    assert.ok(Math.abs(outcome.verified.comparison.change - (1 / 1.2 - 1)) < 0.01);
    assert.ok(outcome.verified.kernel.samples >= 20 && outcome.verified.default.samples >= 20);
  });

  it('ends with the winner and the default there and back', async () => {
    const { order } = await play({ seconds: bowl });
    const last = order.slice(-4).map(({ block }) => block);
    assert.deepEqual(last, [256, 512, 512, 256]);
  });

  it('keeps the default where all are alike but for noise, however much of it', async () => {
    for (const scale of [0, 0.01, 0.1, 0.5]) {
      let state = 1;
      const noise = (): number => {
        state = (state * 48271) % 2147483647;
        return (scale * state) / 2147483647;
      };
      const { outcome } = await play({ seconds: () => 1e-3, noise });
      assert.equal(outcome.verified, undefined, `noise ${scale}`);
    }
  });

  it('never chooses what is slower than the default, whatever the machine', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.double({ min: 0.5, max: 2, noNaN: true }), { minLength: 30, maxLength: 30 }),
        fc.double({ min: 0, max: 0.2, noNaN: true }),
        fc.nat(),
        async (factors, scale, seed) => {
          let state = seed + 1;
          const noise = (): number => {
            state = (state * 48271) % 2147483647;
            return (scale * state) / 2147483647;
          };
          const seconds = ({ block, grid }: Plan): number =>
            1e-3 * (factors[blocks.indexOf(block) * grids.length + grids.indexOf(grid)] ?? 1);
          const { outcome } = await play({ seconds, noise });
          const chosen = outcome.verified?.variant.plan ?? start.plan;
          assert.ok(seconds(chosen) <= seconds(start.plan));
        },
      ),
      { numRuns: 30 },
    );
  });

  it('drops a winner that only looked faster when it was found', async () => {
    // The block of 512 is fast until the last comparison begins, and slow in it: as where clocks were boosted before.
    const boosted = async (until: number): Promise<Played> => {
      let measurements = 0;
      return play({
        seconds: ({ block }) => (block === 512 && measurements <= until ? 0.5e-3 : 1e-3),
        measure: () => (measurements += 1),
      });
    };
    const always = await boosted(Infinity);
    assert.equal(always.outcome.verified?.variant.plan.block, 512);
    const { outcome } = await boosted(always.order.length - 4);
    assert.equal(outcome.verified, undefined);
  });

  it('tells why variants are out, and goes on', async () => {
    const played = await play({
      seconds: ({ block, grid }) => (block === 64 ? 0.1 : bowl({ block, grid })),
      compile: ({ block }) => {
        if (block === 1024) throw new VariantFailure('compile', 'too many registers');
      },
      measure: ({ block, grid }) => {
        if (block === 512) throw new VariantFailure('correctness', 'It gave 1 and not 2.');
        if (block === 128 && grid === 4) throw new VariantFailure('resources', 'no room');
      },
    });
    const outcomes = new Map(
      played.outcome.trials.map(({ variant, outcome }) => [JSON.stringify(variant.plan), outcome]),
    );
    assert.equal(outcomes.get('{"block":1024,"grid":4}'), 'compile');
    assert.equal(outcomes.get('{"block":512,"grid":4}'), 'correctness');
    assert.equal(outcomes.get('{"block":128,"grid":4}'), 'resources');
    assert.equal(outcomes.get('{"block":64,"grid":4}'), 'timeout');
    assert.equal(outcomeAt(played, 512, 4)?.message, 'It gave 1 and not 2.');
    assert.deepEqual(played.outcome.verified?.variant.plan, { block: 256, grid: 2 });
  });

  it('takes no winner that gives a wrong result once it is measured again', async () => {
    let ofBest = 0;
    const { outcome } = await play({
      seconds: bowl,
      measure: ({ block, grid }) => {
        if (block === 512 && grid === 2 && (ofBest += 1) > 1) throw new VariantFailure('correctness', 'not the same');
      },
    });
    assert.equal(
      outcome.trials.find(({ variant }) => variant.plan.block === 512 && variant.plan.grid === 2)?.outcome,
      'correctness',
    );
    assert.notDeepEqual(outcome.verified?.variant.plan, { block: 512, grid: 2 });
  });

  it('measures nothing that there is an objection to, and counts it', async () => {
    const { outcome, order } = await play({
      seconds: bowl,
      objection: ({ block }) => (block === 512 ? 'no room' : undefined),
    });
    assert.ok(order.every(({ block }) => block !== 512));
    assert.equal(outcome.pruned, grids.length);
    assert.deepEqual(outcome.verified?.variant.plan.grid, 2);
  });

  it('keeps to its time: with little of it, near variants only, and the default where it cannot be told', async () => {
    const { outcome, seconds } = await play({ seconds: bowl }, { budgetSeconds: 0.3 });
    assert.ok(outcome.trials.length < others.length, `${outcome.trials.length} tried`);
    assert.ok(seconds < 0.6, `${seconds} s`);
    const slow = await play({ seconds: (plan) => 1000 * bowl(plan) }, { budgetSeconds: 1 });
    assert.equal(slow.outcome.verified, undefined);
    assert.ok(slow.seconds < 5, `${slow.seconds} s`);
  });

  it('tries first what an earlier search found', async () => {
    const seed = others.find(({ plan }) => plan.block === 32 && plan.grid === 16);
    assert.ok(seed !== undefined);
    const { outcome } = await play({ seconds: bowl }, { seeds: [seed] });
    assert.equal(outcome.trials[1]?.variant, seed);
  });

  it('tells how it goes on', async () => {
    const { progress } = await play({ seconds: bowl });
    const tried = progress.map((each) => each.tried);
    assert.deepEqual(
      tried,
      tried.toSorted((one, other) => one - other),
    );
    assert.ok(Math.abs((progress.at(-1)?.defaultSeconds ?? 0) - 1.2e-3) < 1e-9);
    assert.ok(Math.abs((progress.at(-1)?.bestSeconds ?? 0) - 1e-3) < 1e-9);
  });

  it('is called off at any step: what was verified by then stays, what was not does not', async () => {
    const whole = await play({ seconds: bowl });
    let verified = 0;
    for (let steps = 1; steps < whole.order.length; steps += 7) {
      const abort = new AbortController();
      let measurements = 0;
      const { outcome, order } = await play(
        { seconds: bowl, measure: () => (measurements += 1) === steps && abort.abort() },
        { signal: abort.signal },
      );
      assert.equal(outcome.isCancelled, true);
      assert.equal(order.length, steps, 'nothing is measured any more');
      if (outcome.verified !== undefined) {
        verified += 1;
        assert.ok(bowl(outcome.verified.variant.plan) < bowl(start.plan));
      }
    }
    assert.ok(verified > 0);
  });

  it('ends where a variant leaves the device unusable, with the reason', async () => {
    const fault = new Error('illegal address');
    const { outcome, order } = await play({
      seconds: bowl,
      measure: ({ block }) => {
        if (block === 512) throw new VariantFailure('runtime', 'It faulted.', { cause: fault, isFatal: true });
      },
    });
    assert.equal(outcome.failure, fault);
    assert.deepEqual(order.at(-1)?.block, 512);
  });

  it('throws what is wrong with the default', async () => {
    const broken = play({
      seconds: bowl,
      measure: () => {
        throw new VariantFailure('runtime', 'It faulted.');
      },
    });
    await assert.rejects(broken, { message: 'It faulted.' });
  });
});
