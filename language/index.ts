export type * from './checked';
export type { Diagnostic, Fix, Severity } from './diagnostics/diagnostic';
export type { DiagnosticCode } from './diagnostics/codes';
export type { CaseItem, Item, KernelItem, PlacedItem, PreambleItem } from './syntax/tree';
export { checkDocument } from './document/check-document';
export { createChecker, type Checker } from './document/checker';
export { LineIndex, type LinePosition } from './text/line-index';
export type { Span } from './text/span';
