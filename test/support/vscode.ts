/**
 * Stands in for the module `vscode`, which only the editor has: as little of it as the tests ask for. Imported before what
 * imports `vscode`.
 */
import Module from 'node:module';

class Position {
  constructor(
    readonly line: number,
    readonly character: number,
  ) {}
}

class Range {
  readonly start: Position;
  readonly end: Position;

  constructor(startLine: number, startCharacter: number, endLine: number, endCharacter: number) {
    this.start = new Position(startLine, startCharacter);
    this.end = new Position(endLine, endCharacter);
  }
}

class Uri {
  private constructor(private readonly text: string) {}

  static parse(text: string): Uri {
    return new Uri(text);
  }

  toString(): string {
    return this.text;
  }
}

/** What the tests set: the rest of the editor does not change. */
export const editor: { activeTextEditor: unknown } = { activeTextEditor: undefined };

const fake = {
  Position,
  Range,
  Uri,
  window: {
    get activeTextEditor(): unknown {
      return editor.activeTextEditor;
    },
  },
  workspace: { asRelativePath: (uri: Uri): string => uri.toString().replace(/^.*\//, '') },
};

/** Every `require` of a module goes through here; `this` is the module that asks. */
const load = Reflect.get(Module.prototype, 'require') as (this: Module, id: string) => unknown;
Reflect.set(Module.prototype, 'require', function require(this: Module, id: string): unknown {
  return id === 'vscode' ? fake : load.call(this, id);
});
