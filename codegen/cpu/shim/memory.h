#pragma once

// Loads that name a cache of the GPU are plain loads here; and what a preamble may call besides mathematics.

template <class T>
static inline T __ldg(const T *address) {
  return *address;
}
template <class T>
static inline T __ldca(const T *address) {
  return *address;
}
template <class T>
static inline T __ldcg(const T *address) {
  return *address;
}
template <class T>
static inline T __ldcs(const T *address) {
  return *address;
}
template <class T>
static inline T __ldcv(const T *address) {
  return *address;
}
template <class T>
static inline T __ldlu(const T *address) {
  return *address;
}

extern "C" int printf(const char *format, ...);

static inline void __trap() { __builtin_trap(); }
