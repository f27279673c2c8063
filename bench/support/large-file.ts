/**
 * A file of 1,000 kernels in 10,000 lines: dot products, norms, maxima and counts with names of their own, every second
 * one with a case.
 */
export function largeFile(kernels = 1000): string {
  const bodies = [
    ['const float *x, const float *y', 'x[i] * y[i]', 'a + b', '0'],
    ['const float *x', 'x[i] * x[i]', 'a + b', '0'],
    ['const float *x, const float *y', 'fabsf(x[i] - y[i])', 'fmaxf(a, b)', '0'],
    ['const float *x, float limit', 'x[i] > limit ? 1.0f : 0.0f', 'a + b', '0'],
  ] as const;
  const parts: string[] = [];
  for (let index = 0; index < kernels; index++) {
    const [args, map, reduce, neutral] = bodies[index % bodies.length] ?? bodies[0];
    const items = [
      `// Kernel number ${index}.`,
      `kernel kernel_${index} {`,
      '    dtype_out   = float32;',
      `    arguments   = ${args};`,
      `    map_expr    = ${map};`,
      `    reduce_expr = ${reduce};`,
      `    neutral     = ${neutral};`,
      '}',
    ];
    const bindings = args.split(', ').map((argument) => argument.replace(/^.*[ *]/, ''));
    const case_ = `case sample of kernel_${index} { ${bindings.map((name) => (name === 'limit' ? 'limit = 0.5;' : `${name} = ones(100);`)).join(' ')} }`;
    parts.push([...items, index % 2 === 0 ? case_ : '// It has no case.', ''].join('\n'));
  }
  return parts.join('\n');
}
