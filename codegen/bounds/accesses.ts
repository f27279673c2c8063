import type { CheckedKernel, KernelExpression } from '../../language/checked';
import type { Expression } from '../../language/cpp/tree';
import { childExpressions } from '../../language/cpp/walk';
import { loads } from '../../language/cuda/load';

/** One place of the map that reads an element of a vector: `x[i + 1]`, `*(x + k)`. */
export interface VectorAccess {
  /** The user's characters. */
  readonly text: string;
  /** Document range. The default map has an empty one, at the end of the `arguments` field. */
  readonly start: number;
  readonly end: number;
}

/** One place of the map that names a vector. */
export interface VectorUse {
  /** Where the name ends, counted from the kernel item. */
  readonly nameEnd: number;
  /** Number of the access that it is part of; undefined for a pointer that goes elsewhere, which nothing can follow. */
  readonly access?: number;
}

export interface MapAccesses {
  /**
   * By their number: an access comes after those that decide its index and whether it happens at all. So of several that
   * fail at one value of `i`, the one with the lowest number is a cause, and never a consequence.
   */
  readonly accesses: readonly VectorAccess[];
  /** In the order of the text. */
  readonly uses: readonly VectorUse[];
}

const loadNames = new Set(loads.map(({ name }) => name));

/** Numbers the accesses of a kernel's map to vectors. */
export function accessesOf(kernel: CheckedKernel): MapAccesses {
  const { map, start } = kernel;
  const vectors = new Set(kernel.arguments.filter(({ role }) => role === 'vector').map(({ name }) => name));
  if (isDefaultMap(map)) {
    const place = start + map.span.start;
    return { accesses: [{ text: map.text, start: place, end: place }], uses: [{ nameEnd: 0, access: 0 }] };
  }

  const found: { readonly nameEnd: number; readonly access: Expression | undefined }[] = [];
  const visited: Expression[] = [];
  const visit = (node: Expression, above: readonly Expression[]): void => {
    if (node.kind === 'name' && vectors.has(node.name)) {
      found.push({ nameEnd: node.span.end, access: accessThrough(node, above) });
    }
    for (const child of childExpressions(node)) visit(child, [...above, node]);
    visited.push(node);
  };
  visit(map.expression, []);

  const nodes = new Set(found.map(({ access }) => access));
  const ordered = visited.filter((node) => nodes.has(node));
  return {
    accesses: ordered.map(({ span }) => ({
      text: map.text.slice(span.start - map.span.start, span.end - map.span.start),
      start: start + span.start,
      end: start + span.end,
    })),
    uses: found.map(({ nameEnd, access }) =>
      access === undefined ? { nameEnd } : { nameEnd, access: ordered.indexOf(access) },
    ),
  };
}

/** Whether the map is the one that a kernel with one vector has by default: nobody wrote it. */
export function isDefaultMap({ span }: KernelExpression): boolean {
  return span.start === span.end;
}

/** The expression that reads through the pointer `name`, if it is one that can be followed: `above` leads to it. */
function accessThrough(name: Expression, above: readonly Expression[]): Expression | undefined {
  let child = name;
  for (let depth = above.length - 1; depth >= 0; depth--) {
    const node = above[depth];
    if (node === undefined) return undefined;
    const outer = above.slice(0, depth);
    switch (node.kind) {
      case 'parenthesized':
        break;
      case 'binary':
        if (node.operator !== '+' && node.operator !== '-') return undefined;
        break;
      case 'conditional':
        if (child === node.condition) return undefined;
        break;
      case 'comma':
        if (child === node.left) return undefined;
        break;
      case 'index':
        return child === node.object && !isAddress(outer) ? node : undefined;
      case 'unary':
        return node.operator === '*' && !isAddress(outer) ? node : undefined;
      case 'member':
        return node.arrow ? node : undefined;
      case 'call':
        return isLoad(node) && child === node.arguments[0] ? node : undefined;
      default:
        return undefined;
    }
    child = node;
  }
  return undefined;
}

/** Whether what stands below `above` only has its address taken, which reads nothing, and a load does not follow. */
function isAddress(above: readonly Expression[]): boolean {
  const outer = above.filter(({ kind }) => kind !== 'parenthesized');
  const address = outer.at(-1);
  if (address?.kind !== 'unary' || address.operator !== '&') return false;
  const call = outer.at(-2);
  return call === undefined || !isLoad(call);
}

function isLoad(node: Expression): boolean {
  return node.kind === 'call' && node.callee.kind === 'name' && loadNames.has(node.callee.name);
}
