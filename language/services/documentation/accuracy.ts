/** What the words of the field `accuracy` mean. Markdown. */
const meanings: ReadonlyMap<string, string> = new Map([
  ['plain', 'Sums round at every step, as C++ does. The default.'],
  [
    'compensated',
    'The accumulator is a pair, the sum and its rounding error: every addition is a TwoSum, and where the map is a product `p * q` in the accumulator’s type, its own rounding error is kept too (TwoProd). The error of the sum is then about that of one rounding, until the condition number Σ|x| / |Σx| passes 1/u, with u = 2⁻²⁴ for `float32` and 2⁻⁵³ for `float64`.\n\nInfinities and NaN come out as from a plain sum. `post_map_expr` gets the rounded sum.',
  ],
]);

/** What a value of `accuracy` means, as Markdown; undefined for other words. */
export function accuracyDocumentation(name: string): string | undefined {
  return meanings.get(name);
}
