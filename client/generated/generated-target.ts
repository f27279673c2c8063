import * as v from 'valibot';
import { artifactKind } from '../../protocol/rpc';
import { artifacts } from './artifacts';

/** The scheme of the documents that show generated code. */
export const GENERATED_SCHEME = 'warpfold-generated';

const targetSchema = v.object({
  uri: v.string(),
  kernel: v.string(),
  case: v.optional(v.string()),
  artifact: artifactKind,
});

/** A kernel of a document, as one of its cases runs it or as its largest does, in one of its generated forms. */
export type GeneratedTarget = v.InferOutput<typeof targetSchema>;

interface UriParts {
  readonly scheme: string;
  readonly path: string;
  readonly query: string;
}

/** The address of a generated document: its path is what the editor's tab shows, its query says where it comes from. */
export function uriPartsOf(target: GeneratedTarget): UriParts {
  const { uri, kernel, case: caseName, artifact } = target;
  const name = caseName === undefined ? kernel : `${kernel} · ${caseName}`;
  return {
    scheme: GENERATED_SCHEME,
    path: `/${name}.${artifacts[artifact].extension}`,
    query: JSON.stringify({ uri, kernel, case: caseName, artifact }),
  };
}

/** What a document shows; undefined for one that is not generated. */
export function targetOfUri({ scheme, query }: UriParts): GeneratedTarget | undefined {
  if (scheme !== GENERATED_SCHEME) return undefined;
  try {
    const parsed = v.safeParse(targetSchema, JSON.parse(query));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
