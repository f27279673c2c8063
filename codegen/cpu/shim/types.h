#pragma once

// CUDA's execution space and memory qualifiers mean nothing on a CPU. The names are reserved to implementations, so
// that no name of a user can meet these macros.
#define __device__
#define __host__
#define __global__
#define __constant__
#define __managed__
#define __forceinline__ inline
#define __noinline__
#define __launch_bounds__(...)

typedef decltype(sizeof 0) size_t;
typedef decltype((char *)0 - (char *)0) ptrdiff_t;
typedef signed char int8_t;
typedef short int16_t;
typedef int int32_t;
typedef decltype(sizeof(long) == 8 ? 0L : 0LL) int64_t;
typedef unsigned char uint8_t;
typedef unsigned short uint16_t;
typedef unsigned int uint32_t;
typedef decltype(sizeof(long) == 8 ? 0UL : 0ULL) uint64_t;
typedef int64_t intptr_t;
typedef uint64_t uintptr_t;
typedef unsigned char uchar;
typedef unsigned short ushort;
typedef unsigned int uint;
typedef unsigned long ulong;
