import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { SearchStep } from '../binding';
import type { CppCompiler } from './find-compiler';
import { identityOf } from './programs';

/**
 * Microsoft's compiler, as Visual Studio's own `vswhere` finds it: the newest installation with the x64 tools, in the
 * environment that its `vcvars64.bat` sets up.
 */
export function findMsvc(env: NodeJS.ProcessEnv, tried: SearchStep[]): CppCompiler | undefined {
  const why = 'Visual Studio, by vswhere';
  const programs = env['ProgramFiles(x86)'] ?? 'C:\\Program Files (x86)';
  const vswhere = path.join(programs, 'Microsoft Visual Studio', 'Installer', 'vswhere.exe');
  const give = (file: string, outcome: string): undefined => {
    tried.push({ path: file, why, outcome });
    return undefined;
  };
  if (!existsSync(vswhere)) return give(vswhere, 'not found');

  const component = 'Microsoft.VisualStudio.Component.VC.Tools.x86.x64';
  const query = ['-latest', '-products', '*', '-requires', component, '-property', 'installationPath', '-utf8'];
  const root = spawnSync(vswhere, query, { encoding: 'utf8', windowsHide: true }).stdout?.trim() ?? '';
  if (root === '') return give(vswhere, 'no installation has the C++ tools');

  const versionFile = path.join(root, 'VC', 'Auxiliary', 'Build', 'Microsoft.VCToolsVersion.default.txt');
  const batch = path.join(root, 'VC', 'Auxiliary', 'Build', 'vcvars64.bat');
  if (!existsSync(versionFile) || !existsSync(batch)) return give(root, 'its C++ tools are incomplete');
  const version = readFileSync(versionFile, 'utf8').trim();
  const compiler = path.join(root, 'VC', 'Tools', 'MSVC', version, 'bin', 'Hostx64', 'x64', 'cl.exe');
  if (!existsSync(compiler)) return give(compiler, 'not found');

  const settings = spawnSync('cmd.exe', ['/d', '/s', '/c', `""${batch}" >nul && set"`], {
    encoding: 'utf8',
    env,
    windowsHide: true,
    windowsVerbatimArguments: true,
  });
  if (settings.status !== 0) return give(batch, 'it failed to set up the environment');
  const variables = settings.stdout.split(/\r?\n/).flatMap((line): [string, string][] => {
    const equals = line.indexOf('=');
    return equals > 0 ? [[line.slice(0, equals), line.slice(equals + 1)]] : [];
  });
  tried.push({ path: compiler, why, outcome: 'found' });
  return {
    path: compiler,
    leadingArguments: [],
    family: 'msvc',
    version,
    identity: identityOf(compiler),
    env: Object.fromEntries(variables),
  };
}
