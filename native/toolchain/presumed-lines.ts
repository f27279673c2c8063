/** Where compilers say that the lines of a program are, which its `#line` directives decide. */
export class PresumedLines {
  private readonly byPlace = new Map<string, number[]>();

  /** `mainFile` stands for the lines before the first directive. */
  constructor(
    private readonly lines: readonly string[],
    mainFile: string,
  ) {
    let file = mainFile;
    let number = 1;
    lines.forEach((text, index) => {
      const directive = /^#line (\d+) "((?:[^"\\]|\\.)*)"/.exec(text);
      if (directive !== null) {
        number = Number(directive[1]);
        file = (directive[2] ?? '').replace(/\\(.)/g, '$1');
        return;
      }
      const place = `${number}:${file}`;
      const known = this.byPlace.get(place);
      if (known === undefined) this.byPlace.set(place, [index]);
      else known.push(index);
      number++;
    });
  }

  /** The lines of the program, from 0, that stand at line `number`, from 1, of `file`: several where text is used twice. */
  find(file: string, number: number): readonly number[] {
    return this.byPlace.get(`${number}:${file}`) ?? [];
  }

  text(line: number): string {
    return this.lines[line] ?? '';
  }
}
