import type { Writable } from 'node:stream';
import { AbstractMessageWriter, type Message, type MessageWriter } from 'vscode-languageserver/node';

/** Writes a message and its header at once. The protocol library's own writer wakes the client up for each of the two. */
export class WholeMessageWriter extends AbstractMessageWriter implements MessageWriter {
  private failures = 0;

  constructor(private readonly output: Writable) {
    super();
    output.on('error', (error) => {
      this.fireError(error);
    });
    output.on('close', () => {
      this.fireClose();
    });
  }

  /** Resolves when the system has taken the message, and rejects when it does not. */
  write(message: Message): Promise<void> {
    return new Promise((resolve, reject) => {
      this.output.write(encode(message), (error) => {
        if (!error) {
          resolve();
          return;
        }
        this.failures += 1;
        this.fireError(error, message, this.failures);
        reject(error);
      });
    });
  }

  end(): void {
    this.output.end();
  }
}

function encode(message: Message): Buffer {
  const body = JSON.stringify(message);
  const length = Buffer.byteLength(body);
  const header = `Content-Length: ${length}\r\n\r\n`;
  const whole = Buffer.allocUnsafe(header.length + length);
  whole.write(header, 'latin1');
  whole.write(body, header.length, 'utf8');
  return whole;
}
