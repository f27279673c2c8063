import { defineCodes } from '../entry';

export const caseCodes = defineCodes({});
