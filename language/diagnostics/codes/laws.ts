import { defineCodes } from '../entry';

export const lawCodes = defineCodes({});
