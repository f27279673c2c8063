import { parseArgs, type ParseArgsConfig } from 'node:util';
import { WarpfoldError } from '../protocol/errors';
import { check } from './commands/check';
import { devices } from './commands/devices';
import { emit } from './commands/emit';
import { lsp } from './commands/lsp';
import { profile } from './commands/profile';
import { run, test } from './commands/run';
import { tune } from './commands/tune';
import { ExitCode, UsageError } from './exit-codes';
import {
  emitFlags,
  emitOptions,
  profileFlags,
  profileOptions,
  runFlags,
  runOptions,
  tuneFlags,
  tuneOptions,
} from './flags';
import { styleFor } from './render/style';
import { usage, usageOf } from './usage';

const lspOptions = {
  stdio: { type: 'boolean' },
  socket: { type: 'string' },
  pipe: { type: 'string' },
  'node-ipc': { type: 'boolean' },
  // Editors add it so that the server ends with them.
  clientProcessId: { type: 'string' },
} as const satisfies ParseArgsConfig['options'];

const commands: Readonly<Record<string, (args: readonly string[]) => number | Promise<number>>> = {
  check(args) {
    const { values, positionals } = parse(args, { json: { type: 'boolean' } });
    return check(positionals, values);
  },
  run(args) {
    const { values, positionals } = parse(args, runOptions);
    return run(positionals, runFlags(values));
  },
  profile(args) {
    const { values, positionals } = parse(args, profileOptions);
    return profile(positionals, profileFlags(values));
  },
  tune(args) {
    const { values, positionals } = parse(args, tuneOptions);
    return tune(positionals, tuneFlags(values));
  },
  test(args) {
    const { values, positionals } = parse(args, runOptions);
    return test(positionals, runFlags(values));
  },
  emit(args) {
    const { values, positionals } = parse(args, emitOptions);
    return emit(positionals, emitFlags(values));
  },
  devices(args) {
    return devices(parse(args, { json: { type: 'boolean' } }).values);
  },
  lsp(args) {
    const { values } = parse(args, lspOptions);
    return lsp(values);
  },
};

function parse<Options extends NonNullable<ParseArgsConfig['options']>>(args: readonly string[], options: Options) {
  try {
    return parseArgs({
      // Its value may be left out, which is no kind of option that `parseArgs` has.
      args: args.map((arg) => (arg === '--sanitize' ? '--sanitize=memcheck' : arg)),
      options,
      allowPositionals: true,
      strict: true,
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--version') {
    process.stdout.write(`${process.env['WARPFOLD_VERSION'] ?? 'development'}\n`);
    return ExitCode.done;
  }
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    process.stdout.write(usage());
    return name === undefined ? ExitCode.usage : ExitCode.done;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined)
    throw new UsageError(`There is no command "${name}". Commands: ${Object.keys(commands).join(', ')}.`);
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(usageOf(name));
    return ExitCode.done;
  }
  return command(rest);
}

// Whoever reads has seen enough, as `head` does: no fault of ours, and nobody is left to tell.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const style = styleFor(process.stderr);
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${style.red('warpfold:')} ${message}\n`);
    if (error instanceof WarpfoldError && error.data.advice !== undefined)
      process.stderr.write(`${error.data.advice}\n`);
    if (error instanceof UsageError) process.stderr.write('Run "warpfold help" for the commands and their options.\n');
    process.exitCode = exitCodeOf(error);
  },
);

function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return ExitCode.usage;
  if (error instanceof WarpfoldError && error.code === 'cancelled') return ExitCode.interrupted;
  return ExitCode.failed;
}
