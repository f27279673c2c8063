/**
 * `docs/diagnostics.md` against the table of diagnostics and the checker: every code has one section, and every example
 * shows what its section says.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { checkDocument, LineIndex, type Diagnostic } from '../language';
import { codes } from '../language/diagnostics/codes';
import type { Severity } from '../language/diagnostics/diagnostic';
import { filesOf } from '../runner/client/node-files';
import { root } from './support/root';

/** Codes that no short text can show: their sections describe one in a `text` block instead. */
const withoutExamples: ReadonlySet<string> = new Set(['nesting-too-deep', 'value-too-deep']);

/** Data files of examples are those of the fixtures. */
const files = filesOf(pathToFileURL(path.join(root, 'test/fixtures/cases/example.reduce')).href);

interface Block {
  /** What stands behind the fence: `reduce wrong`. */
  readonly info: string;
  readonly text: string;
}

interface Section {
  readonly code: string;
  readonly prose: string;
  readonly blocks: readonly Block[];
}

const page = readFileSync(path.join(root, 'docs/diagnostics.md'), 'utf8');
const sections = sectionsOf(page);
const shared = blocksOf(page).find((block) => block.info === 'reduce shared')?.text ?? '';

function blocksOf(markdown: string): Block[] {
  return [...markdown.matchAll(/^```([^\n]*)\n(.*?)^```$/gms)].map(([, info = '', text = '']) => ({ info, text }));
}

function sectionsOf(markdown: string): Section[] {
  return markdown
    .split(/^### /m)
    .slice(1)
    .map((content) => {
      const [code = ''] = content.split('\n', 1);
      // A section ends where the next group begins.
      const [body = ''] = content.slice(code.length).split(/^## /m, 1);
      const prose = body.replace(/^```.*?^```$/gms, '').trim();
      return { code, prose, blocks: blocksOf(body) };
    });
}

/** Checks an example; a case alone is checked below the kernels that all cases of the page share. */
function diagnosticsOf(example: string): { readonly text: string; readonly diagnostics: readonly Diagnostic[] } {
  const text = example.startsWith('case ') ? `${shared}\n${example}` : example;
  return { text, diagnostics: checkDocument(text, { files }).diagnostics };
}

/** The example with what the checker says about it, for the person who reads a failure. */
function account(example: string): string {
  const { text, diagnostics } = diagnosticsOf(example);
  const lines = text.split('\n');
  const index = new LineIndex(text);
  const found = diagnostics.map(({ severity, code, message, span }) => {
    return `${severity}[${code}]: ${message}\n    at: ${lines[index.position(span.start).line] ?? ''}`;
  });
  return `\n${example}\nThe checker says:\n${found.join('\n') || 'nothing'}`;
}

/** The text of the one block with this info string. */
function exampleOf(section: Section, kind: 'wrong' | 'right'): string {
  const [block, ...others] = section.blocks.filter(({ info }) => info === `reduce ${kind}`);
  assert.ok(block && others.length === 0, `‘${section.code}’ needs exactly one \`\`\`reduce ${kind} block.`);
  return block.text;
}

function severityOf(code: string): Severity | undefined {
  return Object.entries(codes).find(([known]) => known === code)?.[1].severity;
}

test('every diagnostic has exactly one section, and every section a diagnostic', () => {
  const documented = sections.map(({ code }) => code);
  const known = Object.keys(codes);
  const missing = known.filter((code) => !documented.includes(code));
  const repeated = documented.filter((code, at) => documented.indexOf(code) !== at);
  const unknown = documented.filter((code) => !known.includes(code));
  assert.deepEqual(missing, [], `docs/diagnostics.md has no section for: ${missing.join(', ')}`);
  assert.deepEqual(repeated, [], `docs/diagnostics.md has several sections for: ${repeated.join(', ')}`);
  assert.deepEqual(unknown, [], `docs/diagnostics.md has sections for codes that do not exist: ${unknown.join(', ')}`);
});

test('the shared kernels of the page are sound', () => {
  assert.notEqual(shared, '', 'docs/diagnostics.md has no ```reduce shared block.');
  assert.deepEqual(diagnosticsOf(shared).diagnostics, [], account(shared));
});

test('every section names its severity and explains itself', () => {
  for (const { code, prose } of sections) {
    const [, severity, explanation = ''] = /^\*\*(\w+)\.\*\* (.+)/s.exec(prose) ?? [];
    assert.equal(severity?.toLowerCase(), severityOf(code), `‘${code}’ names another severity than its entry.`);
    assert.match(explanation, /\.$/, `‘${code}’ has no explanation that ends as a sentence.`);
  }
});

test('sections without checked examples are the few that are known', () => {
  const found = sections.filter(({ blocks }) => blocks.some(({ info }) => info === 'text')).map(({ code }) => code);
  assert.deepEqual(new Set(found), withoutExamples);
});

for (const section of sections.filter(({ code }) => !withoutExamples.has(code))) {
  const { code } = section;

  test(`${code}: the wrong example has this mistake and no other`, () => {
    const example = exampleOf(section, 'wrong');
    const found = new Set<string>(diagnosticsOf(example).diagnostics.map((diagnostic) => diagnostic.code));
    assert.ok(found.has(code), `The wrong example of ‘${code}’ does not show it:${account(example)}`);
    assert.equal(found.size, 1, `The wrong example of ‘${code}’ has other mistakes too:${account(example)}`);
  });

  test(`${code}: the right example is sound`, () => {
    const example = exampleOf(section, 'right');
    const { diagnostics } = diagnosticsOf(example);
    assert.deepEqual(diagnostics, [], `The right example of ‘${code}’ is not accepted as it is:${account(example)}`);
  });
}
