import type { Findings } from '../diagnostics/diagnostic';

/** What the C++ parser needs to know about the place that it reads. */
export interface CppContext {
  /** Whether a preamble in scope declares a type of this name: `T`, `ns::T`. Built-in types are not asked for. */
  isTypeName(name: string): boolean;
  /** Where syntax errors are reported, with the offsets of the text that is parsed. */
  readonly findings: Findings;
}
