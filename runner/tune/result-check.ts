import { defaultRtol, partsOf, type Type, type Value } from '../../language';

/** Says why a variant's result is not the default's; undefined where it may be. */
export type ResultCheck = (result: Value) => string | undefined;

/** How many times as far as the default's own results from each other a variant's may be from them. */
const SPREAD_FACTOR = 16;

/**
 * The check of results against what the default plan gave.
 *
 * Integers and bools compare exactly. Floating results depend on the tree: they may differ from the first result by the
 * relative tolerance that a case would have, or by 16 times the spread between the given results, whichever is more. That
 * spread is what rounding does to this very data where sums cancel; a tolerance from the type alone would not know it.
 *
 * @param results Of the default's program, launched in different shapes; at least one.
 */
export function checkAgainst(type: Type, results: readonly [Value, ...Value[]]): ResultCheck {
  const [expected, ...others] = results.map((result) => leavesOf(result, type));
  const limits = (expected ?? []).map((leaf, index): number | undefined => {
    const rtol = defaultRtol(leaf.type);
    if (rtol === undefined) return undefined;
    const spread = Math.max(0, ...others.map((leaves) => Math.abs(Number(leaves[index]?.value) - Number(leaf.value))));
    const relative = rtol * Math.abs(Number(leaf.value));
    return Number.isFinite(spread) ? Math.max(relative, SPREAD_FACTOR * spread) : relative;
  });
  return (result) => {
    const leaves = leavesOf(result, type);
    const wrong = leaves.find((leaf, index) => !agrees(leaf.value, expected?.[index]?.value, limits[index]));
    if (wrong === undefined) return undefined;
    const right = expected?.[leaves.indexOf(wrong)]?.value;
    return `It gave ${wrong.name}${String(wrong.value)} and not ${String(right)}, which the default plan gives.`;
  };
}

/** Whether any part of a type is rounded, so that its value depends on the order of operations. */
export function isRounded(type: Type): boolean {
  return partsOf(type)?.some((part) => isRounded(part.type)) ?? defaultRtol(type) !== undefined;
}

interface Leaf {
  /** `.lo = `, or nothing where the value has no parts. */
  readonly name: string;
  readonly type: Type;
  readonly value: boolean | bigint | number;
}

function leavesOf(value: Value, type: Type, name = ''): readonly Leaf[] {
  if (typeof value !== 'object') return [{ name: name === '' ? '' : `${name} = `, type, value }];
  return (partsOf(type) ?? []).flatMap((part) => {
    const inner = 'fields' in value ? value.fields.get(part.name) : part.name === 're' ? value.re : value.im;
    return inner === undefined ? [] : leavesOf(inner, part.type, `${name}.${part.name}`);
  });
}

function agrees(value: Leaf['value'], expected: Leaf['value'] | undefined, limit: number | undefined): boolean {
  if (limit === undefined || expected === undefined) return value === expected;
  const [one, other] = [Number(value), Number(expected)];
  if (Object.is(one, other) || one === other) return true;
  if (!Number.isFinite(one) || !Number.isFinite(other)) return false;
  return Math.abs(one - other) <= limit;
}
