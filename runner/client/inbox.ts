import type { MessageStrategy } from 'vscode-jsonrpc';

/** The end of a process's channel that is ours. */
interface Channel {
  readonly connected: boolean;
  on(event: 'message', listener: () => void): unknown;
  once(event: 'disconnect', listener: () => void): unknown;
}

/**
 * What a process has sent and its connection has not handled yet. A connection handles one message in a turn of the event
 * loop, so that the end of a process overtakes what it said last: which kernel it began to run.
 */
export class Inbox {
  private waiting = 0;

  /** For the connection: tells when it handles a message. */
  readonly strategy: MessageStrategy = {
    handleMessage: (message, next) => {
      this.waiting--;
      return next(message);
    },
  };

  constructor(private readonly channel: Channel) {
    channel.on('message', () => this.waiting++);
  }

  /** Calls back once the channel has ended and all that came over it is handled. */
  whenHandled(callback: () => void): void {
    if (this.channel.connected) this.channel.once('disconnect', () => this.whenHandled(callback));
    else this.afterTurns(2 * this.waiting, callback);
  }

  /** Bounded, since a connection that is closed handles none. A message may take a turn to be scheduled, and one to be handled. */
  private afterTurns(turns: number, callback: () => void): void {
    if (turns > 0 && this.waiting > 0) setImmediate(() => this.afterTurns(turns - 1, callback));
    else callback();
  }
}
