import { writeExpressionFunction } from '../emit/expression-function';
import { type ContextValue, parametersOf } from '../emit/program';
import type { SourceWriter } from '../emit/writer';
import type { GeneratedSource } from '../generated';
import { call, indexRange, own, signature, unpack } from './fold';
import type { CpuModel, MapVector } from './model';
import { type Widening, widened } from './widening';

/*
 * The reference of a floating sum. Products and elements are computed in the wider type; the sum carries its rounding
 * errors along and adds them at the end: A. Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher
 * Summen", ZAMM 54 (1974) 39-51. Its error is that of one rounding in the wide type, however many values there are.
 */

/** What the reference of a floating sum writes: the value in a type of NumPy's, then the two sums. */
export function referenceType(widening: Widening): NonNullable<GeneratedSource['reference']> {
  const [dtype, size] = widening.hasComplexResult ? (['complex128', 16] as const) : (['float64', 8] as const);
  return { dtype, bytes: size + 16, sumsOffset: size };
}

/** Writes the widened versions of the map and of post_map_expr, as far as they can be widened. */
export function writeWidenedExpressions(writer: SourceWriter, model: CpuModel, widening: Widening): void {
  const { program } = model;
  const { kernel, names } = program;
  const wideType = widening.isComplex ? 'pycuda::complex<double>' : widening.real;
  const context = (values: readonly ContextValue[]): string[] =>
    parametersOf(values.map((value) => ({ ...value, type: scalarType(model, value, widening) })));
  if (widening.widensMap) {
    const vectors = model.vectors.map((vector) => `const ${vectorType(vector, widening)}${vector.argument.name}`);
    if (model.vectors.some((vector) => isWidened(vector, widening))) {
      writer.gap();
      writer.write(names.fill(widenedVector));
    }
    writer.gap();
    writeExpressionFunction(writer, {
      head: names.fill(`static inline ${wideType} @wide_map`),
      parameters: [
        ...(model.usesIndex ? ['const long long i'] : []),
        ...context(model.mapContext),
        ...vectors.map((vector) => names.fill(vector)),
      ],
      expression: kernel.map,
      itemStart: kernel.start,
    });
  }
  if (widening.widensPostMap && kernel.postMap !== undefined) {
    writer.gap();
    writeExpressionFunction(writer, {
      head: names.fill(`static inline ${resultType(widening)} @wide_post_map`),
      parameters: [`const ${wideType} a`, ...context(model.postMapContext)],
      expression: kernel.postMap,
      itemStart: kernel.start,
    });
  }
}

const widenedVector = `// A vector whose elements widen as they are read.
template <typename $T, typename $Wide>
struct @widened {
  const $T *const $elements;
  $Wide operator[](const long long $index) const { return $elements[$index]; }
};`;

/** The compensated sum of real values. */
const compensated = `// A sum that keeps its rounding errors apart (Neumaier, ZAMM 54, 1974).
template <typename $Real>
struct @compensated {
  $Real $sum = 0;
  $Real $error = 0;
  void $add(const $Real $value) {
    const $Real $next = $sum + $value;
    const bool $larger = ($sum < 0 ? -$sum : $sum) >= ($value < 0 ? -$value : $value);
    $error += $larger ? ($sum - $next) + $value : ($value - $next) + $sum;
    $sum = $next;
  }
  // Of an infinity or a NaN there is no error to add.
  $Real $total() const { return $sum - $sum == 0 ? $sum + $error : $sum; }
};`;

/** The entry of a widened, compensated reference, with what it needs. */
export function compensatedReference(model: CpuModel, widening: Widening, symbol: string): string {
  const { isComplex, real, widensMap } = widening;
  const vectors = model.vectors.map((vector) => {
    const name = own(model, vector.argument.name);
    return widensMap && isWidened(vector, widening) ? `{${name}}` : name;
  });
  const context = model.mapContext.map((value) => own(model, value.name));
  const index = model.usesIndex ? ['$start + $k * $step'] : [];
  const map = `${widensMap ? '@wide_map' : '@map'}(${[...index, ...context, ...vectors].join(', ')})`;
  const isPair = !widensMap && model.program.compensation?.factors !== undefined;
  const value = isComplex ? 'pycuda::complex<double>' : real;
  return [
    compensated,
    '',
    '// The reference: products and sums in a wider type, with the rounding errors of the sum added at the end.',
    `${model.exported} int`,
    ...signature(symbol, ['const void *const *const $parameters', 'const long long $count', 'void *const $result']),
    ...unpack(model, [model.mapContext, model.neutralContext, model.postMapContext], true),
    ...emptyInput(model, widening),
    ...indexRange(model),
    ...(isComplex ? ['  @compensated<double> $re, $im;'] : [`  @compensated<${real}> $total;`]),
    '  // Of values of one sign: their sum needs no compensation.',
    `  ${real} $magnitude = 0;`,
    '  for (long long $k = 0; $k < $count; $k++) {',
    ...(isPair
      ? [`    const @pair $mapped = ${map};`, `    const ${value} $value = (${value})$mapped.$sum + $mapped.$error;`]
      : [`    const ${value} $value = ${map};`]),
    ...(isComplex
      ? [
          '    $re.$add($value.real());',
          '    $im.$add($value.imag());',
          `    $magnitude += ${modulus('$value.real()', '$value.imag()')};`,
        ]
      : ['    $total.$add($value);', '    $magnitude += $value < 0 ? -$value : $value;']),
    '  }',
    ...write(
      finished(model, widening, isComplex ? 'pycuda::complex<double>($re.$total(), $im.$total())' : '$total.$total()'),
      widening,
      '  ',
    ),
    ...(isComplex
      ? [`  const double $sum = ${modulus('$re.$total()', '$im.$total()')};`]
      : [`  const ${real} $sum = $total.$total();`]),
    ...writeSums('(double)$magnitude', isComplex ? '$sum' : '(double)($sum < 0 ? -$sum : $sum)', '  '),
    '  return 0;',
    '}',
  ].join('\n');
}

function modulus(re: string, im: string): string {
  return `__builtin_sqrt(${re} * ${re} + ${im} * ${im})`;
}

/** Behind the value: Σ|x| and |Σx|. */
function writeSums(magnitude: string, sum: string, indent: string): string[] {
  return [
    `${indent}const double $sums[] = {${magnitude}, ${sum}};`,
    `${indent}__builtin_memcpy((char *)$result + sizeof($wide), $sums, sizeof($sums));`,
  ];
}

function emptyInput(model: CpuModel, widening: Widening): string[] {
  if (model.program.kernel.neutral === undefined) return ['  if ($count == 0) return 1;'];
  const neutral = finished(model, widening, call(model, '@neutral', [], model.neutralContext));
  return [
    '  if ($count == 0) {',
    ...write(neutral, widening, '    '),
    ...writeSums('0', '0', '    '),
    '    return 0;',
    '  }',
  ];
}

function finished(model: CpuModel, widening: Widening, value: string): string {
  if (model.program.kernel.postMap === undefined) return value;
  const narrow = `static_cast<@acc>(${value})`;
  return widening.widensPostMap
    ? call(model, '@wide_post_map', [value], model.postMapContext)
    : call(model, '@post_map', [narrow], model.postMapContext);
}

function write(value: string, widening: Widening, indent: string): string[] {
  const type = resultType(widening);
  return [
    `${indent}const ${type} $wide = static_cast<${type}>(${value});`,
    `${indent}__builtin_memcpy($result, &$wide, sizeof($wide));`,
  ];
}

function resultType(widening: Widening): string {
  return widening.hasComplexResult ? 'pycuda::complex<double>' : 'double';
}

function isWidened({ argument }: MapVector, { real }: Widening): boolean {
  return widened(argument.type, real) !== undefined;
}

function vectorType(vector: MapVector, { real }: Widening): string {
  const wide = widened(vector.argument.type, real);
  return wide === undefined ? `${vector.type} *` : `@widened<${vector.type}, ${wide}> `;
}

function scalarType(model: CpuModel, value: ContextValue, { real }: Widening): string {
  const argument = model.program.kernel.arguments.find(({ name }) => name === value.name);
  return (argument === undefined ? undefined : widened(argument.type, real)) ?? value.type;
}
