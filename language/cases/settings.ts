import type { CheckedKernel, SliceParts, Value } from '../checked';
import type { Expression } from '../cpp/tree';
import type { Findings } from '../diagnostics/diagnostic';
import type { Binding, CaseValue } from '../syntax/tree';
import { evaluateConstant } from './constant';
import { exactInteger } from './fit';
import { evaluateValue } from './values';

/** The settings of a case, which no argument can be named. */
export const settingNames = ['n', 'slice', 'expect', 'rtol', 'atol'] as const;
export type SettingName = (typeof settingNames)[number];

/** Names that are kept for reductions over an axis. */
export const reservedSettingNames: readonly string[] = ['shape', 'axis'];

export function isSettingName(name: string): name is SettingName {
  return (settingNames as readonly string[]).includes(name);
}

/** The settings that a case gives, each undefined where it is left out or wrong. */
export interface ReadSettings {
  n?: number;
  slice?: SliceParts;
  expect?: Value;
  rtol?: number;
  atol?: number;
}

/** Reads one setting into `settings`. False where it is wrong, which has then been reported. */
export function readSetting(
  name: SettingName,
  binding: Binding,
  kernel: CheckedKernel,
  settings: ReadSettings,
  findings: Findings,
): boolean {
  switch (name) {
    case 'n':
      settings.n = readLength(binding.value, findings);
      return settings.n !== undefined;
    case 'slice':
      settings.slice = readSlice(binding.value, findings);
      return settings.slice !== undefined;
    case 'expect':
      settings.expect = evaluateValue(binding.value, kernel.resultType, { name, findings });
      return settings.expect !== undefined;
    case 'rtol':
    case 'atol':
      settings[name] = readTolerance(name, binding.value, findings);
      return settings[name] !== undefined;
  }
}

function readLength(value: CaseValue, findings: Findings): number | undefined {
  const expected = 'the number of elements, a whole number from 0 on';
  if (value.kind === 'missing') return undefined;
  if (value.kind === 'constant') {
    const constant = evaluateConstant(value.expression, findings);
    if (constant === undefined) return undefined;
    const integer = exactInteger(constant);
    if (integer !== undefined && integer >= 0n && integer <= BigInt(Number.MAX_SAFE_INTEGER)) return Number(integer);
  }
  findings.report('bad-setting', value.span, { name: 'n', expected });
  return undefined;
}

function readTolerance(name: 'rtol' | 'atol', value: CaseValue, findings: Findings): number | undefined {
  if (value.kind === 'missing') return undefined;
  if (value.kind === 'constant') {
    const constant = evaluateConstant(value.expression, findings);
    if (constant === undefined) return undefined;
    const tolerance = Number(constant);
    if (tolerance >= 0 && Number.isFinite(tolerance)) return tolerance;
  }
  findings.report('bad-setting', value.span, { name, expected: 'a number from 0 on' });
  return undefined;
}

function readSlice(value: CaseValue, findings: Findings): SliceParts | undefined {
  if (value.kind === 'missing') return undefined;
  if (value.kind !== 'slice') {
    const expected = 'start:stop:step as in Python, such as ::2 or -100:';
    findings.report('bad-setting', value.span, { name: 'slice', expected });
    return undefined;
  }
  const parts: { start?: number; stop?: number; step?: number } = {};
  let sound = true;
  for (const name of ['start', 'stop', 'step'] as const) {
    const expression = value[name];
    if (expression === undefined) continue;
    const part = readSlicePart(expression, findings);
    if (part === undefined) sound = false;
    else parts[name] = part;
  }
  if (parts.step === 0) {
    findings.report('slice-step-zero', value.step?.span ?? value.span, {});
    return undefined;
  }
  return sound ? parts : undefined;
}

function readSlicePart(expression: Expression, findings: Findings): number | undefined {
  const constant = evaluateConstant(expression, findings);
  if (constant === undefined) return undefined;
  const integer = exactInteger(constant);
  if (integer === undefined) {
    findings.report('bad-setting', expression.span, { name: 'slice', expected: 'whole numbers' });
    return undefined;
  }
  // Beyond the largest length, one number means the same as any other.
  const limit = BigInt(Number.MAX_SAFE_INTEGER);
  return Number(integer > limit ? limit : integer < -limit ? -limit : integer);
}
