import { wordsOf } from './words';

/**
 * Names for generated code that can meet no name of the user's, macros included.
 *
 * What stands at file scope always carries the prefix. What stands inside our own functions is a plain word, unless
 * the user's texts have that word too, or include headers, which may define anything.
 */
export class Names {
  /** `wf_`, or `wf1_`, `wf2_`, … where the user's texts contain the ones before. */
  readonly prefix: string;

  private readonly words: ReadonlySet<string>;
  private readonly hasIncludes: boolean;

  /** Takes every text of the user's that becomes part of the program, compiler options included. */
  constructor(userTexts: readonly string[]) {
    const all = userTexts.join('\n');
    let prefix = 'wf_';
    for (let attempt = 1; all.includes(prefix); attempt++) prefix = `wf${attempt}_`;
    this.prefix = prefix;
    this.words = wordsOf(all);
    this.hasIncludes = /^[ \t]*#[ \t]*include/m.test(all);
  }

  /** A name at file scope. */
  global(word: string): string {
    return this.prefix + word;
  }

  /** A name inside one of our functions, types or templates. No name at file scope ends as it does, so it hides none. */
  local(word: string): string {
    return this.hasIncludes || this.words.has(word) ? `${this.prefix}${word}_` : word;
  }

  /** Fills a template of our own code: `@word` becomes a name at file scope, `$word` one inside our functions. */
  fill(template: string): string {
    return template
      .replace(/@(\w+)/g, (_, word: string) => this.global(word))
      .replace(/\$(\w+)/g, (_, word: string) => this.local(word));
  }

  /**
   * How a function of ours names the argument `name` of the user's: the same, unless it would hide one of the names
   * in `needed` that the function uses for something else.
   */
  argument(name: string, needed: ReadonlySet<string>): string {
    return needed.has(name) ? this.prefix + name : name;
  }
}
