import { createAnalyser } from '../model/analysis';
import { format } from '../formatting/format';
import { spanOf } from '../model/analysis';
import { caseText } from './case-text';
import { cupyKernel } from './cupy-kernel';
import { Environment } from './environment';
import { constructions, dialectOf, isResult, kernelCalls } from './kernel-calls';
import type { KernelDraft } from './kernel-draft';
import { commentText, kernelText, preambleText } from './print';
import { pycudaKernel } from './pycuda-kernel';
import { callOfArguments } from './loose-arguments';
import { pythonStatements } from './statements';
import { declarationOf, registeredStruct } from './structs';
import type { PythonExpression, PythonStatement } from './tree';

type Call = Extract<PythonExpression, { kind: 'call' }>;

/**
 * Turns a Python text that makes reduction kernels with PyCUDA, PyOpenCL or CuPy into a `.reduce` text: its kernels, their
 * preambles, and a case for each call of a kernel whose data can be told; the arguments of such a call alone will do. What is left of the script stays as comments;
 * only imports go. Undefined for a text that makes no kernel.
 *
 * @param taken Names of kernels that the result must not use, because it goes where they are.
 */
export function convertPyCuda(text: string, taken: Iterable<string> = []): string | undefined {
  let statements = pythonStatements(text);
  if (!makesKernel(statements)) {
    const call = callOfArguments(text);
    if (call === undefined) return undefined;
    statements = pythonStatements(call);
    if (!makesKernel(statements)) return undefined;
  }
  return layOut(new Conversion(statements, new Set(taken)).run());
}

function makesKernel(statements: readonly PythonStatement[]): boolean {
  return statements.some(({ value }) => value !== undefined && constructions(value).length > 0);
}

/** A part of the result. */
interface Block {
  readonly kind: 'comment' | 'preamble' | 'kernel' | 'case';
  readonly text: string;
  readonly isSeparate: boolean;
  /** The value of an assignment, whose comment is left out once something converted uses it. */
  readonly value?: PythonExpression;
}

class Conversion {
  private readonly environment = new Environment();
  private readonly blocks: Block[] = [];
  private readonly kernels = new Map<string, KernelDraft>();
  private readonly made = new Map<Call, KernelDraft>();
  private readonly caseNames = new Set<string>();
  /** Kernels and what they are run on, so that nothing is run twice. */
  private readonly cases = new Set<string>();
  private readonly preambles = new Set<string>();
  /** Names of what the kernels gave. */
  private readonly results = new Set<string>();
  private readonly imports: string;

  constructor(
    private readonly statements: readonly PythonStatement[],
    private readonly kernelNames: Set<string>,
  ) {
    this.imports = statements
      .filter(({ kind }) => kind === 'import')
      .map((statement) => statement.text)
      .join('\n');
  }

  run(): readonly Block[] {
    for (const statement of this.statements) this.convert(statement);
    return this.blocks.filter(({ value }) => value === undefined || !this.environment.used.has(value));
  }

  private convert(statement: PythonStatement): void {
    const { kind, value, targets, isSeparate } = statement;
    if (value !== undefined && this.nameStruct(value, targets)) return;
    if (kind === 'import' || statement.text.startsWith('#!') || this.isPrintOfResult(value)) return;
    if (value === undefined) {
      this.comment(statement);
      return;
    }
    const made = constructions(value);
    for (const call of made) this.kernel(call, targets[0], isSeparate);
    const calls = kernelCalls(value, (name) => this.kernels.has(name));
    const isWhole = calls.map(({ kernel, arguments: given }) => {
      const draft = typeof kernel === 'string' ? this.kernels.get(kernel) : this.made.get(kernel);
      return draft !== undefined && this.case(draft, given);
    });
    const isConverted = made.length > 0 || (isWhole.length > 0 && isWhole.every(Boolean));
    // An assertion says more than its call, and so does what is computed from its result.
    const isPlain = isResult(value, (call) => calls.some((each) => each.call === call));
    if (!isConverted || (made.length === 0 && (!isPlain || /^assert\b/.test(statement.text)))) this.comment(statement);
    if (isConverted && made.length === 0) for (const target of targets) this.results.add(target);
    else if (made.length === 0) for (const target of targets) this.environment.assign(target, value);
  }

  /** Notes the C name of a struct; false for a statement that gives none. */
  private nameStruct(value: PythonExpression, targets: readonly string[]): boolean {
    const struct = registeredStruct(value, this.environment);
    if (struct === undefined) return false;
    this.environment.resolve(struct.dtype);
    this.environment.nameStruct(struct.members, struct.name);
    const [dtype, declaration] = targets.flatMap((target) => target.split(','));
    if (dtype !== undefined && dtype !== wholeName(struct.dtype)) this.environment.assign(dtype, struct.dtype);
    if (declaration !== undefined && struct.givesDeclaration) {
      this.environment.assign(declaration, { kind: 'string', value: declarationOf(struct) });
    }
    return true;
  }

  /** A run shows its result without being asked to. */
  private isPrintOfResult(value: PythonExpression | undefined): boolean {
    if (value?.kind === 'name') return this.results.has(value.name);
    if (value?.kind !== 'call' || value.callee.kind !== 'name' || value.callee.name !== 'print') return false;
    return value.arguments.every(
      ({ value: printed }) => printed.kind === 'string' || (printed.kind === 'name' && this.results.has(printed.name)),
    );
  }

  private comment({ text, isSeparate, value, kind }: PythonStatement): void {
    const block: Block = { kind: 'comment', text: commentText(text), isSeparate };
    this.blocks.push(kind === 'assignment' && value !== undefined ? { ...block, value } : block);
  }

  private kernel(call: Call, variable: string | undefined, isSeparate: boolean): void {
    const dialect = dialectOf(call, this.imports);
    const naming = { variable, unique: (name: string): string => unique(name, this.kernelNames) };
    const draft =
      dialect === 'cupy'
        ? cupyKernel(call, naming, this.environment)
        : pycudaKernel(call, dialect, naming, this.environment);
    if (variable !== undefined) this.kernels.set(variable, draft);
    this.made.set(call, draft);
    const { preamble } = draft;
    const isNew = preamble !== undefined && !this.preambles.has(preamble);
    // Another preamble may declare the same names: then it stays with its kernel.
    const isOwn = isNew && this.preambles.size > 0;
    if (preamble !== undefined && isNew && !isOwn) {
      this.preambles.add(preamble);
      this.blocks.push({ kind: 'preamble', text: preambleText(preamble), isSeparate: true });
    }
    this.blocks.push({ kind: 'kernel', text: kernelText(draft, isOwn ? preamble : undefined), isSeparate });
  }

  /** False where the data of the call cannot be told. */
  private case(kernel: KernelDraft, given: Parameters<typeof caseText>[1]): boolean {
    const taken = new Set([...this.caseNames].filter((key) => key.endsWith(` of ${kernel.name}`)));
    const name = unique('example', new Set([...taken].map((key) => key.split(' ')[0] ?? '')));
    const found = caseText(kernel, given, name, this.environment);
    if ('unknown' in found) return false;
    const isRepeated = this.cases.has(`${kernel.name} ${found.body}`);
    if (isRepeated) return true;
    this.cases.add(`${kernel.name} ${found.body}`);
    this.caseNames.add(`${name} of ${kernel.name}`);
    this.blocks.push({ kind: 'case', text: found.text, isSeparate: true });
    return true;
  }
}

function wholeName(expression: PythonExpression): string | undefined {
  return expression.kind === 'name' ? expression.name : undefined;
}

/** The name, or the name with a number where it is taken; takes it. */
function unique(name: string, taken: Set<string>): string {
  let candidate = name;
  for (let number = 2; taken.has(candidate); number++) candidate = `${name}_${number}`;
  taken.add(candidate);
  return candidate;
}

/** Blocks with one blank line between them; neighbouring comments, and the comment of a kernel, stay together. */
function layOut(blocks: readonly Block[]): string {
  let text = '';
  for (const [index, block] of blocks.entries()) {
    const before = blocks[index - 1];
    const isTogether = before?.kind === 'comment' && !block.isSeparate;
    text += before === undefined ? block.text : `${isTogether ? '\n' : '\n\n'}${block.text}`;
  }
  return formatted(`${text}\n`);
}

function formatted(text: string): string {
  const analysis = createAnalyser('untitled:converted.reduce').analyse(text, 0);
  let result = '';
  let at = 0;
  for (const { range, newText } of format(analysis, { tabSize: 4, insertSpaces: true })) {
    const span = spanOf(analysis, range);
    result += text.slice(at, span.start) + newText;
    at = span.end;
  }
  return result + text.slice(at);
}
