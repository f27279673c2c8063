/** The fields of a kernel, in the order that documentation lists them. */
export const kernelFields = [
  'dtype_out',
  'arguments',
  'map_expr',
  'reduce_expr',
  'neutral',
  'post_map_expr',
  'reduce_type',
  'accuracy',
  'options',
  'deterministic',
] as const;

export type KernelFieldName = (typeof kernelFields)[number];

/** What a case may set beside its kernel's arguments. They are reserved as argument names. */
export const caseSettings = ['n', 'slice', 'expect', 'rtol', 'atol', 'shape', 'axis'] as const;

const fieldNames: ReadonlySet<string> = new Set(kernelFields);

export function isKernelField(name: string): name is KernelFieldName {
  return fieldNames.has(name);
}
