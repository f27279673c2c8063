import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { compileCpp } from '../../native/test/toolchain';
import { root } from './root';

/** The variables of the environment with which a process finds stand-ins for the driver and NVRTC, built into a folder. */
export function fakeCuda(folder: string): NodeJS.ProcessEnv {
  const source = (name: string): string =>
    readFileSync(path.join(root, 'native', 'test', 'fake-driver', `${name}.cpp`), 'utf8');
  const [driver, nvrtc] = [path.join(folder, 'driver'), path.join(folder, 'nvrtc')];
  mkdirSync(driver);
  mkdirSync(nvrtc);
  const flags = ['-fvisibility=hidden'];
  compileCpp(source('driver'), path.join(driver, 'libcuda.so.1'), 'library', flags);
  const kernels = compileCpp(source('kernels'), path.join(folder, 'kernels.so'), 'library', flags);
  const library = path.join(nvrtc, 'libnvrtc.so.13');
  compileCpp(source('nvrtc'), library, 'library', [...flags, '-DFAKE_NVRTC_MAJOR=13']);
  return {
    LD_LIBRARY_PATH: driver,
    WARPFOLD_NVRTC: library,
    WARPFOLD_CACHE_DIR: path.join(folder, 'cache'),
    FAKE_NVRTC_CUBIN: kernels,
    FAKE_NVRTC_COUNT: path.join(folder, 'compilations'),
  };
}
