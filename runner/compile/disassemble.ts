import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { WarpfoldError } from '../../protocol/errors';
import type { Toolset } from '../toolset';

/** Programs that print SASS, the better first: cuobjdump does not tell lines. */
const programs = [
  { name: 'nvdisasm', options: ['--print-code', '--print-line-info'] },
  { name: 'cuobjdump', options: ['--dump-sass'] },
] as const;

/**
 * SASS of a CUBIN, by NVIDIA's nvdisasm with the lines that instructions came from, or by cuobjdump without. Throws
 * `no-cuda-compiler` where neither is found.
 */
export async function disassemble(cubin: Uint8Array, tools: Toolset): Promise<string> {
  const [program] = programs.flatMap(({ name, options }) => {
    const file = findTool(name, tools);
    return file === undefined ? [] : [{ file, options }];
  });
  if (program === undefined) {
    throw new WarpfoldError({
      code: 'no-cuda-compiler',
      message: 'SASS is read with nvdisasm or cuobjdump: neither was found beside the CUDA compiler nor on the path.',
      advice: 'Install the CUDA toolkit, or: pip install nvidia-cuda-nvdisasm',
    });
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'warpfold-'));
  try {
    const file = path.join(folder, 'kernel.cubin');
    await writeFile(file, cubin);
    const { stdout } = await promisify(execFile)(program.file, [...program.options, file], { maxBuffer: 64 << 20 });
    return stdout;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function findTool(program: string, { discovery, nvcc }: Toolset): string | undefined {
  const name = process.platform === 'win32' ? `${program}.exe` : program;
  const beside = [
    nvcc.found && path.dirname(nvcc.found.path),
    discovery.nvrtc.found && path.join(path.dirname(discovery.nvrtc.found.path), '../bin'),
    ...['CUDA_PATH', 'CUDA_HOME'].map((key) => process.env[key] && path.join(process.env[key] ?? '', 'bin')),
    ...(process.env['PATH'] ?? '').split(path.delimiter),
    '/usr/local/cuda/bin',
  ];
  return beside
    .filter((folder): folder is string => folder !== undefined && folder !== '')
    .map((folder) => path.join(folder, name))
    .find((file) => existsSync(file));
}
