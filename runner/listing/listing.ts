import { LineIndex, type CheckedDocument, type CheckedKernel, type Span } from '../../language';
import type { CudaPlan, GeneratedSource } from '../../codegen';
import type { CodeLink, CodeSummary } from '../../protocol/rpc';
import { compensatedLines } from './compensated';
import { factsOf } from './facts';
import { expressionsOfInstruction, type Origins } from './find-expression';
import { placeOf, type RawPlace } from './located-source';
import type { Instruction, Operation, Place } from './operation';
import { parsePtx } from './parse-ptx';
import { parseSass, type ParsedListing } from './parse-sass';
import type { Resources } from './resources';
import { summarize } from './summarize';

/** A kernel whose code is listed. */
export interface Listed {
  readonly document: CheckedDocument;
  readonly kernel: CheckedKernel;
  readonly source: GeneratedSource;
  readonly plan: CudaPlan;
  /** Which plan it is, as a sentence. */
  readonly planWords: string;
}

/** A listing as it is shown, with its summary on top as comments. */
export interface Listing {
  readonly artifact: string;
  readonly summary: CodeSummary;
  readonly links: CodeLink[];
}

/** Columns of a comment. */
const WIDTH = 100;

/** PTX as NVRTC writes it, with `.loc` directives. */
export function listPtx(listed: Listed, ptx: string): Listing {
  const { document, source, kernel } = listed;
  const index = new LineIndex(document.text);
  const parsed = parsePtx(ptx, (raw) => {
    const place = placeOf(raw, source);
    return place?.in === 'document' && raw.column !== undefined
      ? { in: 'expression', offset: index.offset({ line: place.line, character: raw.column - 1 }) }
      : place;
  });
  return finish(listed, parsed, {}, `PTX of ${kernel.name}`);
}

/** SASS that nvdisasm printed, of a program with tokens on lines of their own. */
export function listSass(listed: Listed, sass: string, resources: Resources): Listing {
  const { document, source, kernel } = listed;
  const index = new LineIndex(document.text);
  const origins = originsOf(listed);
  const describe = (place: Place, operation: Operation): string => {
    const spans = expressionsOfInstruction(origins, operation, place);
    const [first] = spans;
    const texts = [...new Set(spans.map((span) => excerpt(document.text, span)))].join(', ');
    return `${whereIs(place, first)}${texts === '' ? '' : `  ${texts}`}`;
  };
  const whereIs = (place: Place, first: Span | undefined): string => {
    if (place.in === 'generated') return `${kernel.name}.cu:${(place.lines[0] ?? 0) + 1}`;
    if (place.in === 'document') return `${source.fileName}:${place.line + 1}`;
    const { line, character } = index.position(first?.start ?? place.offset);
    return `${source.fileName}:${line + 1}:${character + 1}`;
  };
  const parsed = parseSass(sass, (raw: RawPlace) => placeOf(raw, source), describe);
  return finish(listed, parsed, resources, `SASS of ${kernel.name}`);
}

/** Whether two listings hold the same instructions, wherever they say that these come from. */
export function sameInstructions(one: string, other: string): boolean {
  const instructions = (text: string): string[] =>
    text.split('\n').filter((line) => /^\s*\/\*[0-9a-f]+\*\//.test(line));
  return instructions(one).join('\n') === instructions(other).join('\n');
}

function finish(listed: Listed, parsed: ParsedListing, resources: Resources, title: string): Listing {
  const { document, kernel, plan } = listed;
  const index = new LineIndex(document.text);
  const origins = originsOf(listed);
  const spans = new Map<Instruction, readonly Span[]>();
  for (const instruction of parsed.instructions) {
    const { place, operation } = instruction;
    if (place !== undefined) spans.set(instruction, expressionsOfInstruction(origins, operation, place));
  }
  const [mapStart, mapEnd] = [kernel.start + kernel.map.span.start, kernel.start + kernel.map.span.end];
  const isMapped = (instruction: Instruction): boolean =>
    spans.get(instruction)?.some(({ start, end }) => start >= mapStart && end <= mapEnd) === true;
  const summary = summarize(parsed, resources, factsOf(kernel, plan), isMapped);
  const head = heading([`${title}.`, listed.planWords], summary);
  const links = parsed.instructions.flatMap((instruction): CodeLink[] => {
    const ranges = (spans.get(instruction) ?? []).map(({ start, end }) => ({
      start: index.position(start),
      end: index.position(end),
    }));
    return ranges.length === 0 ? [] : [{ line: instruction.line + head.length, ranges }];
  });
  return { artifact: [...head, ...parsed.lines].join('\n'), summary, links };
}

function originsOf({ document, kernel, source }: Listed): Origins {
  const index = new LineIndex(document.text);
  const generated = source.text.split('\n');
  const standIns = compensatedLines(kernel, generated);
  return { kernel, generated, standIns, lineOf: (offset) => index.position(offset).line };
}

function heading(titles: readonly string[], { words, warnings }: CodeSummary): string[] {
  const paragraphs = [...titles, ...words, ...warnings.map((warning) => `Warning: ${warning}`)];
  return [...paragraphs.flatMap((paragraph) => wrap(paragraph)).map((line) => `// ${line}`), ''];
}

function wrap(paragraph: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > WIDTH - 3) {
      lines.push(line);
      line = `  ${word}`;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function excerpt(text: string, { start, end }: Span): string {
  const words = text.slice(start, end).replace(/\s+/g, ' ');
  return words.length <= 60 ? words : `${words.slice(0, 59)}…`;
}
