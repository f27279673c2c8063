export type * from './checked';
