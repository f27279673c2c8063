#pragma once

// The C interface of a library that codegen/cpu generates and the addon loads.
//
// A library reduces the values map(i) for i = start + k * step, k = 0 … count - 1. The caller splits 0 …
// count into chunks of the plan's size, folds each with `partial` on any thread, keeps the partials in chunk
// order, and passes them to `finish`. The result's bits depend on the chunk size and on the values alone.
//
// The library of a deterministic kernel is split by blocks instead, those of the GPU's program: the caller
// counts them, and gives `partial` one at a time (begin = the block). There the number of values is a
// parameter, `count`.
//
// `parameters` has one pointer for each entry of GeneratedSource.parameters, in that order: first the
// kernel's arguments in their own order (a vector: its first element; a scalar: its value), then `n`, `start`
// and `step` (each to a `long long`), each aligned for its type. What a parameter points to is only read.
//
// Symbols have C linkage; their names are GeneratedSource.symbols, because a kernel's preamble may use any
// name. Every function may be called from several threads at once. None allocates, throws or keeps state.

#ifdef __cplusplus
extern "C" {
#endif

/// Folds the values of k = begin … end - 1 (at least one) into `partial`, which has
/// GeneratedSource.partialBytes bytes, aligned for the accumulator: 16 bytes are enough for all but
/// over-aligned structs, 64 for every type.
typedef void (*wf_partial_function)(const void *const *parameters, long long begin, long long end,
                                    void *partial);

/// Folds `partial_count` adjacent partials in index order, applies post_map_expr and writes the result
/// (GeneratedSource.resultBytes bytes). With no partials the value is that of `neutral`.
/// Returns 0, or 1 where there are no partials and the kernel has no neutral: nothing is written then.
typedef int (*wf_finish_function)(const void *const *parameters, const void *partials,
                                  long long partial_count, void *result);

/// Computes the reference of `count` values on the calling thread and writes it to `result`
/// (GeneratedSource.reference.bytes bytes). Returns as `finish` does.
typedef int (*wf_reference_function)(const void *const *parameters, long long count, void *result);

#ifdef __cplusplus
}
#endif
