import { defineCodes } from '../entry';

export const syntaxCodes = defineCodes({});
