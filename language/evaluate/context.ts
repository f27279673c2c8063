/** `own`: every type as it is; `wide`: floating types at twice their precision. */
export type Precision = 'own' | 'wide';

/** Why an evaluation ended without a value. Thrown inside the evaluator only. */
export class Abandoned extends Error {}

/** One shared object each: a new one with its stack for every division by zero would cost more than the evaluation. */
export const undefinedBehaviour = new Abandoned('undefined behaviour');
export const outOfFuel = new Abandoned('out of fuel');

/** What evaluations share: what they may spend, and what they noticed. */
export class EvaluationContext {
  /** Loop iterations and calls that may still be spent. */
  fuel = 0;
  /** Set when an integer operation or conversion did not keep its mathematical value. */
  overflowed = false;
  /** Set when a double function had no implementation at twice the precision. */
  approximated = false;
  /** Calls that are active. */
  depth = 0;

  constructor(readonly precision: Precision) {}

  /** Takes one unit of fuel, or ends the evaluation. */
  burn(): void {
    if (--this.fuel < 0) throw outOfFuel;
  }
}

/** Thrown while compiling what this evaluator does not know how to evaluate. */
export class NotEvaluable extends Error {}

export function notEvaluable(what: string): never {
  throw new NotEvaluable(what);
}
