/**
 * The text that decides whether a compiled binary can be used again: without line directives, so that moving a kernel
 * about its file compiles nothing, unless the code can see where it stands.
 */
export function cacheTextOf(generated: string, userTexts: readonly string[]): string {
  const observesLines = userTexts.some((text) => /\b(?:__LINE__|__FILE__|assert)\b/.test(text));
  return observesLines ? generated : generated.replace(/^#line .*\n/gm, '');
}
