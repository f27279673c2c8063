/** A C++ identifier, `$` and letters of any script included, as the compilers accept them. */
const identifier = /[\p{ID_Start}_$][\p{ID_Continue}$]*/gu;

/** Every word of a C++ text: names, keywords, and the words of its comments and strings. */
export function wordsOf(text: string): Set<string> {
  return new Set(text.match(identifier));
}
