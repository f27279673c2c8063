import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { checkReportSchema, reportSchema } from './report';
import { tuningReportSchema } from './tuning';

interface Schema {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly wrapped?: Schema;
  readonly item?: Schema;
}

function keysOf(schema: Schema): string[] {
  const own = Object.entries(schema.entries ?? {}).flatMap(([key, entry]) => [key, ...keysOf(entry)]);
  return [...own, ...[schema.wrapped, schema.item].flatMap((inner) => (inner === undefined ? [] : keysOf(inner)))];
}

test('docs/report.md explains every key', () => {
  const documentation = readFileSync(new URL('../docs/report.md', import.meta.url), 'utf8');
  const keys = [...new Set([reportSchema, checkReportSchema, tuningReportSchema].flatMap((schema) => keysOf(schema)))];
  assert.ok(keys.length > 60, 'the schemas were walked');
  const missing = keys.filter((key) => !documentation.includes(`\`${key}\``) && !documentation.includes(`"${key}"`));
  assert.deepEqual(missing, []);
});
