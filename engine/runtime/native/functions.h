#pragma once

/* exp, tanh, the sigmoid and their derivatives, of `g` vectors at once. Each operation waits for the one before, and
 * meanwhile the processor has the other vectors to work on. An element's bits depend on nothing but its value.
 * The compiler fuses each product with the sum that it stands in: never add two products, it might fuse either.
 */

#ifdef __SSE2__
#include <immintrin.h>
#endif

#include "vectors.h"

#define GROUP (WIDTH == 8 ? 4 : 8) /* vectors, where there are as many */
#define EACH_OF(g) UNROLLED for (int v = 0; v < g; v++)

typedef int64_t bits DOUBLES(WIDTH);
typedef uint64_t naturals DOUBLES(WIDTH);

#define ROUND 6755399441055744.0 /* 1.5 * 2^52: adding it rounds to an integer, found in the lowest bits */
#define ROUND_BITS 0x4338000000000000
#define LN2_HIGH 6.93147180369123816490e-01
#define LN2_LOW 1.90821492927058770002e-10

/* x where it is not a number, else y; the larger and the smaller of a number and what may be none; y where it is larger, else x. */
#if WIDTH == 8
ELEMENT vector unless_nan(vector x, vector y) { return _mm512_mask_mov_pd(y, _mm512_cmp_pd_mask(x, x, _CMP_UNORD_Q), x); }
ELEMENT vector at_least(double c, vector x) { return _mm512_max_pd(_mm512_set1_pd(c), x); }
ELEMENT vector at_most(double c, vector x) { return _mm512_min_pd(_mm512_set1_pd(c), x); }
ELEMENT vector if_larger(vector y, vector x) { return _mm512_max_pd(y, x); }
#elif WIDTH == 4
ELEMENT vector unless_nan(vector x, vector y) { return _mm256_blendv_pd(y, x, _mm256_cmp_pd(x, x, _CMP_UNORD_Q)); }
ELEMENT vector at_least(double c, vector x) { return _mm256_max_pd(_mm256_set1_pd(c), x); }
ELEMENT vector at_most(double c, vector x) { return _mm256_min_pd(_mm256_set1_pd(c), x); }
ELEMENT vector if_larger(vector y, vector x) { return _mm256_max_pd(y, x); }
#else
ELEMENT vector chosen(bits mask, vector x, vector y) { return (vector)((mask & (bits)x) | (~mask & (bits)y)); }
ELEMENT vector unless_nan(vector x, vector y) { return chosen((bits)(x != x), x, y); }
ELEMENT vector at_least(double c, vector x) { return chosen((bits)(x < c), (vector){0} + c, x); }
ELEMENT vector at_most(double c, vector x) { return chosen((bits)(x > c), (vector){0} + c, x); }
ELEMENT vector if_larger(vector y, vector x) { return chosen((bits)(y > x), y, x); }
#endif

/* As it is: the compiler must not fuse it with a sum that it stands in. */
ELEMENT vector rounded(vector x) {
#if defined(__AVX512F__)
    __asm__("" : "+v"(x));
#elif defined(__SSE2__)
    __asm__("" : "+x"(x));
#elif defined(__aarch64__)
    __asm__("" : "+w"(x));
#else
    __asm__("" : "+m"(x));
#endif
    return x;
}

ELEMENT vector square_roots(vector x) {
#if WIDTH == 8
    return _mm512_sqrt_pd(x);
#elif WIDTH == 4
    return _mm256_sqrt_pd(x);
#else
    for (int l = 0; l < WIDTH; l++) x[l] = __builtin_sqrt(x[l]);
    return x;
#endif
}

/* What `larger` says of each of two numbers. */
ELEMENT vector larger_each(vector x, vector y) { return unless_nan(x, unless_nan(y, if_larger(y, x))); }

#define SIGN_BIT INT64_MIN

ELEMENT vector magnitude(vector x) { return (vector)((bits)x & ~SIGN_BIT); }

ELEMENT vector with_sign(vector y, vector x) { return (vector)(((bits)y & ~SIGN_BIT) | ((bits)x & SIGN_BIT)); }

/* 2^n, given ROUND + n. */
ELEMENT vector power_of_two(vector t) { return (vector)(((bits)t + (1023 - ROUND_BITS)) << 52); }

/* x = n ln(2) + r: makes ROUND + n of x, and r. */
ELEMENT void reduce(const int g, const vector *x, vector *t, vector *r) {
    vector n[GROUP];
    EACH_OF(g) t[v] = x[v] * 1.44269504088896340736 + ROUND;
    EACH_OF(g) n[v] = t[v] - ROUND;
    EACH_OF(g) r[v] = n[v] * -LN2_HIGH + x[v];
    EACH_OF(g) r[v] = n[v] * -LN2_LOW + r[v];
}

/* exp(r) - 1 for |r| <= ln(2) / 2: r + r^2 q(r), where q interpolates at Chebyshev's nodes; off by 1e-18 of r at most. */
ELEMENT void small_expm1(const int g, const vector *r, vector *result) {
    vector q[GROUP];
    EACH_OF(g) q[v] = r[v] * 0x1.1f72fca58cc94p-29 + 0x1.af4ddddcf06d8p-26;
    EACH_OF(g) q[v] = q[v] * r[v] + 0x1.27e4db679bec4p-22;
    EACH_OF(g) q[v] = q[v] * r[v] + 0x1.71de02372bdd3p-19;
    EACH_OF(g) q[v] = q[v] * r[v] + 0x1.a01a01a6d7883p-16;
    EACH_OF(g) q[v] = q[v] * r[v] + 0x1.a01a01abe63b3p-13;
    EACH_OF(g) q[v] = q[v] * r[v] + 0x1.6c16c16c162d6p-10;
    EACH_OF(g) q[v] = q[v] * r[v] + 0x1.11111111100dfp-7;
    EACH_OF(g) q[v] = q[v] * r[v] + 0x1.5555555555556p-5;
    EACH_OF(g) q[v] = q[v] * r[v] + 0x1.5555555555557p-3;
    EACH_OF(g) q[v] = q[v] * r[v] + 0.5;
    EACH_OF(g) result[v] = (r[v] * r[v]) * q[v] + r[v];
}

/* exp(x) = 2^n exp(r); the power is applied in two halves, so that subnormal results are rounded once. */
ELEMENT void exponential(const int g, const vector *x, vector *y) {
    vector c[GROUP], t[GROUP], r[GROUP];
    EACH_OF(g) c[v] = at_least(-746.0, at_most(710.0, x[v]));
    reduce(g, c, t, r);
    small_expm1(g, r, r);
    EACH_OF(g) {
        const naturals n = (naturals)t[v] - (ROUND_BITS - 2048), half = n >> 1; /* not below 0, so that the shift is plain */
        const vector first = (vector)((half - 1) << 52), second = (vector)((n - half - 1) << 52);
        y[v] = unless_nan(x[v], (1.0 + r[v]) * first * second);
    }
}

/* tanh(x) = -e / (e + 2) with e = exp(-2|x|) - 1, which loses no digits near 0. */
ELEMENT void hyperbolic_tangent(const int g, const vector *x, vector *y) {
    vector c[GROUP], t[GROUP], e[GROUP];
    EACH_OF(g) c[v] = at_least(-40.0, -2.0 * magnitude(x[v]));
    reduce(g, c, t, e);
    small_expm1(g, e, e);
    EACH_OF(g) e[v] = power_of_two(t[v]) * e[v] + (power_of_two(t[v]) - 1.0);
    EACH_OF(g) y[v] = unless_nan(x[v], with_sign(e[v] / (e[v] + 2.0), x[v]));
}

/* The normal distribution function: Chebyshev's series of engine/library/normal.py for the lower tail. */
static const double SERIES[] = {
    6.4196979235649026e-1, 1.9476473204185836e-2, -9.561514786808631e-3, -9.46595344482036e-4, 3.66839497852761e-4,
    4.2523324806907e-5, -2.0278578112534e-5, -1.624290004647e-6, 1.303655835580e-6, 1.5626441722e-8, -8.5238095915e-8,
    6.529054439e-9, 5.059343495e-9, -9.91364156e-10, -2.27365122e-10, 9.6467911e-11, 2.394038e-12, -6.886027e-12,
    8.94487e-13, 3.13092e-13, -1.12708e-13, 3.81e-16, 7.106e-15, -1.523e-15, -9.4e-17, 1.21e-16, -2.8e-17,
};

ELEMENT void normal_cdf(const int g, const vector *x, vector *y) {
    vector z[GROUP], t[GROUP], twice[GROUP], here[GROUP], before[GROUP], next[GROUP];
    EACH_OF(g) {
        z[v] = magnitude(x[v]) * 0.70710678118654752440;
        t[v] = 2.0 / (2.0 + z[v]);
        twice[v] = 4.0 * t[v] - 2.0;
        here[v] = before[v] = (vector){0};
    }
    for (int k = (int)(sizeof SERIES / sizeof *SERIES) - 1; k >= 0; k--)
        EACH_OF(g) {
            next[v] = twice[v] * here[v] + (SERIES[k] - before[v]);
            before[v] = here[v];
            here[v] = next[v];
        }
    EACH_OF(g) next[v] = -z[v] * z[v] + (0.5 * twice[v] * here[v] - 0.5 * 1.3026537197817094) - before[v];
    exponential(g, next, next);
    EACH_OF(g) {
        const vector tail = 0.5 * t[v] * next[v], rest = 1.0 - tail;
        const bits above = (bits)(x[v] > 0.0);
        y[v] = (vector)((above & (bits)rest) | (~above & (bits)tail));
    }
}

/* 1 above 0, 0 below, z at 0; what is not a number stays. */
ELEMENT void step_function(const int g, const vector *x, const vector *z, vector *y) {
    const vector zero = {0};
    EACH_OF(g) {
        const bits above = (bits)(x[v] > zero) & (bits)(zero + 1.0), at = (bits)(x[v] == zero) & (bits)z[v];
        y[v] = unless_nan(x[v], (vector)(above | at));
    }
}

ELEMENT void sigmoid(const int g, const vector *x, vector *y) {
    vector e[GROUP];
    EACH_OF(g) e[v] = -x[v];
    exponential(g, e, e);
    EACH_OF(g) y[v] = 1.0 / (1.0 + e[v]);
}

/* z (1 - z) = z / (1 + e^x), where z is the sigmoid of x. */
ELEMENT void sigmoid_slope(const int g, const vector *x, const vector *z, vector *y) {
    vector e[GROUP];
    exponential(g, x, e);
    EACH_OF(g) y[v] = z[v] / (1.0 + e[v]);
}

/* (2 / (e^x + e^-x))^2 = (2e / (1 + e^2))^2 with e = exp(-|x|), which cannot overflow. */
ELEMENT void tanh_slope(const int g, const vector *x, vector *y) {
    vector c[GROUP], t[GROUP], e[GROUP];
    EACH_OF(g) c[v] = at_least(-700.0, -magnitude(x[v]));
    reduce(g, c, t, e);
    small_expm1(g, e, e);
    EACH_OF(g) e[v] = power_of_two(t[v]) * e[v] + power_of_two(t[v]);
    EACH_OF(g) y[v] = 2.0 * e[v] / (e[v] * e[v] + 1.0);
    EACH_OF(g) y[v] *= y[v];
}

/* `count` numbers, and ones where a vector has room for more. */
ELEMENT vector some(const double *a, int64_t stride, int64_t count) {
    double x[WIDTH];
    for (int l = 0; l < WIDTH; l++) x[l] = l < count ? a[l * stride] : 1.0;
    return load(x);
}

ELEMENT void keep_some(double *a, int64_t stride, int64_t count, vector y) {
    double x[WIDTH];
    keep(x, y);
    for (int l = 0; l < WIDTH && l < count; l++) a[l * stride] = x[l];
}
