import type { CaseSettings, CheckedBinding, CheckedKernel, FileAccess, IndexRange, KernelArgument } from '../checked';
import type { Finding, Fix } from '../diagnostics/diagnostic';
import { Findings } from '../diagnostics/diagnostic';
import type { Binding, CaseItem } from '../syntax/tree';
import type { Span } from '../text/span';
import { suggest } from '../text/suggest';
import { bindArgument } from './bind-argument';
import { defaultText } from './default-input';
import { typeLabel } from './fit';
import type { BoundVector } from './lengths';
import { settleLengths } from './lengths';
import { outsideReads } from './outside-reads';
import { sumOverflow, widerThan } from './overflow-risk';
import type { ReadSettings, SettingName } from './settings';
import { isSettingName, readSetting, reservedSettingNames, settingNames } from './settings';
import { resolveSlice } from './slice';

export interface CaseContext {
  /** Left out: `file("…")` is checked for its form only, and such a case is not runnable. */
  readonly files?: FileAccess;
}

/** What a case means for its kernel; the parts of a `CheckedCase` that follow from the two. */
export interface CheckedCaseParts {
  /** False where an error stands in the case or its kernel, or a data file could not be looked at. */
  readonly runnable: boolean;
  readonly settings: CaseSettings;
  /** In the kernel's order; arguments without a usable value are left out. */
  readonly bindings: readonly CheckedBinding[];
  /** With the offsets of the case item. */
  readonly findings: readonly Finding[];
}

/** Checks a case against the kernel that it is of. */
export function checkCase(item: CaseItem, kernel: CheckedKernel, context: CaseContext = {}): CheckedCaseParts {
  return new CaseCheck(item, kernel, context).run();
}

class CaseCheck {
  private readonly findings = new Findings();
  private readonly settings: ReadSettings = {};
  /** The first binding of each argument and setting. */
  private readonly bindings = new Map<string, Binding>();

  constructor(
    private readonly item: CaseItem,
    private readonly kernel: CheckedKernel,
    private readonly context: CaseContext,
  ) {}

  run(): CheckedCaseParts {
    for (const binding of this.item.bindings) this.sort(binding);
    for (const name of settingNames) this.readSetting(name);
    const bound = this.bindArguments();
    this.reportMissing();
    const { n, bindings } = this.settle(bound);
    const slice = this.settings.slice && n !== undefined ? resolveSlice(this.settings.slice, n) : undefined;
    this.reportEmpty(slice?.count ?? n);

    if (n !== undefined) {
      const range = slice ?? { start: 0, step: 1, count: n };
      this.reportOverflow(bindings, n, range);
      this.reportOutsideReads(bindings, n, range);
    }

    const { expect, rtol, atol } = this.settings;
    const findings = this.findings.all;
    const complete = bindings.length === this.kernel.arguments.length;
    return {
      runnable: this.kernel.runnable && complete && !findings.some((finding) => finding.severity === 'error'),
      settings: { n, slice, sliceParts: this.settings.slice, expect, rtol, atol },
      bindings,
      findings,
    };
  }

  /** Files a binding under its name, or reports why it has no place. */
  private sort(binding: Binding): void {
    const name = binding.name.text;
    const { span } = binding.name;
    if (name === '') return;
    if (!isSettingName(name) && !this.kernel.arguments.some((argument) => argument.name === name)) {
      if (reservedSettingNames.includes(name)) this.findings.report('reserved-setting', span, { name });
      else this.reportUnknown(binding);
      return;
    }
    // The parser has reported every later one.
    if (!this.bindings.has(name)) this.bindings.set(name, binding);
  }

  private reportUnknown(binding: Binding): void {
    const { text: name, span } = binding.name;
    // A broken kernel may have lost arguments that the case gives values for.
    if (!this.kernel.runnable) return;
    const names = this.kernel.arguments.map((argument) => argument.name);
    const given = new Set(this.item.bindings.map((each) => each.name.text));
    const free = [...names, ...settingNames].filter((each) => !given.has(each));
    const suggestion = suggest(name, free);
    const fixes =
      suggestion === undefined ? [] : [{ title: `Change to ‘${suggestion}’`, edits: [{ span, newText: suggestion }] }];
    this.findings.report('unknown-binding', span, { name, kernel: this.kernel.name, suggestion }, { fixes });
    if (suggestion !== undefined) this.misspelt.add(suggestion);
  }

  /** Arguments that an unknown name was probably meant for: they are not reported as missing too. */
  private readonly misspelt = new Set<string>();

  private readSetting(name: SettingName): void {
    const binding = this.bindings.get(name);
    if (binding === undefined) return;
    readSetting(name, binding, this.kernel, this.settings, this.findings);
    const isTolerance = name === 'rtol' || name === 'atol';
    if (isTolerance && !this.bindings.has('expect')) {
      this.findings.report('tolerance-without-expect', binding.span, { name }, { unnecessary: true });
    }
  }

  private bindArguments(): CheckedBinding[] {
    return this.kernel.arguments.flatMap((argument, position): CheckedBinding[] => {
      const binding = this.bindings.get(argument.name);
      if (binding === undefined) return [];
      const { findings, item } = this;
      const source = bindArgument(binding, { argument, position, findings, item, files: this.context.files });
      return source === undefined ? [] : [{ argument, span: binding.span, source }];
    });
  }

  private reportMissing(): void {
    // What an argument of an unknown type takes is not known either, nor whether it can stay an argument.
    const missing = this.kernel.arguments.filter(
      ({ name, type }) => type.kind !== 'unknown' && !this.bindings.has(name) && !this.misspelt.has(name),
    );
    if (missing.length === 0) return;
    const names = missing.map((argument) => argument.name);
    const fix = this.insertion(missing);
    this.findings.report(
      'missing-binding',
      this.item.name.span,
      { names, kernel: this.kernel.name },
      {
        fixes: fix === undefined ? [] : [fix],
        related: missing.map(({ name, nameSpan }) => ({
          location: { item: this.kernel.item, span: nameSpan },
          message: `‘${name}’ is declared here.`,
        })),
      },
    );
  }

  /** The fix that gives values to arguments that have none; undefined where nothing sensible is known for one. */
  private insertion(missing: readonly KernelArgument[]): Fix | undefined {
    const lines: string[] = [];
    for (const argument of missing) {
      const text = defaultText(argument, this.kernel.arguments.indexOf(argument), this.kernel);
      if (text === undefined) return undefined;
      lines.push(`\n    ${argument.name} = ${text};`);
    }
    const { body, text, bindings } = this.item;
    const at = bindings.at(-1)?.span.end ?? body.start + 1;
    const closesOnSameLine = !text.slice(at, body.end).includes('\n');
    const newText = lines.join('') + (closesOnSameLine ? '\n' : '');
    const title = missing.length === 1 ? `Add a value for ‘${missing[0]?.name}’` : 'Add the missing values';
    return { title, edits: [{ span: { start: at, end: at }, newText }] };
  }

  private settle(bound: readonly CheckedBinding[]): { n?: number; bindings: readonly CheckedBinding[] } {
    const vectors: BoundVector[] = [];
    for (const { argument, source } of bound) {
      if (source.kind === 'scalar') continue;
      vectors.push({ argument, source, span: this.valueSpan(argument.name) });
    }
    const { n } = this.settings;
    const setting = n === undefined ? undefined : { n, span: this.valueSpan('n') };
    const lengths = settleLengths(vectors, setting, this.kernel, this.item, this.findings);
    const sources = new Map(vectors.map(({ argument }, index) => [argument, lengths.sources[index]]));
    const bindings = bound.map((binding) => ({ ...binding, source: sources.get(binding.argument) ?? binding.source }));
    return { n: lengths.n, bindings };
  }

  private reportEmpty(count: number | undefined): void {
    const { kernel, item } = this;
    if (count !== 0 || kernel.neutral !== undefined || !kernel.runnable) return;
    // What makes it empty: the slice of a case that has one, else `n`, else the first vector.
    const causes = ['slice', 'n', ...kernel.arguments.map((argument) => argument.name)];
    const cause = causes.find((name) => this.bindings.has(name));
    const span = cause === undefined ? item.name.span : this.valueSpan(cause);
    this.findings.report(
      'empty-input',
      span,
      { kernel: kernel.name },
      {
        related: [
          { location: { item: kernel.item, span: kernel.item.name.span }, message: 'The kernel has no neutral' },
        ],
      },
    );
  }

  /** Where `expect` is given, the run itself tells whether the sum is right. */
  private reportOverflow(bindings: readonly CheckedBinding[], n: number, range: IndexRange): void {
    const hasErrors = this.findings.all.some((finding) => finding.severity === 'error');
    if (hasErrors || !this.kernel.runnable || this.settings.expect !== undefined) return;
    const overflow = sumOverflow(this.kernel, bindings, n, range);
    if (overflow === undefined) return;
    const { type, where } = overflow;
    const span = this.bindings.has('n') ? this.valueSpan('n') : this.item.name.span;
    this.findings.report('sum-overflow', span, {
      sum: overflow.sum.toPrecision(3),
      limit: overflow.limit.toPrecision(3),
      type: typeLabel(type),
      where,
      wider: widerThan(type),
    });
  }

  private reportOutsideReads(bindings: readonly CheckedBinding[], n: number, range: IndexRange): void {
    const { kernel, findings } = this;
    if (findings.all.some((finding) => finding.severity === 'error') || !kernel.runnable) return;
    for (const { name, expression, element, length, i } of outsideReads(kernel, bindings, n, range)) {
      const { start, end } = expression.span;
      const read = kernel.map.text.slice(start - kernel.map.span.start, end - kernel.map.span.start);
      const related = [{ location: { item: kernel.item, span: expression.span }, message: `‘${name}’ is read here.` }];
      findings.report('index-outside-vector', this.valueSpan(name), { name, read, element, length, i }, { related });
    }
  }

  private valueSpan(name: string): Span {
    return this.bindings.get(name)?.valueSpan ?? this.item.name.span;
  }
}
