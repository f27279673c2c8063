import type { FunctionDeclaration } from '../../cpp/tree';
import type { StructType } from '../../types/type';
import type { ExpressionTypes, PreambleScope } from '../typed';
import { vouchForFunction } from './function';
import { Vouching } from './vouching';

/** What of its preambles a deterministic kernel can use, as the check of its expressions would judge it. */
export class Admission {
  /** True also while a function is looked at: one that calls itself is as good as the rest of it. */
  private readonly judged = new Map<FunctionDeclaration, boolean>();

  /** @param types Those of the bodies of the preambles' functions. */
  constructor(private readonly known: { readonly scope: PreambleScope; readonly types: ExpressionTypes }) {}

  /** Whether a function or a method can be called. */
  admitsFunction(declaration: FunctionDeclaration): boolean {
    const judged = this.judged.get(declaration);
    if (judged !== undefined) return judged;
    this.judged.set(declaration, true);
    const isAdmitted = this.isVouchedFor((vouching, refuse) => {
      vouchForFunction(declaration, vouching, refuse);
    });
    this.judged.set(declaration, isAdmitted);
    return isAdmitted;
  }

  /** Whether there can be values of a struct. */
  admitsStruct(type: StructType): boolean {
    return this.isVouchedFor((vouching) => {
      vouching.conversion({ kind: 'missing', span: { start: 0, end: 0 } }, type);
    });
  }

  private isVouchedFor(look: (vouching: Vouching, refuse: () => void) => void): boolean {
    const { scope, types } = this.known;
    let isVouchedFor = true;
    const refuse = (): void => {
      isVouchedFor = false;
    };
    const reach = (called: FunctionDeclaration): void => {
      if (!this.admitsFunction(called)) refuse();
    };
    look(new Vouching(types, scope, refuse, reach), refuse);
    return isVouchedFor;
  }
}
