import type { ReportDiagnostic, Run } from '../../protocol/report';

/**
 * What checked runs found in a document, each finding once: of every kernel and case its newest run alone. `runs` come newest
 * first. What the checker and the compilers say is shown by the language server.
 */
export function checkedDiagnostics(runs: readonly Run[], uri: string): readonly ReportDiagnostic[] {
  const newest = new Map<string, Run>();
  for (const run of runs) {
    const target = JSON.stringify([run.kernel, run.case]);
    if (run.uri === uri && !newest.has(target)) newest.set(target, run);
  }
  const found = [...newest.values()]
    .filter(({ sanitized }) => sanitized === true)
    .flatMap(({ diagnostics }) => diagnostics.filter(({ source }) => isSanitizer(source)));
  return [...new Map(found.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic])).values()];
}

function isSanitizer(source: string | undefined): boolean {
  return source === 'sanitize' || source?.startsWith('compute-sanitizer') === true;
}
