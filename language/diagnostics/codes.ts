import { caseCodes } from './codes/cases';
import { itemCodes } from './codes/items';
import { lawCodes } from './codes/laws';
import { syntaxCodes } from './codes/syntax';
import { typeCodes } from './codes/types';

/** Every diagnostic there is. `docs/diagnostics.md` has a section for each code. */
export const codes = { ...itemCodes, ...syntaxCodes, ...typeCodes, ...lawCodes, ...caseCodes };

export type DiagnosticCode = keyof typeof codes;

export type DetailsOf<Code extends DiagnosticCode> = Parameters<(typeof codes)[Code]['message']>[0];
