import { defineCodes } from '../entry';

/** What a broken law shows: two combinations that should give the same, and what they give. */
interface Counterexample {
  readonly left: string;
  readonly leftValue: string;
  readonly right: string;
  readonly rightValue: string;
  /** `, where …`: what the combinations refer to; may be empty. */
  readonly where: string;
}

export const lawCodes = defineCodes({
  'not-associative': {
    severity: 'warning',
    message: (d: Counterexample) =>
      `reduce_expr is not associative: ${d.left} = ${d.leftValue} but ${d.right} = ${d.rightValue}${d.where}. ` +
      'The result depends on how elements are grouped; move what belongs to one element into map_expr.',
  },
  'not-commutative': {
    severity: 'warning',
    message: (d: Counterexample) =>
      `reduce_expr is not commutative: ${d.left} = ${d.leftValue} but ${d.right} = ${d.rightValue}${d.where}. ` +
      'The result depends on the order of the elements, which a parallel reduction does not keep.',
  },
  'order-dependent-ties': {
    severity: 'hint',
    message: (d: Counterexample) =>
      `Between elements that tie, reduce_expr picks by order: ${d.left} = ${d.leftValue} but ` +
      `${d.right} = ${d.rightValue}${d.where}. Decide ties by another field, such as the smaller index.`,
  },
  'order-dependent-nan': {
    severity: 'hint',
    message: (d: Counterexample) =>
      `With a NaN in the data the result depends on the order: ${d.left} = ${d.leftValue} but ` +
      `${d.right} = ${d.rightValue}${d.where}. fmin and fmax ignore NaN in any order.`,
  },
  'neutral-not-identity': {
    severity: 'warning',
    message: (d: {
      readonly neutral: string;
      readonly combination: string;
      readonly value: string;
      readonly expected: string;
      readonly where: string;
      /** The identity, where there is one that could be found. */
      readonly identity: string | undefined;
    }) =>
      `neutral ${d.neutral} is not the identity of reduce_expr: ${d.combination} = ${d.value}, not ${d.expected}${d.where}.` +
      (d.identity === undefined ? '' : ` The identity is ${d.identity}.`),
  },
  'accumulator-saturation': {
    severity: 'warning',
    message: (d: {
      readonly caseName: string;
      readonly count: number;
      /** What the sum comes to. */
      readonly total: string;
      readonly type: string;
      /** Up to which `type` still changes by one more element. */
      readonly limit: string;
      readonly mend: string;
    }) =>
      `In case ‘${d.caseName}’ ${d.count} elements sum to about ${d.total}, and from ${d.limit} on one more element can be ` +
      `lost in the rounding of ${d.type}: set ${d.mend}.`,
  },
});
