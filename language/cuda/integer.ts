import type { CudaFunction } from './function';
import { functions } from './notation';

/** Integer intrinsics: bits, bytes, wide products, dot products of packed bytes. */
export const integer: readonly CudaFunction[] = functions('integer', [
  ['unsigned int __brev(unsigned int x)', 'The bits of `x` in reverse order.'],
  ['unsigned long long __brevll(unsigned long long x)', 'The bits of `x` in reverse order.'],
  [
    'unsigned int __byte_perm(unsigned int x, unsigned int y, unsigned int s)',
    'Picks four of the eight bytes of `y` and `x` by the four low nibbles of `s`.',
  ],
  ['int __clz(int x)', 'Number of leading zero bits: 0 … 32.'],
  ['int __clzll(long long x)', 'Number of leading zero bits: 0 … 64.'],
  ['int __ffs(int x)', 'Position of the lowest set bit, counted from 1; 0 where none is set.'],
  ['int __ffsll(long long x)', 'Position of the lowest set bit, counted from 1; 0 where none is set.'],
  ['int __popc(unsigned int x)', 'Number of set bits.'],
  ['int __popcll(unsigned long long x)', 'Number of set bits.'],
  [
    'unsigned int __funnelshift_l(unsigned int lo, unsigned int hi, unsigned int shift)',
    'The upper 32 bits of `hi`:`lo` shifted left by `shift` & 31.',
  ],
  [
    'unsigned int __funnelshift_lc(unsigned int lo, unsigned int hi, unsigned int shift)',
    'The upper 32 bits of `hi`:`lo` shifted left by min(`shift`, 32).',
  ],
  [
    'unsigned int __funnelshift_r(unsigned int lo, unsigned int hi, unsigned int shift)',
    'The lower 32 bits of `hi`:`lo` shifted right by `shift` & 31.',
  ],
  [
    'unsigned int __funnelshift_rc(unsigned int lo, unsigned int hi, unsigned int shift)',
    'The lower 32 bits of `hi`:`lo` shifted right by min(`shift`, 32).',
  ],
  ['int __hadd(int a, int b)', 'Average of both without overflow, rounded down.'],
  ['int __rhadd(int a, int b)', 'Average of both without overflow, rounded up.'],
  ['unsigned int __uhadd(unsigned int a, unsigned int b)', 'Average of both without overflow, rounded down.'],
  ['unsigned int __urhadd(unsigned int a, unsigned int b)', 'Average of both without overflow, rounded up.'],
  ['int __mul24(int x, int y)', 'Low 32 bits of the product of the low 24 bits of both.'],
  ['unsigned int __umul24(unsigned int x, unsigned int y)', 'Low 32 bits of the product of the low 24 bits of both.'],
  ['int __mulhi(int x, int y)', 'High 32 bits of the 64-bit product.'],
  ['unsigned int __umulhi(unsigned int x, unsigned int y)', 'High 32 bits of the 64-bit product.'],
  ['long long __mul64hi(long long x, long long y)', 'High 64 bits of the 128-bit product.'],
  ['unsigned long long __umul64hi(unsigned long long x, unsigned long long y)', 'High 64 bits of the 128-bit product.'],
  ['unsigned int __sad(int x, int y, unsigned int z)', '|`x` - `y`| + `z`.'],
  ['unsigned int __usad(unsigned int x, unsigned int y, unsigned int z)', '|`x` - `y`| + `z`.'],
  [
    'int __dp4a(int srcA, int srcB, int c); ' +
      'unsigned int __dp4a(unsigned int srcA, unsigned int srcB, unsigned int c); ' +
      'int __dp4a(char4 srcA, char4 srcB, int c); ' +
      'unsigned int __dp4a(uchar4 srcA, uchar4 srcB, unsigned int c)',
    'Dot product of four packed bytes each, added to `c`.',
  ],
  [
    'int __dp2a_lo(int srcA, int srcB, int c); ' +
      'unsigned int __dp2a_lo(unsigned int srcA, unsigned int srcB, unsigned int c); ' +
      'int __dp2a_lo(short2 srcA, char4 srcB, int c); ' +
      'unsigned int __dp2a_lo(ushort2 srcA, uchar4 srcB, unsigned int c)',
    'Dot product of two 16-bit values with the two low bytes of `srcB`, added to `c`.',
  ],
  [
    'int __dp2a_hi(int srcA, int srcB, int c); ' +
      'unsigned int __dp2a_hi(unsigned int srcA, unsigned int srcB, unsigned int c); ' +
      'int __dp2a_hi(short2 srcA, char4 srcB, int c); ' +
      'unsigned int __dp2a_hi(ushort2 srcA, uchar4 srcB, unsigned int c)',
    'Dot product of two 16-bit values with the two high bytes of `srcB`, added to `c`.',
  ],
]);
