/** Values of a plan's parameters by name: what a tuner tries, and what a tuning file keeps. */
export type PlanParameters = Readonly<Record<string, number>>;

/** One number of a plan that a tuner may change. */
export interface PlanParameter<Plan> {
  /** CUB's name, where CUB has the parameter. */
  readonly name: string;
  /** Values worth trying, rising. */
  readonly values: readonly number[];
  readonly read: (plan: Plan) => number;
  readonly write: (plan: Plan, value: number) => Plan;
  /** Whether it is given at the launch only: plans that differ in nothing else share a program. */
  readonly atLaunch: boolean;
}

/** What every plan has to fulfil to work. */
export interface PlanRule<Plan> {
  /** What the rule demands, as the rest of a sentence: `threads_per_block must be …`. */
  readonly demand: string;
  readonly holds: (plan: Plan) => boolean;
}

/** Everything that a tuner may try of a kernel on a device. */
export interface SearchSpace<Plan> {
  readonly parameters: readonly PlanParameter<Plan>[];
  readonly rules: readonly PlanRule<Plan>[];
}

/** A parameter that is a field of the plan. */
export function fieldParameter<Field extends string, Plan extends Readonly<Record<Field, number>>>(
  name: string,
  field: Field,
  values: readonly number[],
  atLaunch = false,
): PlanParameter<Plan> {
  return {
    name,
    values,
    read: (plan) => plan[field],
    write: (plan, value) => ({ ...plan, [field]: value }),
    atLaunch,
  };
}

export function parametersOf<Plan>({ parameters }: SearchSpace<Plan>, plan: Plan): PlanParameters {
  return Object.fromEntries(parameters.map(({ name, read }) => [name, read(plan)]));
}

/** A plan with some of its parameters set, or why there is no such plan. */
export type ChangedPlan<Plan> = { readonly plan: Plan } | { readonly problem: string };

/** The plan with these parameters; those that are not named stay. Values need not be among those worth trying. */
export function withParameters<Plan>(space: SearchSpace<Plan>, plan: Plan, wanted: PlanParameters): ChangedPlan<Plan> {
  const known = new Map(space.parameters.map((parameter) => [parameter.name, parameter]));
  let changed = plan;
  for (const [name, value] of Object.entries(wanted)) {
    const parameter = known.get(name);
    if (parameter === undefined) return { problem: `there is no parameter ${name}` };
    changed = parameter.write(changed, value);
  }
  const broken = space.rules.find(({ holds }) => !holds(changed));
  return broken === undefined ? { plan: changed } : { problem: broken.demand };
}

/** One plan of a search space. */
export interface PlanVariant<Plan> {
  readonly plan: Plan;
  readonly parameters: PlanParameters;
  /** Position of each value among those of its parameter: how far apart variants are. */
  readonly ranks: readonly number[];
  /** The same for variants that share a program. */
  readonly program: string;
}

/** A space's variants: the given plan, whatever the rules say of it, and every other that fulfils them. */
export interface PlanVariants<Plan> {
  readonly start: PlanVariant<Plan>;
  readonly others: readonly PlanVariant<Plan>[];
}

/** Spells out a space around a plan, whose own values count as worth trying. */
export function variantsAround<Plan>(space: SearchSpace<Plan>, plan: Plan): PlanVariants<Plan> {
  const { parameters, rules } = space;
  const axes = parameters.map(({ values, read }) => [...new Set([...values, read(plan)])].sort((a, b) => a - b));
  const variant = (of: Plan, ranks: readonly number[]): PlanVariant<Plan> => ({
    plan: of,
    parameters: parametersOf(space, of),
    ranks,
    program: parameters
      .filter(({ atLaunch }) => !atLaunch)
      .map(({ read }) => read(of))
      .join(),
  });
  const startRanks = parameters.map(({ read }, axis) => axes[axis]?.indexOf(read(plan)) ?? 0);
  const isStart = (ranks: readonly number[]): boolean => ranks.every((rank, axis) => rank === startRanks[axis]);

  const others: PlanVariant<Plan>[] = [];
  const spell = (axis: number, of: Plan, ranks: readonly number[]): void => {
    const parameter = parameters[axis];
    if (parameter === undefined) {
      if (!isStart(ranks) && rules.every(({ holds }) => holds(of))) others.push(variant(of, ranks));
      return;
    }
    (axes[axis] ?? []).forEach((value, rank) => {
      spell(axis + 1, parameter.write(of, value), [...ranks, rank]);
    });
  };
  spell(0, plan, []);
  return { start: variant(plan, startRanks), others };
}

/** How far apart two variants are: parameters that differ count more than how many of their values lie between. */
export function distanceBetween<Plan>(one: PlanVariant<Plan>, other: PlanVariant<Plan>): number {
  return one.ranks.reduce((sum, rank, axis) => {
    const steps = Math.abs(rank - (other.ranks[axis] ?? rank));
    return steps === 0 ? sum : sum + 1000 + steps;
  }, 0);
}

/**
 * Leaves one of those variants that are the same for an input: a limit that it does not reach is as good as any other. Of
 * these it is the nearest to the start, which suits other inputs, too.
 *
 * @param launchOf Tells launches of one program apart.
 */
export function distinctLaunches<Plan>(
  { start, others }: PlanVariants<Plan>,
  launchOf: (plan: Plan) => number,
): PlanVariants<Plan> {
  const keyOf = ({ program, plan }: PlanVariant<Plan>): string => `${program} ${launchOf(plan)}`;
  const distances = new Map(others.map((variant) => [variant, distanceBetween(start, variant)]));
  const nearest = new Map<string, PlanVariant<Plan>>();
  for (const [variant, distance] of distances) {
    const known = nearest.get(keyOf(variant));
    if (known === undefined || distance < (distances.get(known) ?? 0)) nearest.set(keyOf(variant), variant);
  }
  nearest.set(keyOf(start), start);
  return { start, others: others.filter((variant) => nearest.get(keyOf(variant)) === variant) };
}

/** The variant with these parameters, apart from the start, whose values stand for those that are not named. */
export function variantWith<Plan>(
  { start, others }: PlanVariants<Plan>,
  wanted: PlanParameters,
): PlanVariant<Plan> | undefined {
  const all = { ...start.parameters, ...wanted };
  return others.find(({ parameters }) => Object.entries(parameters).every(([name, value]) => all[name] === value));
}
