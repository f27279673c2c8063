/** One line on a terminal that says what is being done, and leaves no trace. Silent where there is no terminal. */
export class ProgressLine {
  private shown = false;

  constructor(private readonly stream: NodeJS.WriteStream) {}

  show(text: string): void {
    if (!this.stream.isTTY) return;
    const columns = this.stream.columns > 0 ? this.stream.columns : 80;
    this.stream.write(`\r\u001b[2K${text.slice(0, columns - 1)}`);
    this.shown = true;
  }

  clear(): void {
    if (!this.shown) return;
    this.stream.write('\r\u001b[2K');
    this.shown = false;
  }
}
