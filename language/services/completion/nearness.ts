export type Nearness = 0 | 1 | 2 | 3;

/**
 * How near a typed word is to a name, lower is nearer: 0 begins it, 1 begins one of its parts, 2 has its letters in
 * their order, 3 in another order. `undefined` where a letter is missing.
 *
 * Clients match in their own ways, VS Code even where two neighbouring letters are swapped. Whatever one of them matches
 * is a match here too, and what they show first is of the lowest classes.
 */
export function nearness(typed: string, name: string): Nearness | undefined {
  const word = typed.toLowerCase();
  const letters = name.toLowerCase();
  if (letters.startsWith(word)) return 0;
  if (hasInOrder(word, letters, 0)) return beginsPart(word, letters, name) ? 1 : 2;
  return hasAll(word, letters) ? 3 : undefined;
}

/** Whether the first letter begins a part of the name, and the others follow: `M_PI`, `__hadd`, `numElements`. */
function beginsPart(word: string, letters: string, name: string): boolean {
  const first = word.charAt(0);
  for (let at = letters.indexOf(first); at !== -1; at = letters.indexOf(first, at + 1)) {
    const around = name.slice(Math.max(0, at - 1), at + 1);
    if ((at === 0 || /[^\p{L}\p{N}].|\p{Ll}\p{Lu}/u.test(around)) && hasInOrder(word, letters, at)) return true;
  }
  return false;
}

function hasInOrder(word: string, letters: string, from: number): boolean {
  let at = from;
  for (const letter of word) {
    const found = letters.indexOf(letter, at);
    if (found === -1) return false;
    at = found + letter.length;
  }
  return true;
}

function hasAll(word: string, letters: string): boolean {
  let left = letters;
  for (const letter of word) {
    if (!left.includes(letter)) return false;
    left = left.replace(letter, '');
  }
  return true;
}
