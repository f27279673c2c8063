import { addCase } from './add-case';
import { addNeutral } from './add-neutral';
import { makeConst } from './make-const';
import type { Refactoring } from './refactoring';
import { writeMap } from './write-map';

export const refactorings: readonly Refactoring[] = [addCase, addNeutral, makeConst, writeMap];
