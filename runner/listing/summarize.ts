import type { CodeSummary } from '../../protocol/rpc';
import type { Code, Instruction } from './operation';
import { countInstructions } from './count';
import { mainLoop } from './main-loop';
import type { Resources } from './resources';
import { warningsOf } from './warnings';
import { wordsOf } from './words';

/** What a summary has to know of the kernel. */
export interface KernelFacts {
  /** Bytes that the map reads for one element; undefined where it reads vectors in another way than at the index. */
  readonly elementBytes?: number;
  /** Bytes of the loads that were generated; undefined where vectors are read element by element. */
  readonly wordBytes?: number;
  /** Whether a type of the kernel's own is double-precision. */
  readonly isDouble: boolean;
}

/** Counts the instructions of a kernel and of its main loop, and says in words what they are. */
export function summarize(
  code: Code,
  resources: Resources,
  facts: KernelFacts,
  isMapped: (instruction: Instruction) => boolean,
): CodeSummary {
  const whole = countInstructions(code.instructions);
  const body = mainLoop(code, isMapped);
  const loop = body === undefined ? undefined : { ...countInstructions(body), ...elements(body, facts) };
  const counted = { ...resources, ...whole, ...(loop === undefined ? {} : { mainLoop: loop }) };
  return { ...counted, words: wordsOf(counted), warnings: warningsOf(counted, facts) };
}

/** How many elements one pass through the loop takes: the bytes that it loads, over those of one. */
function elements(body: readonly Instruction[], { elementBytes }: KernelFacts): { readonly elements?: number } {
  let bytes = 0;
  for (const { operation } of body) {
    if (operation.kind === 'load' && operation.space === 'global' && !operation.coherent) bytes += operation.bytes;
  }
  if (elementBytes === undefined || bytes === 0 || bytes % elementBytes !== 0) return {};
  return { elements: bytes / elementBytes };
}
