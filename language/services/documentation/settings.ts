/** What a case may set beside its kernel's arguments. Markdown. */
const settings: ReadonlyMap<string, string> = new Map([
  [
    'n',
    `The number of elements. Vectors that the map reads as plain \`x[i]\` have at least as many, and a generator without a length makes as many. Left out, the vectors of known length give it.

*PyCUDA:* none; the size of the first vector argument.`,
  ],
  [
    'slice',
    `The values that \`i\` takes: \`start:stop:step\`, each part optional, as Python's \`slice(start, stop, step).indices(n)\`; negative steps too. \`n\` in expressions stays the number of elements.

*PyCUDA:* none for reductions. PyOpenCL's \`slice\`.`,
  ],
  [
    'expect',
    `The result that the case must have. Integers, bools and their structs compare exactly, unless a tolerance is given; floats as \`numpy.isclose\`: |actual − expect| ≤ \`atol\` + \`rtol\`·|expect|, with equal NaNs.

*PyCUDA:* an assertion of your own behind the call.`,
  ],
  [
    'rtol',
    `Relative tolerance of the comparison with \`expect\`. Left out: 1e-5 for float32, 1e-9 for float64, 1e-3 for float16, 1e-2 for bfloat16.

*NumPy:* \`rtol\` of \`numpy.isclose\`.`,
  ],
  [
    'atol',
    `Absolute tolerance of the comparison with \`expect\`. Left out: 0, so that an expected 0 is met by 0 alone.

*NumPy:* \`atol\` of \`numpy.isclose\`.`,
  ],
  ['shape', 'Reserved for arrays of several dimensions, and refused until they are there.'],
  ['axis', 'Reserved for reductions along an axis, and refused until they are there.'],
]);

/** What a case's setting means, as Markdown; undefined for other names. */
export function settingDocumentation(name: string): string | undefined {
  return settings.get(name);
}
