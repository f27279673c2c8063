import type { KernelExpression } from '../../language/checked';
import type { Type } from '../../language/types/type';
import { writeExpressionFunction, writeProductFunction } from '../emit/expression-function';
import { type ContextValue, needsExplicitConversion, parametersOf } from '../emit/program';
import type { SourceWriter } from '../emit/writer';
import type { CpuModel } from './model';

/** Writes one function for each expression of the user's. */
export function writeExpressions(writer: SourceWriter, model: CpuModel): void {
  const { kernel, names, compensation } = model.program;
  const define = (
    name: string,
    resultName: string,
    resultType: Type,
    parameters: readonly string[],
    expression: KernelExpression,
  ): void => {
    writer.gap();
    writeExpressionFunction(writer, {
      head: names.fill(`static inline ${resultName} ${name}`),
      parameters: parameters.map((parameter) => names.fill(parameter)),
      expression,
      itemStart: kernel.start,
      explicitConversion: needsExplicitConversion(expression.type, resultType) ? names.fill(resultName) : undefined,
    });
  };

  const index = model.usesIndex ? ['const long long i'] : [];
  const vectors = model.vectors.map(({ argument, type }) => `const ${type} *const ${argument.name}`);
  const mapParameters = [...index, ...parametersOf(model.mapContext), ...vectors];
  if (compensation?.factors === undefined) {
    define('@map', '@acc', kernel.accumulatorType, mapParameters, kernel.map);
  } else {
    writer.gap();
    writeProductFunction(writer, {
      head: names.fill('static inline @pair @map'),
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
