import type { Type } from '../types/type';
import type { RuntimeValue } from './value';

/** The variables of one call. Slot 0 is for the result, slot 1 for `this`. */
export type Frame = RuntimeValue[];

export const resultSlot = 0;
export const thisSlot = 1;

/** A compiled expression. */
export type Code = (frame: Frame) => RuntimeValue;

/** How a statement ended. */
export type Completion = 'next' | 'break' | 'continue' | 'return';

/** A compiled statement. */
export type StatementCode = (frame: Frame) => Completion;

export interface Variable {
  readonly slot: number;
  readonly type: Type;
  /** True where the slot holds a `Pointer` to a scalar of the caller. */
  readonly isReference: boolean;
  /** False for parameters, which always have a value. */
  readonly mayBeUninitialized: boolean;
}

/** The names that are visible at a place of a function, while it is compiled. */
export class Locals {
  private readonly scopes: Map<string, Variable>[] = [new Map<string, Variable>()];

  /**
   * @param receiver the type of `this`; left out outside methods
   * @param slots that are taken: an expression that is no part of a function has neither result nor `this`
   */
  constructor(
    readonly receiver?: Type,
    private slots = thisSlot + 1,
  ) {}

  /** Slots that a frame needs. Every variable has its own. */
  get frameSize(): number {
    return this.slots;
  }

  declare(name: string, variable: Omit<Variable, 'slot'>): Variable {
    const declared = { ...variable, slot: this.slots++ };
    this.scopes.at(-1)?.set(name, declared);
    return declared;
  }

  find(name: string): Variable | undefined {
    for (let depth = this.scopes.length - 1; depth >= 0; depth--) {
      const variable = this.scopes[depth]?.get(name);
      if (variable !== undefined) return variable;
    }
    return undefined;
  }

  /** Runs `inside` in a scope of its own. */
  nest<T>(inside: () => T): T {
    this.scopes.push(new Map());
    try {
      return inside();
    } finally {
      this.scopes.pop();
    }
  }
}
