import type { ArtifactKind } from '../../protocol/rpc';

interface Artifact {
  /** What people call it. */
  readonly title: string;
  /** Of the documents that show it. */
  readonly extension: string;
  /** Language ids that colour it, the best first. None is sure to be registered. */
  readonly languages: readonly string[];
}

/** The forms of a kernel that can be looked at. */
export const artifacts: Readonly<Record<ArtifactKind, Artifact>> = {
  cuda: { title: 'CUDA', extension: 'cu', languages: ['cuda-cpp', 'cuda', 'cpp'] },
  cpp: { title: 'C++', extension: 'cpp', languages: ['cpp'] },
  ptx: { title: 'PTX', extension: 'ptx', languages: ['ptx'] },
  // Not `sass`, which is a language of style sheets.
  sass: { title: 'SASS', extension: 'sass', languages: ['cuda-sass'] },
};

/** The language id to show an artifact in, of those that are registered. */
export function languageOf(artifact: ArtifactKind, registered: readonly string[]): string {
  return artifacts[artifact].languages.find((id) => registered.includes(id)) ?? 'plaintext';
}
