import * as v from 'valibot';
import { toViewSchema, type FromView, type ToView } from '../panel/messages';
import { parseState, type ViewState } from './state';

interface WebviewApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): WebviewApi;

/** The extension, seen from the view. */
export interface Host {
  post(message: FromView): void;
  onMessage(listener: (message: ToView) => void): void;
  loadState(): ViewState;
  saveState(state: ViewState): void;
}

/** Connects with the extension. VS Code hands its interface out once. */
export function connect(): Host {
  const api = acquireVsCodeApi();
  return {
    post: (message) => {
      api.postMessage(message);
    },
    onMessage: (listener) => {
      window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        const parsed = v.safeParse(toViewSchema, data);
        if (parsed.success) listener(parsed.output);
        else console.warn('The extension said something that the view does not know.', parsed.issues);
      });
    },
    loadState: () => parseState(api.getState()),
    saveState: (state) => {
      api.setState(state);
    },
  };
}
