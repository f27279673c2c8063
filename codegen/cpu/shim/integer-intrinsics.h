#pragma once

// Integer intrinsics, as the CUDA math API defines them.

/// The number of bits that are set.
static inline int __popc(unsigned int x) { return __builtin_popcount(x); }
static inline int __popcll(unsigned long long x) { return __builtin_popcountll(x); }

/// The number of zero bits above the highest set one; the width for 0.
static inline int __clz(int x) { return x == 0 ? 32 : __builtin_clz((unsigned int)x); }
static inline int __clzll(long long x) { return x == 0 ? 64 : __builtin_clzll((unsigned long long)x); }

/// The position of the lowest set bit, counted from 1; 0 for 0.
static inline int __ffs(int x) { return __builtin_ffs(x); }
static inline int __ffsll(long long x) { return __builtin_ffsll(x); }

/// The bits in reverse order: neighbours are swapped, then pairs, then groups of four; bytes are swapped last.
static inline unsigned int __brev(unsigned int x) {
  x = ((x >> 1) & 0x55555555u) | ((x & 0x55555555u) << 1);
  x = ((x >> 2) & 0x33333333u) | ((x & 0x33333333u) << 2);
  x = ((x >> 4) & 0x0f0f0f0fu) | ((x & 0x0f0f0f0fu) << 4);
  return __builtin_bswap32(x);
}
static inline unsigned long long __brevll(unsigned long long x) {
  return ((unsigned long long)__brev((unsigned int)x) << 32) | __brev((unsigned int)(x >> 32));
}

/// Four bytes picked from the eight of y:x; each hexadecimal digit of the selector names one, and its top bit
/// replicates the byte's sign instead.
static inline unsigned int __byte_perm(unsigned int x, unsigned int y, unsigned int selector) {
  const unsigned long long bytes = ((unsigned long long)y << 32) | x;
  unsigned int result = 0;
  for (int k = 0; k < 4; k++) {
    const unsigned int digit = (selector >> (4 * k)) & 0xfu;
    unsigned int byte = (unsigned int)(bytes >> (8 * (digit & 7u))) & 0xffu;
    if (digit & 8u) byte = byte & 0x80u ? 0xffu : 0u;
    result |= byte << (8 * k);
  }
  return result;
}

/// Averages without overflow: rounded down (hadd) and up (rhadd).
static inline int __hadd(int x, int y) { return (int)(((long long)x + y) >> 1); }
static inline int __rhadd(int x, int y) { return (int)(((long long)x + y + 1) >> 1); }
static inline unsigned int __uhadd(unsigned int x, unsigned int y) {
  return (unsigned int)(((unsigned long long)x + y) >> 1);
}
static inline unsigned int __urhadd(unsigned int x, unsigned int y) {
  return (unsigned int)(((unsigned long long)x + y + 1) >> 1);
}

/// Products of the low 24 bits.
static inline int __mul24(int x, int y) { return (int)((unsigned int)((x << 8) >> 8) * (unsigned int)((y << 8) >> 8)); }
static inline unsigned int __umul24(unsigned int x, unsigned int y) { return (x & 0xffffffu) * (y & 0xffffffu); }

/// Upper halves of products.
static inline int __mulhi(int x, int y) { return (int)(((long long)x * y) >> 32); }
static inline unsigned int __umulhi(unsigned int x, unsigned int y) {
  return (unsigned int)(((unsigned long long)x * y) >> 32);
}
static inline unsigned long long __umul64hi(unsigned long long x, unsigned long long y) {
  const unsigned long long xl = (unsigned int)x, xh = x >> 32, yl = (unsigned int)y, yh = y >> 32;
  const unsigned long long middle = xh * yl + ((xl * yl) >> 32);
  const unsigned long long low = xl * yh + (unsigned int)middle;
  return xh * yh + (middle >> 32) + (low >> 32);
}
static inline long long __mul64hi(long long x, long long y) {
  const unsigned long long high = __umul64hi((unsigned long long)x, (unsigned long long)y);
  return (long long)(high - (x < 0 ? (unsigned long long)y : 0) - (y < 0 ? (unsigned long long)x : 0));
}

/// |x - y| + z.
static inline unsigned int __sad(int x, int y, unsigned int z) {
  return (unsigned int)(x > y ? (long long)x - y : (long long)y - x) + z;
}
static inline unsigned int __usad(unsigned int x, unsigned int y, unsigned int z) {
  return (x > y ? x - y : y - x) + z;
}

/// Bits of high:low, shifted; `c` clamps the shift to 32, the others take it modulo 32.
static inline unsigned int __funnelshift_l(unsigned int low, unsigned int high, unsigned int shift) {
  return (unsigned int)(((((unsigned long long)high << 32) | low) << (shift & 31u)) >> 32);
}
static inline unsigned int __funnelshift_lc(unsigned int low, unsigned int high, unsigned int shift) {
  return shift >= 32u ? low : __funnelshift_l(low, high, shift);
}
static inline unsigned int __funnelshift_r(unsigned int low, unsigned int high, unsigned int shift) {
  return (unsigned int)((((unsigned long long)high << 32) | low) >> (shift & 31u));
}
static inline unsigned int __funnelshift_rc(unsigned int low, unsigned int high, unsigned int shift) {
  return shift >= 32u ? high : __funnelshift_r(low, high, shift);
}

/// Dot products of four packed bytes, added to c.
static inline int __dp4a(int x, int y, int c) {
  for (int k = 0; k < 32; k += 8) c += (int)(signed char)(x >> k) * (int)(signed char)(y >> k);
  return c;
}
static inline unsigned int __dp4a(unsigned int x, unsigned int y, unsigned int c) {
  for (int k = 0; k < 32; k += 8) c += ((x >> k) & 0xffu) * ((y >> k) & 0xffu);
  return c;
}

/// Dot products of two packed 16-bit integers of x with the lower (lo) or upper (hi) two bytes of y, added to c.
static inline int __dp2a_lo(int x, int y, int c) {
  return c + (int)(short)x * (int)(signed char)y + (int)(short)(x >> 16) * (int)(signed char)(y >> 8);
}
static inline unsigned int __dp2a_lo(unsigned int x, unsigned int y, unsigned int c) {
  return c + (x & 0xffffu) * (y & 0xffu) + (x >> 16) * ((y >> 8) & 0xffu);
}
static inline int __dp2a_hi(int x, int y, int c) { return __dp2a_lo(x, y >> 16, c); }
static inline unsigned int __dp2a_hi(unsigned int x, unsigned int y, unsigned int c) {
  return __dp2a_lo(x, y >> 16, c);
}

/// The same on vectors, whose memory is that of the packed form.
static inline int __dp4a(char4 x, char4 y, int c) {
  return __dp4a(__builtin_bit_cast(int, x), __builtin_bit_cast(int, y), c);
}
static inline unsigned int __dp4a(uchar4 x, uchar4 y, unsigned int c) {
  return __dp4a(__builtin_bit_cast(unsigned int, x), __builtin_bit_cast(unsigned int, y), c);
}
static inline int __dp2a_lo(short2 x, char4 y, int c) {
  return __dp2a_lo(__builtin_bit_cast(int, x), __builtin_bit_cast(int, y), c);
}
static inline unsigned int __dp2a_lo(ushort2 x, uchar4 y, unsigned int c) {
  return __dp2a_lo(__builtin_bit_cast(unsigned int, x), __builtin_bit_cast(unsigned int, y), c);
}
static inline int __dp2a_hi(short2 x, char4 y, int c) {
  return __dp2a_hi(__builtin_bit_cast(int, x), __builtin_bit_cast(int, y), c);
}
static inline unsigned int __dp2a_hi(ushort2 x, uchar4 y, unsigned int c) {
  return __dp2a_hi(__builtin_bit_cast(unsigned int, x), __builtin_bit_cast(unsigned int, y), c);
}
