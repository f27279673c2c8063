// Runs the stages of `npm test` side by side: most of them keep one core busy, or none while they wait for an editor.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { root } from './process.mjs';

/**
 * Runs every stage in a process of its own, as many at a time as there are cores (and at least two), in their order. A stage
 * starts once those that it needs have passed; after a failure no other one starts. What a stage prints is shown as a whole
 * when it ends.
 *
 * @param stages for each name what it needs: `{ needs: string[] }`.
 * @param command the arguments for Node that run one stage.
 * @throws where a stage failed, naming it.
 */
export async function runStages(stages, command) {
  const waiting = new Set(Object.keys(stages));
  const running = new Map();
  const passed = new Set();
  const failures = [];
  const slots = Math.max(2, availableParallelism());
  const isReady = (name) => stages[name].needs.every((needed) => passed.has(needed));
  while (running.size > 0 || (failures.length === 0 && waiting.size > 0)) {
    for (const name of failures.length === 0 ? waiting : []) {
      if (running.size >= slots) break;
      if (!isReady(name)) continue;
      waiting.delete(name);
      console.log(`── ${name} …`);
      running.set(name, runStage(name, command(name)));
    }
    if (running.size === 0) throw new Error(`Nothing leads to these stages: ${[...waiting].join(', ')}.`);
    const { name, code, output, seconds } = await Promise.race(running.values());
    running.delete(name);
    process.stdout.write(`\n── ${name}: ${code === 0 ? '' : 'failed after '}${seconds.toFixed(1)} s\n${output}\n`);
    if (code === 0) passed.add(name);
    else failures.push({ name, output });
  }
  if (failures.length > 0) {
    // Once more, where a log that is cut off at its front still has it.
    for (const { name, output } of failures) console.log(`── ${name} failed:\n${whatFailed(output)}\n`);
    const failed = failures.map(({ name }) => name);
    const rest = waiting.size === 0 ? '' : ` Not run: ${[...waiting].join(', ')}.`;
    throw new Error(`Failed: ${failed.join(', ')}.${rest} One of them alone: npm test -- --only ${failed[0]}`);
  }
}

/** The part of a stage's output that tells of its failures: the test runner lists them at its end; the last lines otherwise. */
function whatFailed(output) {
  const list = output.lastIndexOf('✖ failing tests:');
  const lines = (list < 0 ? output : output.slice(list)).trimEnd().split('\n');
  return (list < 0 ? lines.slice(-40) : lines.slice(0, 60)).join('\n');
}

function runStage(name, args) {
  const begin = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const end = (code) => resolve({ name, code, output, seconds: (performance.now() - begin) / 1000 });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    }
    child.once('error', (error) => {
      output += error.message;
      end(1);
    });
    child.once('close', end);
  });
}
