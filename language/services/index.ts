/** What editors ask of the language: one function a feature, over an analysis of the document. */
export { createAnalyser, rangeOf, spanOf, type Analyser, type Analysis } from './model/analysis';
export { format, formatOnType, formatRange } from './formatting/format';
export type { FormattingOptions } from './formatting/options';
export { definition } from './navigation/definition';
export { documentHighlights, references } from './navigation/references';
export { prepareRename, rename, type Refusal, type RenameTarget } from './navigation/rename';
export { incomingCalls, outgoingCalls, prepareCallHierarchy } from './call-hierarchy';
export { codeLenses, type LensCommands, type LensTarget } from './code-lenses';
export { documentLinks } from './document-links';
export { documentSymbols } from './document-symbols';
export { foldingRanges } from './folding-ranges';
export { selectionRanges } from './selection-ranges';
export { semanticTokens, semanticTokensLegend } from './semantic-tokens';
export { workspaceSymbols } from './workspace-symbols';
export { documentDiagnostics } from './diagnostics';
export { documentItems } from './items';
export { codeActions } from './code-actions/code-actions';
