import type { Findings } from '../diagnostics/diagnostic';
import type { Field } from '../syntax/tree';
import { slice } from '../text/span';
import { suggest } from '../text/suggest';
import { unknownType } from '../types/builtin';
import { dtypeNames, dtypeType, numpyName } from '../types/dtypes';
import { builtinType } from '../types/resolve';
import type { Type } from '../types/type';
import type { PreambleScope } from './typed';

export interface ResolvedDtype {
  readonly name: string;
  readonly type: Type;
}

/** The dtype that a `dtype_out` or `reduce_type` field names; unknown where it names none, which is reported. */
export function readDtype(text: string, field: Field, scope: PreambleScope, findings: Findings): ResolvedDtype {
  const name = slice(text, field.value);
  // The parser has said that the value is missing.
  if (name === '') return { name, type: unknownType };
  const type = dtypeType(name) ?? scope.structs.get(name)?.type ?? structAlias(name, scope);
  if (type !== undefined) {
    // A struct that an argument has been blamed for already is one mistake.
    const isReported = findings.all.some(({ code }) => code === 'opaque-type');
    if (type.kind === 'struct' && type.opaque && !isReported) {
      findings.report('opaque-type', field.value, { type: name });
    }
    return { name, type };
  }
  const suggestion = dtypeOfOtherForm(name) ?? suggest(name, [...dtypeNames, ...scope.structs.keys()]);
  const fixes =
    suggestion === undefined
      ? []
      : [{ title: `Change to ‘${suggestion}’`, edits: [{ span: field.value, newText: suggestion }] }];
  findings.report(
    'unknown-dtype',
    field.value,
    { dtype: name, ...(suggestion === undefined ? {} : { suggestion }) },
    { fixes },
  );
  const meant = suggestion === undefined ? undefined : (dtypeType(suggestion) ?? scope.structs.get(suggestion)?.type);
  return { name: suggestion ?? name, type: meant ?? unknownType };
}

function structAlias(name: string, scope: PreambleScope): Type | undefined {
  const type = scope.aliases.get(name)?.type;
  return type?.kind === 'struct' ? type : undefined;
}

/** NumPy's other names, and what one letter and a size in bytes mean. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['half', 'float16'],
  ['single', 'float32'],
  ['bool_', 'bool'],
  ['byte', 'int8'],
  ['ubyte', 'uint8'],
  ['intc', 'int32'],
  ['uintc', 'uint32'],
  ['int_', 'int64'],
  ['longlong', 'int64'],
  ['ulonglong', 'uint64'],
  ['complex', 'complex128'],
  ['csingle', 'complex64'],
  ['cdouble', 'complex128'],
  ['bf16', 'bfloat16'],
  ['fp16', 'float16'],
  ['fp32', 'float32'],
  ['fp64', 'float64'],
]);

const letters: ReadonlyMap<string, string> = new Map([
  ['f', 'float'],
  ['i', 'int'],
  ['u', 'uint'],
  ['c', 'complex'],
]);

/**
 * `np.float32`, `numpy.dtype("float32")`, `"float32"`, `'<f4'`, `float`, `unsigned int`: the dtype that another way of
 * writing it means.
 */
function dtypeOfOtherForm(written: string): string | undefined {
  const plain = written
    .replace(/,$/, '')
    .replace(/(?:\(\d*\))?\.dtype$/, '')
    .replace(/^(?:(?:np|numpy|cp|cupy)\.)?dtype\((.*)\)$/, '$1')
    .replace(/^(np|numpy|cp|cupy|torch|jnp)\./, '')
    .replace(/^["'](.*)["']$/, '$1');
  if (dtypeType(plain) !== undefined) return plain;
  const other = otherNames.get(plain);
  if (other !== undefined) return other;
  const [, letter, bytes] = /^[<>=|]?([fiuc])(\d{1,2})$/.exec(plain) ?? [];
  if (letter !== undefined && bytes !== undefined) {
    const name = `${letters.get(letter) ?? ''}${Number(bytes) * 8}`;
    return dtypeType(name) === undefined ? undefined : name;
  }
  const [, stem, bits] = /^([fiu])(\d{2})$/.exec(plain) ?? [];
  if (stem !== undefined && bits !== undefined) {
    const name = `${letters.get(stem) ?? ''}${bits}`;
    if (dtypeType(name) !== undefined) return name;
  }
  const type = builtinType(plain.replace(/\s+/g, ' '));
  return type && numpyName(type);
}
