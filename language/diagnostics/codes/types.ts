import { defineCodes } from '../entry';

export const typeCodes = defineCodes({});
