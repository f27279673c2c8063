export { SAME_WITHIN } from '../../protocol/compare/samples';
