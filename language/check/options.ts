import type { Findings } from '../diagnostics/diagnostic';
import type { Field } from '../syntax/tree';
import { slice } from '../text/span';
import { changesArithmetic } from './determinism/options';

/** Options that are refused, without their leading dashes, by what they would do. */
const refused: readonly (readonly [reason: string, names: readonly string[]])[] = [
  [
    'changes the kind of output that is made',
    [
      ...['ptx', 'cubin', 'fatbin', 'optix-ir', 'ltoir', 'c', 'compile', 'dc', 'device-c', 'dw', 'device-w', 'dlink'],
      ...['device-link', 'lib', 'link', 'E', 'preprocess', 'M', 'MM', 'MD', 'MMD', 'generate-dependencies', 'cuda'],
      ...[
        'generate-nonsystem-dependencies',
        'dlto',
        'dlink-time-opt',
        'lto',
        'rdc',
        'relocatable-device-code',
        'shared',
      ],
      ...['dryrun', 'help', 'h', 'version', 'V', 'list-gpu-code', 'list-gpu-arch', 'extensible-whole-program', 'ewp'],
    ],
  ],
  [
    'names another device than the one that the kernel runs on',
    ['gencode', 'generate-code', 'arch', 'gpu-architecture', 'code', 'gpu-code', 'm32', 'm64', 'm', 'machine'],
  ],
  [
    'writes files',
    [
      ...[
        'o',
        'output-file',
        'odir',
        'output-directory',
        'keep',
        'save-temps',
        'keep-dir',
        'time',
        'fdevice-time-trace',
      ],
      ...[
        'MF',
        'dependency-output',
        'objdir-as-tempdir',
        'tempdir',
        'create-pch',
        'pch',
        'pch-dir',
        'use-pch',
        'gen-opt-lto',
      ],
    ],
  ],
  [
    'names a program, or options of one, that would run',
    [
      ...['ccbin', 'compiler-bindir', 'run', 'run-args', 'ldir', 'archive-options', 'Xarchive', 'Xcompiler', 'B'],
      ...[
        'compiler-options',
        'Xlinker',
        'linker-options',
        'Xnvlink',
        'nvlink-options',
        'ar',
        'archiver-binary',
        'target-dir',
      ],
      ...[
        'allow-unsupported-compiler',
        'use-local-env',
        'input-drive-prefix',
        'dependency-drive-prefix',
        'drive-prefix',
      ],
    ],
  ],
  ['reads further options from a file', ['optf', 'options-file', 'clean-targets', 'clean']],
  ['names the language standard, which the generated code chooses', ['x', 'dialect']],
];

const reasonOf: ReadonlyMap<string, string> = new Map(
  refused.flatMap(([reason, names]) => names.map((name) => [name, reason] as const)),
);

/** Options whose value is the next word, when no `=` follows. */
const takesValue: ReadonlySet<string> = new Set([
  'I',
  'D',
  'U',
  'Xptxas',
  'include-path',
  'define-macro',
  'ptxas-options',
]);

/**
 * Reads the quoted strings of an `options` field, and refuses the options that no kernel may have, or no deterministic
 * one.
 */
export function readOptions(
  text: string,
  field: Field | undefined,
  findings: Findings,
  deterministic = false,
): readonly string[] {
  if (field === undefined) return [];
  const source = slice(text, field.value);
  const options: string[] = [];
  // Blanks, commas and a list's brackets set the strings apart; a comment may stand anywhere.
  const piece = /\s+|,|\[|\]|\/\/[^\n]*|\/\*[\s\S]*?\*\/|"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'/y;
  let valueExpected = false;
  while (piece.lastIndex < source.length) {
    const start = piece.lastIndex;
    const match = piece.exec(source);
    if (match === null) {
      findings.report('bad-options', { start: field.value.start + start, end: field.value.end }, {});
      return options;
    }
    const option = match[1] ?? match[2];
    if (option === undefined) continue;
    const end = piece.lastIndex;
    const span = { start: field.value.start + start, end: field.value.start + end };
    const reason = valueExpected ? fileValue(option) : refusal(option);
    if (reason !== undefined) findings.report('refused-option', span, { option, reason });
    else if (deterministic && changesArithmetic(option)) findings.report('deterministic-option', span, { option });
    else if (!valueExpected && !isOption(option)) findings.report('bad-options', span, {});
    options.push(option);
    valueExpected = !valueExpected && takesValue.has(option.replace(/^-+/, ''));
  }
  return options;
}

/** One option, not several in one string, nor a word without a dash. */
function isOption(option: string): boolean {
  return /^-\S+$/.test(option) || /^(-D|--?define-macro=)/.test(option);
}

/** Why an option is refused; undefined where it is not. */
export function refusal(option: string): string | undefined {
  if (option.startsWith('@')) return 'reads further options from a file';
  // What follows a blank would reach a compiler as an option of its own.
  const [name = '', value] = option
    .trim()
    .replace(/^-+/, '')
    .split(/[=\s](.*)/s);
  // `-ofile` and `-Bdir`, but neither `-objtemp` nor `-Barrier`: long names have one meaning each.
  if (/^-o./.test(option) && !/^-optf|^-odir|^-optix/.test(option)) return 'writes files';
  return reasonOf.get(name) ?? (value === undefined ? undefined : fileValue(value));
}

/** An assembler's own options may write files as well. */
function fileValue(value: string): string | undefined {
  return /(^|,)\s*(-o|--output-file)/.test(value) ? 'writes files' : undefined;
}

/** The macros that options define: they are names that expressions may use. */
export function definedMacros(options: readonly string[]): string[] {
  return options.flatMap((option, index) => {
    const previous = options[index - 1] ?? '';
    const separate = /^(-D|--?define-macro)$/.test(previous) ? option : undefined;
    const joined = /^(?:-D|--?define-macro=)(\w+)/.exec(option)?.[1];
    const name = joined ?? separate?.split(/[=(]/)[0];
    return name === undefined || name === '' ? [] : [name];
  });
}
