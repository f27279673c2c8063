import { type ContextValue, needsExplicitConversion, parametersOf } from '../emit/program';
import { writeExpressionFunction, writeProductFunction } from '../emit/expression-function';
import type { SourceWriter } from '../emit/writer';
import type { KernelExpression } from '../../language/checked';
import type { Type } from '../../language/types/type';
import type { CudaModel } from './model';

/** Writes one function for each expression of the user's. */
export function writeExpressions(writer: SourceWriter, model: CudaModel): void {
  const { program, vectors, map } = model;
  const { kernel, names } = program;

  const define = (
    name: string,
    resultName: string,
    resultType: Type,
    parameters: readonly string[],
    expression: KernelExpression,
  ): void => {
    writer.gap();
    writeExpressionFunction(writer, {
      head: names.fill(`__device__ __forceinline__ ${resultName} ${name}`),
      parameters: parameters.map((parameter) => names.fill(parameter)),
      expression,
      itemStart: kernel.start,
      explicitConversion: needsExplicitConversion(expression.type, resultType) ? names.fill(resultName) : undefined,
    });
  };

  if (vectors.some(({ staged }) => staged !== undefined)) {
    writer.gap();
    writer.write(names.fill(elementView));
  }

  const pointers = vectors.map(({ argument, type, staged }) =>
    staged === undefined ? `const ${type} *${argument.name}` : `const @element<${type}> ${argument.name}`,
  );
  const index = map.usesIndex ? ['const long long i'] : [];
  const mapParameters = [...index, ...parametersOf(map.context), ...pointers];
  const { compensation } = program;
  if (compensation?.factors === undefined) {
    define('@map', '@acc', kernel.accumulatorType, mapParameters, kernel.map);
  } else {
    writer.gap();
    writeProductFunction(writer, {
      head: names.fill('__device__ __forceinline__ @pair @map'),
      parameters: mapParameters.map((parameter) => names.fill(parameter)),
      product: names.fill('@two_product'),
      factors: compensation.factors,
      itemStart: kernel.start,
    });
  }

  const operands: ContextValue[] = ['a', 'b'].map((name) => ({ type: '@acc', name }));
  if (compensation === undefined) {
    const parameters = parametersOf([...operands, ...model.reduceContext]);
    define('@reduce', '@acc', kernel.accumulatorType, parameters, kernel.reduce);
  }

  if (kernel.neutral !== undefined) {
    define('@neutral', '@acc', kernel.accumulatorType, parametersOf(model.neutralContext), kernel.neutral);
  }
  if (kernel.postMap !== undefined) {
    const parameters = parametersOf([...operands.slice(0, 1), ...model.postMapContext]);
    define('@post_map', '@result', kernel.resultType, parameters, kernel.postMap);
  }
}

const elementView = `// The element of a vector that the map reads as x[i], wherever it was loaded to.
template <typename $T>
struct @element {
  const $T &$value;
  __device__ __forceinline__ const $T &operator[](long long) const { return $value; }
};`;
