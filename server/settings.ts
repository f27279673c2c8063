import * as v from 'valibot';
import {
  initializationOptionsSchema,
  serverSettingsSchema,
  type InitializationOptions,
  type ServerSettings,
} from '../protocol/server';

/** What the user and the client chose, as it is now. */
export class Configuration {
  private readonly listeners: (() => void)[] = [];
  private currentSettings: ServerSettings;
  private isTrusted: boolean;

  constructor({ settings, trusted }: InitializationOptions) {
    this.currentSettings = settings;
    this.isTrusted = trusted;
  }

  get settings(): ServerSettings {
    return this.currentSettings;
  }

  /** Whether programs may be started on the workspace's code. */
  get trusted(): boolean {
    return this.isTrusted;
  }

  replaceSettings(settings: ServerSettings): void {
    this.currentSettings = settings;
    this.tell();
  }

  setTrusted(trusted: boolean): void {
    if (this.isTrusted === trusted) return;
    this.isTrusted = trusted;
    this.tell();
  }

  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

/** A value that a client sent, and what is wrong with the parts of it that could not be used. */
export interface Read<Value> {
  readonly value: Value;
  readonly problems: readonly string[];
}

export function readInitializationOptions(input: unknown): Read<InitializationOptions> {
  return read(initializationOptionsSchema, input);
}

/**
 * Editors send the section `warpfold` in an object with that key, or by itself. Undefined where there is nothing of ours in
 * what they send: many send an empty object once they have started.
 */
export function readSettings(input: unknown): Read<ServerSettings> | undefined {
  const wrapped = v.safeParse(v.object({ warpfold: v.unknown() }), input);
  if (wrapped.success) return read(serverSettingsSchema, wrapped.output.warpfold);
  const isOurs = typeof input === 'object' && input !== null && Object.keys(input).some((key) => settingNames.has(key));
  return isOurs ? read(serverSettingsSchema, input) : undefined;
}

const settingNames: ReadonlySet<string> = new Set(Object.keys(serverSettingsSchema.entries));

/** Parses a value of which every key may be left out; a key with a wrong value counts as left out. */
function read<Schema extends v.GenericSchema>(schema: Schema, input: unknown): Read<v.InferOutput<Schema>> {
  const given = input ?? {};
  const first = v.safeParse(schema, given);
  if (first.success) return { value: first.output, problems: [] };
  const problems = first.issues.map((issue) => `${v.getDotPath(issue) ?? 'The whole'}: ${issue.message}`);
  const usable = first.issues.reduce<unknown>(
    (rest, { path }) => without(rest, path?.map(({ key }) => key) ?? []),
    given,
  );
  return { value: v.parse(schema, usable), problems };
}

/** A copy of a JSON value that lacks what stands at a path. */
function without(value: unknown, [key, ...rest]: readonly unknown[]): unknown {
  if (typeof value !== 'object' || value === null || key === undefined) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]) => {
      if (name !== key) return [[name, part]];
      return rest.length === 0 ? [] : [[name, without(part, rest)]];
    }),
  );
}
