// The language server beside the CSS language server, each driven over stdio as an editor does it: from an edit to the
// answer of a request sent directly behind it, in documents of the same size; the start; the memory after many edits.
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { serverNodeOptions } from '../protocol/server';
import { LanguageClient, type ServerProgram } from './support/language-client';
import { diagnostics, questions, type Question, type Session } from './support/language-questions';
import { largeFile } from './support/large-file';
import { largeStyleSheet } from './support/large-css';
import { quantiles, table } from './support/statistics';
import { Typist } from './support/typing';

const STARTS = 10;
/** Edits before each kind of request. */
const EDITS = 100;
/** More of them at the beginning: the compilers of both processes learn the programs, ours checks all operator laws. */
const WARM_UP = 40;
const EDITS_BEFORE_MEMORY = 1000;

/** A program, and what in its document stands before the places where the person types. */
interface Subject {
  readonly program: ServerProgram;
  readonly before: RegExp;
}

interface Pair<Value> {
  readonly ours: Value;
  readonly theirs: Value;
}

function subjects(): { readonly small: Pair<Subject>; readonly large: Pair<Subject> } {
  const css = process.env['CSS_LANGUAGE_SERVER'];
  if (css === undefined)
    throw new Error('Where the CSS language server is, CSS_LANGUAGE_SERVER says: npm run bench sets it.');
  const server = path.join(process.cwd(), 'dist', 'server.js');
  const example = path.join(process.cwd(), 'examples', '01_dot_product.reduce');
  const pair = (text: string, uri: string): Pair<Subject> => ({
    ours: {
      program: { entry: server, execArgv: serverNodeOptions, uri, languageId: 'reduce', text },
      before: /map_expr *= /g,
    },
    theirs: {
      program: { entry: css, uri: 'file:///bench/large.css', languageId: 'css', text: largeStyleSheet(text.length) },
      before: /(?:color|display): /g,
    },
  });
  return {
    small: pair(readFileSync(example, 'utf8'), pathToFileURL(example).href),
    large: pair(largeFile(), 'file:///bench/large.reduce'),
  };
}

async function begin({ program, before }: Subject): Promise<Session> {
  const client = await LanguageClient.start(program);
  return { client, typist: new Typist(program.text, before) };
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/** Milliseconds from starting each process to its first diagnostics, in turns; both have been started before. */
async function measureStarts(pair: Pair<Subject>): Promise<Pair<number[]>> {
  const one = async (subject: Subject): Promise<number> => {
    const from = performance.now();
    const session = await begin(subject);
    await diagnostics.ask(session, { line: 0, character: 0 });
    const taken = performance.now() - from;
    await session.client.stop();
    return taken;
  };
  await one(pair.ours);
  await one(pair.theirs);
  const samples = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round < STARTS; round++) {
    samples.ours.push(await one(pair.ours));
    samples.theirs.push(await one(pair.theirs));
  }
  return samples;
}

/** The same program as on a machine that has never started it: nothing that V8 made of it is kept. */
function neverStarted({ ours, theirs }: Pair<Subject>): Pair<Subject> {
  // No folder can be made below a file.
  const env = { WARPFOLD_CACHE_DIR: path.join(ours.program.entry, 'nowhere') };
  return { ours: { ...ours, program: { ...ours.program, env } }, theirs };
}

/** Milliseconds from an edit to the answer of each question, of both servers in turns. */
async function measureEdits(pair: Pair<Subject>): Promise<Map<Question, Pair<number[]>>> {
  const ours = await begin(pair.ours);
  const theirs = await begin(pair.theirs);
  const samples = new Map(questions.map((question) => [question, { ours: [] as number[], theirs: [] as number[] }]));
  const step = (session: Session, question: Question): Promise<number> =>
    milliseconds(() => question.ask(session, session.typist.type(session.client)));
  for (let round = 0; round < WARM_UP + EDITS; round++) {
    for (const [question, taken] of samples) {
      const own = await step(ours, question);
      const other = question.hasPeer ? await step(theirs, question) : undefined;
      if (round < WARM_UP) continue;
      taken.ours.push(own);
      if (other !== undefined) taken.theirs.push(other);
    }
  }
  await ours.client.stop();
  await theirs.client.stop();
  return samples;
}

/** Megabytes that a server occupies after many edits, each with its diagnostics. */
async function measureMemory(subject: Subject): Promise<number[]> {
  const session = await begin(subject);
  for (let round = 0; round < EDITS_BEFORE_MEMORY; round++) {
    await diagnostics.ask(session, session.typist.type(session.client));
  }
  const bytes = session.client.residentMemory();
  await session.client.stop();
  return bytes === undefined ? [] : [bytes / 1e6];
}

interface Row extends Pair<readonly number[]> {
  readonly name: string;
  readonly unit: string;
  readonly target: number | undefined;
}

function format({ name, unit, target, ours, theirs }: Row): string[] {
  const own = quantiles(ours);
  const other = quantiles(theirs);
  const show = (value: number): string =>
    Number.isNaN(value) ? '' : `${value.toFixed(unit === 'MB' ? 0 : 1)} ${unit}`;
  const ratio = (value: number): string => (Number.isNaN(value) ? '' : value.toFixed(2));
  const isOne = ours.length === 1;
  return [
    name,
    target === undefined ? '' : `${target} ${unit}`,
    show(own.p50),
    isOne ? '' : show(own.p95),
    show(other.p50),
    isOne ? '' : show(other.p95),
    ratio(other.p50 / own.p50),
    isOne ? '' : ratio(other.p95 / own.p95),
  ];
}

async function main(): Promise<void> {
  const { small, large } = subjects();
  const rows: Row[] = [
    { name: 'start, cookbook', unit: 'ms', target: 300, ...(await measureStarts(small)) },
    { name: 'first start, cookbook', unit: 'ms', target: undefined, ...(await measureStarts(neverStarted(small))) },
    { name: 'start, large', unit: 'ms', target: 700, ...(await measureStarts(large)) },
  ];
  for (const [{ name, target }, samples] of await measureEdits(large))
    rows.push({ name, unit: 'ms', target, ...samples });
  const memory = { ours: await measureMemory(large.ours), theirs: await measureMemory(large.theirs) };
  rows.push({ name: `memory, ${EDITS_BEFORE_MEMORY} edits`, unit: 'MB', target: 120, ...memory });
  const { text } = large.ours.program;
  console.log(
    `\nThe language server beside the CSS language server: ${text.split('\n').length} lines, ` +
      `${(text.length / 1024).toFixed(0)} KiB of each language, on ${cpus()[0]?.model ?? 'an unknown processor'} ` +
      `(${cpus().length} threads), Node ${process.versions.node}`,
  );
  const header = ['', 'target p95', 'p50', 'p95', 'CSS p50', 'CSS p95', 'CSS / ours p50', 'p95'];
  console.log(table([header, ...rows.map(format)]));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
