/** A whole kernel to start from. */
export interface KernelSnippet {
  readonly name: string;
  /** What it computes, one sentence. */
  readonly summary: string;
  /** The names that its preamble declares, which may have to give way to others. */
  readonly declares?: readonly string[];
  /** With placeholders; `${1:…}` is the kernel's name. */
  readonly text: string;
}

export const kernelSnippets: readonly KernelSnippet[] = [
  {
    name: 'sum',
    summary: 'The sum of a vector.',
    text: `kernel \${1:sum} {
\tdtype_out   = \${2:float32};
\targuments   = const \${3:float} *\${4:x};
\tmap_expr    = \${4:x}[i];
\treduce_expr = a + b;
\tneutral     = 0;
}`,
  },
  {
    name: 'dot_product',
    summary: 'The dot product of two vectors.',
    text: `kernel \${1:dot_product} {
\tdtype_out   = \${2:float32};
\targuments   = const \${3:float} *\${4:x}, const \${3:float} *\${5:y};
\tmap_expr    = \${4:x}[i] * \${5:y}[i];
\treduce_expr = a + b;
\tneutral     = 0;
}`,
  },
  {
    name: 'product',
    summary: 'The product of a vector.',
    text: `kernel \${1:product} {
\tdtype_out   = float64;
\targuments   = const \${2:float} *\${3:x};
\tmap_expr    = \${3:x}[i];
\treduce_expr = a * b;
\tneutral     = 1;
}`,
  },
  {
    name: 'min',
    summary: 'The smallest element.',
    text: `kernel \${1:min} {
\tdtype_out   = float32;
\targuments   = const float *\${2:x};
\tmap_expr    = \${2:x}[i];
\treduce_expr = fminf(a, b);
\tneutral     = INFINITY;
}`,
  },
  {
    name: 'max',
    summary: 'The largest element.',
    text: `kernel \${1:max} {
\tdtype_out   = float32;
\targuments   = const float *\${2:x};
\tmap_expr    = \${2:x}[i];
\treduce_expr = fmaxf(a, b);
\tneutral     = -INFINITY;
}`,
  },
  {
    name: 'min_and_max',
    summary: 'The smallest and the largest element in one pass, as a struct.',
    declares: ['Range', 'widen'],
    text: `preamble {
\tstruct Range {
\t\tfloat lo;
\t\tfloat hi;
\t};

\t__device__ Range widen(Range a, Range b) {
\t\treturn Range{fminf(a.lo, b.lo), fmaxf(a.hi, b.hi)};
\t}
}

kernel \${1:min_and_max} {
\tdtype_out   = Range;
\targuments   = const float *\${2:x};
\tmap_expr    = Range{\${2:x}[i], \${2:x}[i]};
\treduce_expr = widen(a, b);
\tneutral     = Range{INFINITY, -INFINITY};
}`,
  },
  {
    name: 'argmax',
    summary: 'The largest element and its index; of equal elements the first.',
    declares: ['Largest', 'larger'],
    text: `preamble {
\tstruct Largest {
\t\tfloat value;
\t\tlong long index;
\t};

\t// \`|\` and \`&\` evaluate both sides, so that the threads of a warp never part at a branch.
\t__device__ Largest larger(Largest a, Largest b) {
\t\treturn (a.value > b.value) | ((a.value == b.value) & (a.index < b.index)) ? a : b;
\t}
}

kernel \${1:argmax} {
\tdtype_out   = Largest;
\targuments   = const float *\${2:x};
\tmap_expr    = Largest{\${2:x}[i], i};
\treduce_expr = larger(a, b);
\tneutral     = Largest{-INFINITY, LLONG_MAX};
}`,
  },
  {
    name: 'argmin',
    summary: 'The smallest element and its index; of equal elements the first.',
    declares: ['Smallest', 'smaller'],
    text: `preamble {
\tstruct Smallest {
\t\tfloat value;
\t\tlong long index;
\t};

\t// \`|\` and \`&\` evaluate both sides, so that the threads of a warp never part at a branch.
\t__device__ Smallest smaller(Smallest a, Smallest b) {
\t\treturn (a.value < b.value) | ((a.value == b.value) & (a.index < b.index)) ? a : b;
\t}
}

kernel \${1:argmin} {
\tdtype_out   = Smallest;
\targuments   = const float *\${2:x};
\tmap_expr    = Smallest{\${2:x}[i], i};
\treduce_expr = smaller(a, b);
\tneutral     = Smallest{INFINITY, LLONG_MAX};
}`,
  },
  {
    name: 'norm',
    summary: 'The Euclidean length of a vector, accumulated in double precision.',
    text: `kernel \${1:norm} {
\tdtype_out     = float64;
\targuments     = const float *\${2:x};
\tmap_expr      = (double)\${2:x}[i] * \${2:x}[i];
\treduce_expr   = a + b;
\tneutral       = 0;
\tpost_map_expr = sqrt(a);
}`,
  },
  {
    name: 'accurate_sum',
    summary: 'The sum of a vector in single precision, with its rounding errors kept and added at the end.',
    text: `kernel \${1:accurate_sum} {
\tdtype_out   = float32;
\targuments   = const float *\${2:x};
\tmap_expr    = \${2:x}[i];
\treduce_expr = a + b;
\tneutral     = 0;
\taccuracy    = compensated;
}`,
  },
  {
    name: 'mean',
    summary: 'The mean of a vector, accumulated in double precision.',
    text: `kernel \${1:mean} {
\tdtype_out     = float64;
\targuments     = const float *\${2:x};
\tmap_expr      = \${2:x}[i];
\treduce_expr   = a + b;
\tneutral       = 0;
\tpost_map_expr = a / n;
}`,
  },
  {
    name: 'mean_of_squares',
    summary: 'The mean of the squares, accumulated in double precision.',
    text: `kernel \${1:mean_of_squares} {
\tdtype_out     = float64;
\targuments     = const float *\${2:x};
\tmap_expr      = (double)\${2:x}[i] * \${2:x}[i];
\treduce_expr   = a + b;
\tneutral       = 0;
\tpost_map_expr = a / n;
}`,
  },
  {
    name: 'max_abs_difference',
    summary: 'How far two vectors are apart at their worst element.',
    text: `kernel \${1:max_abs_difference} {
\tdtype_out   = float32;
\targuments   = const float *\${2:x}, const float *\${3:y};
\tmap_expr    = fabsf(\${2:x}[i] - \${3:y}[i]);
\treduce_expr = fmaxf(a, b);
\tneutral     = 0;
}`,
  },
  {
    name: 'count',
    summary: 'How many elements meet a condition.',
    text: `kernel \${1:count} {
\tdtype_out   = int64;
\targuments   = const float *\${2:x};
\tmap_expr    = \${2:x}[i] > \${3:0.0f};
\treduce_expr = a + b;
\tneutral     = 0;
}`,
  },
  {
    name: 'any',
    summary: 'Whether any element meets a condition.',
    text: `kernel \${1:any} {
\tdtype_out   = bool;
\targuments   = const float *\${2:x};
\tmap_expr    = \${2:x}[i] > \${3:0.0f};
\treduce_expr = a || b;
\tneutral     = false;
}`,
  },
  {
    name: 'all',
    summary: 'Whether all elements meet a condition.',
    text: `kernel \${1:all} {
\tdtype_out   = bool;
\targuments   = const float *\${2:x};
\tmap_expr    = \${2:x}[i] > \${3:0.0f};
\treduce_expr = a && b;
\tneutral     = true;
}`,
  },
  {
    name: 'subset_sum',
    summary: 'The sum of the elements that a table of indices names.',
    text: `kernel \${1:subset_sum} {
\tdtype_out   = float32;
\targuments   = const int *\${2:index}, const float *\${3:x};
\tmap_expr    = \${3:x}[\${2:index}[i]];
\treduce_expr = a + b;
\tneutral     = 0;
}`,
  },
];
