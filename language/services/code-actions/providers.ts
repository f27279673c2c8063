import type { DiagnosticCode } from '../../diagnostics/codes';
import type { FixProvider } from './fix';
import * as declared from './fixes/arguments';
import * as cases from './fixes/cases';
import * as determinism from './fixes/determinism';
import * as expressions from './fixes/expressions';
import * as fields from './fixes/fields';
import * as items from './fixes/items';
import * as names from './fixes/names';
import * as options from './fixes/options';
import * as python from './fixes/python';
import * as tokens from './fixes/tokens';
import * as values from './fixes/values';

/**
 * How each diagnostic is mended, beyond the fixes that the checker attaches to it. A code that is missing here has those,
 * or none: then only its author can tell what is meant.
 */
export const providers: Partial<Readonly<Record<DiagnosticCode, FixProvider>>> = {
  // Items.
  'unknown-item': items.wrapInPreamble,
  'python-code': python.convert,
  'unexpected-text': items.removeText,
  'misplaced-directive': items.wrapInPreamble,
  'repeated-kernel': items.renameKernel,
  'repeated-case': items.renameCase,
  'unknown-kernel': items.chooseKernel,
  'missing-name': items.giveName,
  'invalid-name': items.spellName,
  'missing-of': items.nameKernelOfCase,
  'unclosed-brace': items.closeBrace,
  'stray-brace': items.removeText,
  'unterminated-comment': items.closeComment,

  // Fields.
  'unknown-field': fields.renameField,
  'missing-semicolon': python.writeFields,
  'missing-value': fields.giveValue,
  'missing-field': fields.addField,
  'missing-map': fields.addMap,
  'accuracy-needs-sum': fields.removeAccuracy,
  'bad-options': options.quoteOptions,
  'refused-option': options.removeOption,
  'bad-deterministic': determinism.leaveOut,
  'deterministic-option': determinism.leaveOptionOut,
  'deterministic-call': determinism.leaveOut,
  'deterministic-half': determinism.leaveOut,
  'deterministic-unknown': determinism.leaveOut,

  // Tokens of C++.
  'unterminated-literal': tokens.closeLiteral,
  'bad-escape': tokens.mendEscape,
  'bad-number': tokens.cutNumber,
  'integer-too-large': tokens.writeAsFloat,
  'unclosed-bracket': tokens.closeBracket,
  'unmatched-bracket': (problem) => [...python.writeFields(problem), ...tokens.removeBracket(problem)],
  'mismatched-bracket': tokens.matchBracket,
  'missing-operand': tokens.removeOperator,
  'missing-expression': tokens.addIndex,
  'missing-operator': tokens.addTimes,
  'unexpected-token': tokens.removeToken,
  'missing-colon': tokens.addOtherwise,
  'missing-token': tokens.addParentheses,
  'type-as-value': tokens.writeCast,
  'unsupported-syntax': tokens.removeReturn,
  'bad-type-words': tokens.chooseWord,
  'power-operator': expressions.raise,

  // Declarations of arguments.
  'argument-missing': declared.removeComma,
  'argument-type-missing': declared.addType,
  'argument-name-missing': declared.nameArgument,
  'argument-unexpected': tokens.removeToken,
  'argument-comma-missing': declared.addComma,
  'argument-pointer-depth': declared.removeStars,
  'argument-function-pointer': declared.removeDeclaration,
  'argument-void': declared.replaceVoid,
  'argument-keyword-name': declared.renameArgument,
  'reserved-argument': declared.renameReserved,
  'repeated-argument': declared.mendRepeated,
  'operand-hides-argument': declared.renameArgument,
  'unused-argument': declared.removeUnused,

  // Names, types and operators.
  'undefined-name': names.declareArgument,
  'unknown-dtype': python.writeFields,
  'unknown-member': names.renameMember,
  'not-a-struct': names.removeMember,
  'missing-member': names.chooseMember,
  'index-type': names.castIndex,
  'invalid-operands': expressions.callRemainder,
  'too-few-arguments': expressions.addCallArguments,
  'mixed-half': expressions.widenHalf,
  'cannot-convert': expressions.takePart,
  'comma-operator': expressions.keepOneSide,
  'order-dependent-nan': expressions.callExtreme,
  'accumulator-saturation': cases.setWiderType,

  // Cases.
  'unknown-binding': cases.removeUnknown,
  'reserved-setting': cases.removeBinding,
  'tolerance-without-expect': cases.removeBinding,
  'bad-setting': cases.resetSetting,
  'scalar-expected': values.takeElement,
  'wrong-value-form': values.takeElement,
  'empty-input': cases.addNeutralToKernel,
  'sum-overflow': cases.setWiderType,
  'vector-too-short': cases.lowerN,
  'lengths-disagree': cases.setN,
  'length-needed': values.addLength,
  'generator-arguments': cases.useDefault,
  'generator-element': values.useIntegers,
  'generator-range': cases.useDefault,
  'data-file': cases.useDefault,
  'data-file-dtype': cases.useDefault,
  'repeated-value-field': values.removeMemberValue,
  'unknown-value-field': values.removeMemberValue,
  'missing-value-field': values.addMembers,
  'unnamed-member': values.nameMembers,
  'missing-element': values.removeEmptyElement,
  'unexpected-after-value': items.removeText,
  'wrong-value-count': values.dropExtraParts(2, ','),
  'value-does-not-fit': values.roundValue,
  'slice-parts': values.dropExtraParts(3, ':'),
  'slice-step-zero': values.stepByOne,
  'constant-unknown-name': values.writeConstant,
  'constant-division-by-zero': values.writeInfinity,
  'constant-integer-operator': values.castOperands,
  'generator-named-argument': values.dropArgumentName,
  'repeated-seed': values.removeNamedArgument,
  'generator-argument': values.swapEnds,
};
