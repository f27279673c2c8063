/** A generator as the checker, completion and hover know it. */
export interface Generator {
  /** As documentation and messages write it: `full(value[, len])`. */
  readonly signature: string;
  /** One or two sentences, Markdown. */
  readonly documentation: string;
  /** The names of the arguments, in order; the last `optional` ones may be left out. */
  readonly parameters: readonly string[];
  readonly optional: number;
  /** Takes a named `seed`. */
  readonly random: boolean;
  /** The element types that it can make. `any` includes bool, vectors and structs. */
  readonly elements: readonly ElementKind[] | 'any';
  /** What to use for other element types, as a clause of a message. */
  readonly instead: string;
}

export type ElementKind = 'bool' | 'integer' | 'floating' | 'complex';

export type GeneratorName =
  'zeros' | 'ones' | 'full' | 'arange' | 'linspace' | 'uniform' | 'normal' | 'integers' | 'file';

/** Every generator of the language. Names and arguments follow NumPy. */
export const generators: Readonly<Record<GeneratorName, Generator>> = {
  zeros: {
    signature: 'zeros([len])',
    documentation: 'Every element is 0; every field of a struct, too.',
    parameters: ['length'],
    optional: 1,
    random: false,
    elements: 'any',
    instead: '',
  },
  ones: {
    signature: 'ones([len])',
    documentation: 'Every element is 1; every field of a struct, too.',
    parameters: ['length'],
    optional: 1,
    random: false,
    elements: 'any',
    instead: '',
  },
  full: {
    signature: 'full(value[, len])',
    documentation: 'Every element is `value`: a constant, `[re, im]`, or the fields of a struct.',
    parameters: ['value', 'length'],
    optional: 1,
    random: false,
    elements: 'any',
    instead: '',
  },
  arange: {
    signature: 'arange([start,] stop[, step])',
    documentation: '`start`, `start + step`, … up to `stop`, which is excluded, as `numpy.arange`.',
    parameters: ['start', 'stop', 'step'],
    optional: 2,
    random: false,
    elements: ['integer', 'floating'],
    instead: 'full or a list',
  },
  linspace: {
    signature: 'linspace(lo, hi[, len])',
    documentation: 'Evenly spaced values from `lo` to `hi`, both included, as `numpy.linspace`.',
    parameters: ['lo', 'hi', 'length'],
    optional: 1,
    random: false,
    elements: ['floating'],
    instead: 'arange, full or a list',
  },
  uniform: {
    signature: 'uniform(lo, hi[, len], seed = …)',
    documentation:
      'Random values from `lo` to `hi`, evenly distributed, `hi` excluded. Both parts of a complex element are drawn so.',
    parameters: ['lo', 'hi', 'length'],
    optional: 1,
    random: true,
    elements: ['floating', 'complex'],
    instead: 'integers, full or a list',
  },
  normal: {
    signature: 'normal(mean, sd[, len], seed = …)',
    documentation:
      'Normally distributed random values of that mean and standard deviation. Both parts of a complex element are drawn so.',
    parameters: ['mean', 'standard deviation', 'length'],
    optional: 1,
    random: true,
    elements: ['floating', 'complex'],
    instead: 'integers, full or a list',
  },
  integers: {
    signature: 'integers(lo, hi[, len], seed = …)',
    documentation:
      'Random whole numbers from `lo` up to `hi`, which is excluded, as `numpy.random.Generator.integers`. ' +
      'Elements of a floating type take them as well, which keeps sums exact.',
    parameters: ['lo', 'hi', 'length'],
    optional: 1,
    random: true,
    elements: ['bool', 'integer', 'floating'],
    instead: 'uniform, full or a list',
  },
  file: {
    signature: 'file("x.npy")',
    documentation:
      'The elements of a NumPy file, in C order. The path counts from the folder of the `.reduce` file; the dtype has to ' +
      'be the one of the argument.',
    parameters: ['path'],
    optional: 0,
    random: false,
    elements: ['bool', 'integer', 'floating', 'complex'],
    instead: 'full or a list',
  },
};

export const generatorNames = Object.keys(generators) as readonly GeneratorName[];

export function isGeneratorName(name: string): name is GeneratorName {
  return Object.hasOwn(generators, name);
}
