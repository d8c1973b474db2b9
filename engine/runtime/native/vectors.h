#pragma once

/* As many doubles as a register of the processor holds, and what compilers call things.
 *
 * Sums and products are written in these vectors, several of them where more lanes are wanted: a type wider than the
 * registers would go through the stack, element by element.
 */

#include <stdint.h>
#include <string.h>

#if defined(__AVX512F__)
#define WIDTH 8
#elif defined(__AVX__)
#define WIDTH 4
#else
#define WIDTH 2 /* SSE2 and NEON */
#endif
#define LANES 8             /* of a sum, on every processor */
#define PARTS (LANES / WIDTH) /* vectors that hold them */

#define DOUBLES(count) __attribute__((vector_size(8 * count), aligned(8), may_alias))
typedef double two DOUBLES(2);
typedef double four DOUBLES(4);
typedef double eight DOUBLES(8);
typedef double vector DOUBLES(WIDTH);

#if defined(__clang__)
#define INDEPENDENT _Pragma("clang loop vectorize(assume_safety)")
#define UNROLLED _Pragma("clang loop unroll(full)")
#else
#define INDEPENDENT _Pragma("GCC ivdep")
#define UNROLLED _Pragma("GCC unroll 8")
#endif

#if defined(__clang__)
#define SHUFFLE(a, b, ...) __builtin_shufflevector(a, b, __VA_ARGS__)
#else
typedef int64_t places __attribute__((vector_size(8 * WIDTH)));
#define SHUFFLE(a, b, ...) __builtin_shuffle(a, b, (places){__VA_ARGS__})
#endif

#define ELEMENT static inline __attribute__((always_inline)) /* a call would keep a loop from running in vectors */

#if defined(__FMA__) || defined(__aarch64__)
#define FMA(a, b, c) __builtin_fma(a, b, c)
#else
#define FMA(a, b, c) ((a) * (b) + (c)) /* a library call would be a hundred times slower */
#endif

ELEMENT vector load(const double *a) { return *(const vector *)a; }

ELEMENT void keep(double *a, vector x) { *(vector *)a = x; }
