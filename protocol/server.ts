import { availableParallelism } from 'node:os';
import * as v from 'valibot';
import { rangeSchema } from './report';

/** What the language server understands beside the Language Server Protocol. */
export const serverMethods = {
  /** A request `{ textDocument }`: the kernels and cases of a document. */
  items: 'warpfold/items',
  /** A request `{}`: the same for every `.reduce` file of the workspace, open or not. */
  workspaceItems: 'warpfold/workspaceItems',
  /** A request `{ textDocument?, position? }`: whole kernels to start from, and where a new one goes. */
  templates: 'warpfold/templates',
  /** A request `{ text, textDocument? }`: PyCUDA code as kernels, or null where there is none. */
  convertPaste: 'warpfold/convertPaste',
  /** A notification `{ trusted }`: whether programs may be started on the workspace's code. */
  trust: 'warpfold/trust',
} as const;

/** Threads that Node gives V8 where it is not told. */
const USUAL_HELPERS = 4;

/**
 * How Node is started for the server: what V8 takes at its start alone. It takes other options at run time (`launch/server.ts`),
 * where it may not know them.
 */
export const serverNodeOptions: readonly string[] = [
  // A young generation of 8 MB from the beginning. The server keeps little alive, and more would only be garbage that
  // waits; with less, five scavenges come before a small document's first diagnostics.
  '--min-semi-space-size=8',
  '--max-semi-space-size=8',
  // A collection waits for all of its helpers. Where there are more of them than cores, they wait for each other.
  `--v8-pool-size=${Math.max(1, Math.min(USUAL_HELPERS, availableParallelism() - 1))}`,
];

/** Editors send an empty text, or null, for a path that nobody set. */
const pathSchema = v.pipe(
  v.nullish(v.string(), ''),
  v.transform((path) => (path === '' ? undefined : path)),
);

/** `auto` and an empty text are what a run without a device takes. */
const deviceSettingSchema = v.pipe(
  v.nullish(v.string(), 'auto'),
  v.transform((device) => (device === '' ? 'auto' : device)),
);

const inlayHintSettingsSchema = v.object({
  /** What the checker infers and the text does not say. */
  dtypes: v.optional(v.boolean(), true),
  /** Implicit conversions that lose or cost something. */
  conversions: v.optional(v.boolean(), true),
  /** The names of parameters at the arguments of calls. */
  parameterNames: v.optional(v.boolean(), true),
});

/** The section `warpfold` of an editor's settings, as far as the server is concerned. */
export const serverSettingsSchema = v.object({
  /** Whether the compiler's own errors are shown, in trusted workspaces. */
  compilerErrors: v.optional(v.boolean(), true),
  /** What a run takes, and so what is compiled for: `auto`, `cpu`, `cuda:N`; or an architecture, such as `sm_90`. */
  device: deviceSettingSchema,
  inlayHints: v.optional(inlayHintSettingsSchema, {}),
  /** A folder or library to look for NVRTC in first. Used in trusted workspaces only, as the two below. */
  nvrtcPath: pathSchema,
  nvccPath: pathSchema,
  /** The C++ compiler of the CPU engine. */
  compilerPath: pathSchema,
});
export type ServerSettings = v.InferOutput<typeof serverSettingsSchema>;

/** Commands that the client has; the server offers code lenses for these and no others. */
const lensCommandsSchema = v.object({ run: v.optional(v.string()), profile: v.optional(v.string()) });

export const initializationOptionsSchema = v.object({
  /** Whether programs may be started on the workspace's code. Compiling counts. */
  trusted: v.optional(v.boolean(), false),
  commands: v.optional(lensCommandsSchema, {}),
  /** Address of the page that diagnostics link to. Left out: the page that came with the server. */
  documentation: v.optional(v.string()),
  /** The settings at the start; `workspace/didChangeConfiguration` replaces them. */
  settings: v.optional(serverSettingsSchema, {}),
});
export type InitializationOptions = v.InferOutput<typeof initializationOptionsSchema>;

export const trustParamsSchema = v.object({ trusted: v.boolean() });

export const itemsParamsSchema = v.object({ textDocument: v.object({ uri: v.string() }) });

export const itemsResultSchema = v.object({
  /** The version of the text that the ranges belong to. */
  version: v.number(),
  items: v.array(
    v.object({
      kind: v.picklist(['kernel', 'case']),
      name: v.string(),
      /** Of a case: the name of its kernel, as it is written. */
      kernel: v.optional(v.string()),
      range: rangeSchema,
      nameRange: rangeSchema,
      /** A kernel's fields that hold an expression, and a case's `expect`, with the range of its text. */
      expressions: v.array(v.object({ field: v.string(), range: rangeSchema })),
      /** A result belongs to the text while this is the same. Left out for a case of a kernel that is not there. */
      hash: v.optional(v.string()),
      /** Whether a case says what it expects. */
      hasExpect: v.boolean(),
    }),
  ),
});
export type ItemsResult = v.InferOutput<typeof itemsResultSchema>;

export const workspaceItemsResultSchema = v.array(v.object({ uri: v.string(), ...itemsResultSchema.entries }));
export type WorkspaceItemsResult = v.InferOutput<typeof workspaceItemsResultSchema>;

const positionSchema = rangeSchema.entries.start;

export const templatesParamsSchema = v.object({
  /** Where the kernel is to go, and the cursor there. Left out: a document of its own. */
  textDocument: v.optional(v.object({ uri: v.string() })),
  position: v.optional(positionSchema),
});
export const templatesResultSchema = v.object({
  templates: v.array(
    v.object({
      name: v.string(),
      /** What it computes, one sentence. */
      summary: v.string(),
      /** With placeholders, as editors expand them. Its names are free in the document. */
      snippet: v.string(),
      /** With every placeholder at its default. */
      text: v.string(),
    }),
  ),
  /** Where it goes, and the line breaks that set it apart. Left out without a document. */
  place: v.optional(v.object({ position: positionSchema, before: v.string(), after: v.string() })),
});
export type TemplatesResult = v.InferOutput<typeof templatesResultSchema>;

export const convertPasteParamsSchema = v.object({
  text: v.string(),
  /** Where it is pasted: the names of its kernels are not used again. */
  textDocument: v.optional(v.object({ uri: v.string() })),
});
export const convertPasteResultSchema = v.nullable(v.object({ text: v.string() }));
export type ConvertPasteResult = v.InferOutput<typeof convertPasteResultSchema>;
