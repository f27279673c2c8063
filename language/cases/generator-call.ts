import type { FileAccess, KernelArgument } from '../checked';
import type { Findings } from '../diagnostics/diagnostic';
import type { CaseValue, GeneratorArgument } from '../syntax/tree';
import type { Span } from '../text/span';
import { suggest } from '../text/suggest';
import type { Type } from '../types/type';
import type { Constant } from './constant';
import { evaluateConstant } from './constant';
import { exactInteger, fitValue, typeLabel } from './fit';
import { formatValue } from './format';
import type { ElementKind, GeneratorName } from './generators';
import { generatorNames, generators, isGeneratorName } from './generators';

export interface GeneratorContext {
  readonly findings: Findings;
  readonly argument: KernelArgument;
  /** The argument's place among the kernel's arguments, from 0: the seed where none is given. */
  readonly position: number;
  readonly files?: FileAccess;
}

export type GeneratorValue = Extract<CaseValue, { kind: 'generator' }>;

/** Seeds are the key of Philox4x32-10, which has 64 bits. */
const seedLimit = 1n << 64n;

/**
 * The arguments of one use of a generator, read on demand. A getter that returns undefined has reported why; all of
 * them report on the argument itself.
 */
export class GeneratorCall {
  readonly positional: readonly GeneratorArgument[];
  private readonly named: readonly (GeneratorArgument & { readonly name: { text: string; span: Span } })[];

  private constructor(
    readonly name: GeneratorName,
    readonly value: GeneratorValue,
    readonly context: GeneratorContext,
  ) {
    this.positional = value.arguments.filter((argument) => argument.name === undefined);
    this.named = value.arguments.flatMap((argument) => (argument.name ? [{ ...argument, name: argument.name }] : []));
  }

  /** Checks the generator's name, its arguments' number and names, and that it can make such elements. */
  static open(value: GeneratorValue, context: GeneratorContext): GeneratorCall | undefined {
    const name = value.name.text;
    if (!isGeneratorName(name)) {
      reportUnknownGenerator(value, context.findings);
      return undefined;
    }
    const call = new GeneratorCall(name, value, context);
    return call.checkNames() && call.checkCount() && call.checkElement() ? call : undefined;
  }

  private checkNames(): boolean {
    const { signature, random } = generators[this.name];
    const { findings } = this.context;
    const known = random ? ['seed'] : [];
    let seeds = 0;
    let sound = true;
    for (const { name } of this.named) {
      const isKnown = known.includes(name.text);
      if (isKnown && seeds++ === 0) continue;
      const details = { name: name.text, generator: this.name, signature, suggestion: suggest(name.text, known) };
      if (isKnown) findings.report('repeated-seed', name.span, {});
      else findings.report('generator-named-argument', name.span, details);
      sound = false;
    }
    return sound;
  }

  private checkCount(): boolean {
    const { parameters, optional, signature } = generators[this.name];
    const given = this.positional.length;
    if (given <= parameters.length && given >= parameters.length - optional) return true;
    this.context.findings.report('generator-arguments', this.value.span, { name: this.name, signature, given });
    return false;
  }

  private checkElement(): boolean {
    const { elements, instead } = generators[this.name];
    const { argument, findings } = this.context;
    const kind = elementKind(argument.type);
    if (elements === 'any' || kind === 'unknown' || (kind !== undefined && elements.includes(kind))) return true;
    const details = { generator: this.name, name: argument.name, type: typeLabel(argument.type), instead };
    findings.report('generator-element', this.value.name.span, details);
    return false;
  }

  private constant(index: number): Constant | undefined {
    const argument = this.positional[index];
    if (argument === undefined) return undefined;
    if (argument.value.kind === 'constant') return evaluateConstant(argument.value.expression, this.context.findings);
    if (argument.value.kind !== 'missing') this.reportArgument(index, 'a number');
    return undefined;
  }

  /** A finite number that the element type has room for. */
  real(index: number): number | undefined {
    const constant = this.constant(index);
    if (constant === undefined) return undefined;
    const number = Number(constant);
    if (!Number.isFinite(number)) {
      this.reportArgument(index, 'a finite number');
      return undefined;
    }
    const { type } = this.context.argument;
    const element = type.kind === 'complex' ? type.element : type;
    return element.kind === 'unknown' || this.fits(number, element) ? number : undefined;
  }

  integer(index: number): bigint | undefined {
    const constant = this.constant(index);
    if (constant === undefined) return undefined;
    const integer = exactInteger(constant);
    if (integer === undefined) this.reportArgument(index, 'a whole number');
    return integer;
  }

  /** The length at that place: `{}` where it is left out, undefined where it is wrong. */
  length(index: number): { readonly length?: number } | undefined {
    if (this.positional[index] === undefined) return {};
    const constant = this.constant(index);
    if (constant === undefined) return undefined;
    const integer = exactInteger(constant);
    if (integer !== undefined && integer >= 0n && integer <= BigInt(Number.MAX_SAFE_INTEGER)) {
      return { length: Number(integer) };
    }
    this.reportArgument(index, 'a whole number from 0 on');
    return undefined;
  }

  /** The value of the named `seed`, or the argument's position. */
  seed(): bigint | undefined {
    const given = this.named.find(({ name }) => name.text === 'seed');
    if (given === undefined) return BigInt(this.context.position);
    const { findings } = this.context;
    const constant = given.value.kind === 'constant' ? evaluateConstant(given.value.expression, findings) : undefined;
    if (given.value.kind === 'missing' || (given.value.kind === 'constant' && constant === undefined)) return undefined;
    const seed = constant === undefined ? undefined : exactInteger(constant);
    if (seed !== undefined && seed >= 0n && seed < seedLimit) return seed;
    const details = { generator: this.name, argument: 'seed', expected: 'a whole number from 0 to 2^64 - 1' };
    findings.report('generator-argument', given.value.span, details);
    return undefined;
  }

  /** Reports what the argument at that place has to be. */
  reportArgument(index: number, expected: string): void {
    const { parameters } = generators[this.name];
    // `arange(stop)` names its only argument by its meaning.
    const argument = this.name === 'arange' && this.positional.length === 1 ? 'stop' : parameters[index];
    const details = { generator: this.name, argument: argument ?? 'argument', expected };
    this.context.findings.report('generator-argument', this.positional[index]?.span ?? this.value.span, details);
  }

  /** Whether a value that the generator makes fits the element type; reports it where it does not. */
  fits(reached: Constant, type: Type): boolean {
    const fitted = fitValue(reached, type);
    if ('value' in fitted) return true;
    const details = {
      generator: this.name,
      reaches: formatValue(reached),
      name: this.context.argument.name,
      problem: fitted.problem,
    };
    this.context.findings.report('generator-range', this.value.span, details);
    return false;
  }
}

function reportUnknownGenerator(value: GeneratorValue, findings: Findings): void {
  const name = value.name.text;
  const suggestion = suggest(name, generatorNames);
  const span = value.name.span;
  const fixes =
    suggestion === undefined ? [] : [{ title: `Change to ‘${suggestion}’`, edits: [{ span, newText: suggestion }] }];
  findings.report('unknown-generator', span, { name, known: generatorNames, suggestion }, { fixes });
}

function elementKind(type: Type): ElementKind | 'unknown' | undefined {
  switch (type.kind) {
    case 'arithmetic':
      return type.category;
    case 'complex':
    case 'unknown':
      return type.kind;
    case 'vector':
    case 'struct':
    case 'array':
    case 'pointer':
    case 'void':
      return undefined;
  }
}
