/** What editors ask of the language: one function a feature, over an analysis of the document. */
export { createAnalyser, rangeOf, spanOf, type Analyser, type Analysis } from './model/analysis';
export { definition } from './navigation/definition';
export { documentHighlights, references } from './navigation/references';
export { prepareRename, rename, type Refusal, type RenameTarget } from './navigation/rename';
