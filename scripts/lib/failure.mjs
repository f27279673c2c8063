/** Ends a script with the error's own words: they say what to do. */
export function reportFailure(error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
