/** What can be run: a kernel, on the data of a case or, without one, on generated input. */
export interface RunTarget {
  readonly uri: string;
  readonly kernel: string;
  readonly case?: string;
}

export function sameTarget(left: RunTarget, right: RunTarget): boolean {
  return left.uri === right.uri && left.kernel === right.kernel && left.case === right.case;
}

/** `dot_product · large`, as the panel and messages name it. */
export function targetLabel({ kernel, case: name }: RunTarget): string {
  return name === undefined ? kernel : `${kernel} · ${name}`;
}
