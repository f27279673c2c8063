import { test } from 'node:test';
import { checkFix } from './testing/apply';

/** A kernel with these fields, and the cursor where they have it. */
function kernel(fields: string, head = 'kernel total'): string {
  return `${head} {\n${fields}\n}\n`;
}

test('a field that is missing is added where it belongs, in line with the others', () => {
  checkFix(
    'kernel total$0 {\n    arguments   = const double *x;\n    reduce_expr = a + b;\n}\n',
    'Add dtype_out = float64;',
    'kernel total {\n    dtype_out   = float64;\n    arguments   = const double *x;\n    reduce_expr = a + b;\n}\n',
  );
});

test('an accuracy that a kernel cannot have is removed, and another name of one is replaced', () => {
  const fields = '    dtype_out = int64;\n    arguments = const int *x;\n    reduce_expr = a + b;';
  checkFix(kernel(`${fields}\n    accuracy = $0compensated;`), 'Remove accuracy', kernel(fields));
  const sum = '    dtype_out = float32;\n    arguments = const float *x;\n    reduce_expr = a + b;\n    accuracy = ';
  checkFix(kernel(`${sum}$0Kahan;`), 'Change to ‘compensated’', kernel(`${sum}compensated;`));
});

test('a name that nothing declares becomes an argument, as it is used', () => {
  checkFix(
    kernel(
      '    dtype_out = float32;\n    arguments = const float *x;\n    map_expr = x[i] * $0weight[i];\n    reduce_expr = a + b;',
    ),
    'Declare ‘const float *weight’',
    kernel(
      '    dtype_out = float32;\n    arguments = const float *x, const float *weight;\n    map_expr = x[i] * weight[i];\n    reduce_expr = a + b;',
    ),
  );
  checkFix(
    kernel('    dtype_out = float64;\n    map_expr = $0scale * i;\n    reduce_expr = a + b;'),
    'Declare ‘float scale’',
    kernel(
      '    dtype_out = float64;\n    arguments = float scale;\n    map_expr = scale * i;\n    reduce_expr = a + b;',
    ),
  );
});

test('an argument that nothing uses goes together with what cases bind to it', () => {
  const text = (declared: string, bound: string): string =>
    kernel(
      `    dtype_out = float32;\n    arguments = const float *x${declared};\n    map_expr = x[i];\n    reduce_expr = a + b;`,
    ) + `\ncase small of total {\n    x = [1, 2];\n${bound}}\n`;
  checkFix(text(', float $0scale', '    scale = 2;\n'), 'Remove ‘scale’', text('', ''));
});

test('an argument that an operand hides is renamed in the map and in the cases', () => {
  const text = (name: string, cursor = ''): string =>
    kernel(
      `    dtype_out = float32;\n    arguments = const float *x, float ${cursor}${name};\n    map_expr = ${name} * x[i];\n    reduce_expr = a + b;`,
    ) + `\ncase small of total {\n    x = [1, 2];\n    ${name} = 2;\n}\n`;
  checkFix(text('a', '$0'), 'Rename to ‘a_’', text('a_'));
});

test('an index, a float suffix and a product instead of pow', () => {
  const map = (text: string): string =>
    kernel(
      `    dtype_out = float32;\n    arguments = const float *x;\n    map_expr = ${text};\n    reduce_expr = a + b;`,
    );
  checkFix(map('2 * $0x'), 'Write ‘x[i]’', map('2 * x[i]'));
  checkFix(map('$00.5 * x[i]'), 'Write ‘0.5f’', map('0.5f * x[i]'));
  checkFix(map('1 / $0powf(x[i], 2)'), 'Write ‘x[i] * x[i]’', map('1 / (x[i] * x[i])'));
  checkFix(map('x[i] $0** 2'), 'Write ‘x[i] * x[i]’', map('x[i] * x[i]'));
  checkFix(map('fmaf(x[i], x[i]$0)'), 'Add ‘, 0’', map('fmaf(x[i], x[i], 0)'));
  checkFix(map('1 / x[i] $0** 2'), 'Write ‘x[i] * x[i]’', map('1 / (x[i] * x[i])'));
  checkFix(map('$0powf(x[i], 2) + 1'), 'Write ‘x[i] * x[i]’', map('x[i] * x[i] + 1'));
  checkFix(map('-$0powf(x[i], 2)'), 'Write ‘x[i] * x[i]’', map('-(x[i] * x[i])'));
  checkFix(map('x[i] $0** 0.5'), 'Call powf', map('powf(x[i], 0.5f)'));
});

test('a neutral without a value gets the identity', () => {
  const text = (reduce: string, neutral: string): string =>
    kernel(
      `    dtype_out = int32;\n    arguments = const int *x;\n    reduce_expr = ${reduce};\n    neutral = ${neutral};`,
    );
  checkFix(text('a * b', '$0').replace('neutral = $0;', '$0neutral = ;'), 'Write neutral = 1;', text('a * b', '1'));
  checkFix(text('a & b', '$0').replace('neutral = $0;', '$0neutral = ;'), 'Write neutral = -1;', text('a & b', '-1'));
});

test('brackets are closed where the value ends, and turned where they do not match', () => {
  const map = (text: string): string =>
    kernel(
      `    dtype_out = float32;\n    arguments = const float *x;\n    map_expr = ${text};\n    reduce_expr = a + b;`,
    );
  checkFix(map('2 * $0(x[i] + 1'), 'Add )', map('2 * (x[i] + 1)'));
  checkFix(map('2 * x[i] + 1$0)'), 'Remove )', map('2 * x[i] + 1'));
  checkFix(map('2 * (x[i] + 1$0]'), 'Write )', map('2 * (x[i] + 1)'));
});

test('a semicolon and a closing brace that are missing', () => {
  checkFix(
    kernel('    dtype_out = $0float32\n    arguments = const float *x;\n    reduce_expr = a + b;'),
    'Add ;',
    kernel('    dtype_out = float32;\n    arguments = const float *x;\n    reduce_expr = a + b;'),
  );
  checkFix(
    'kernel total $0{\n    dtype_out = float32;\n    arguments = const float *x;\n    reduce_expr = a + b;\n',
    'Add }',
    'kernel total {\n    dtype_out = float32;\n    arguments = const float *x;\n    reduce_expr = a + b;\n}\n',
  );
});

test('C++ at the top level goes into a preamble', () => {
  checkFix(
    '$0__device__ float twice(float v) {\n    return 2 * v;\n}\n',
    'Put it into a preamble',
    'preamble {\n    __device__ float twice(float v) {\n        return 2 * v;\n    }\n}\n',
  );
});

test('what other tools call a field becomes the field', () => {
  const fields = '    dtype_out = float32;\n    arguments = const float *x;\n    reduce_expr = a + b;\n';
  checkFix(kernel(`${fields}    $0identity = 0;`), 'Change to ‘neutral’', kernel(`${fields}    neutral = 0;`));
});

test('an argument without a name gets the one that the map uses', () => {
  const text = (declared: string): string =>
    kernel(
      `    dtype_out = float32;\n    arguments = const float *x, ${declared};\n    map_expr = scale * x[i];\n    reduce_expr = a + b;`,
    );
  checkFix(text('$0float'), 'Name it ‘scale’', text('float scale'));
});

test('a case finds its kernel even where the kernel has mistakes', () => {
  const broken =
    'kernel total {\n    dtype_out = float32;\n    arguments = const float *x;\n    reduce_expr = a + c;\n}\n';
  checkFix(
    `${broken}case small of $0totl { x = [1]; }\n`,
    'Change to total',
    `${broken}case small of total { x = [1]; }\n`,
  );
});
