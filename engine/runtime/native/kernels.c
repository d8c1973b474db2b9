/* Executes tables of array operations on doubles: what NumPy is called for, without the cost of a call.
 *
 * Every element is computed by the same operations in the same order wherever it stands: products are
 * summed from the first to the last with fused multiply-adds, sums run in LANES interleaved lanes. Long
 * contiguous scalar products, and products that are a few of these, have four times as many lanes. So an
 * array of many layers or time steps gives the same bits as its members one by one, on any width of vector.
 * Compile with -ffp-contract=fast: the products of tiles are fused by the compiler, all others as written here.
 */

#include <fenv.h>
#include <math.h>
#ifdef __SSE2__
#include <xmmintrin.h>
#endif

#include "functions.h"
#include "products.h"
#include "vectors.h"

#define LONG (16 * LANES) /* a sum, of which few are wanted: scalar products beat tiles */
#define OPERANDS 3

enum code {
    COPY, NEGATIVE, ABSOLUTE, SQRT, RECIPROCAL, EXP, EXPM1, LOG, LOG1P, TANH, SIGN, SIGMOID, TANH_SLOPE,
    ADD, SUBTRACT, MULTIPLY, DIVIDE, MAXIMUM, MINIMUM, POWER, HEAVISIDE, EQUAL, SIGMOID_SLOPE,
    PRODUCT, DOT, SUM, LARGEST, UPDATES, SPOIL, STORE, FINGERPRINT, WHEN_DUE, NUMBER,
    NORMAL_CDF, LOOK_UP, PUT_BACK, ONE_HOT, EACH_PRODUCT, MIX, MIX_SQUARES, ADAM_STEP, DESCEND, SUM_PRODUCTS, SUM_SQUARES
};

typedef struct {
    int64_t code;
    int64_t n[3];                /* extents, outermost first */
    int64_t s[OPERANDS][3];      /* strides of the result and of the operands, in elements */
    int64_t k;                   /* length of a sum, or rows of a ring */
    int64_t ks[OPERANDS];        /* strides along the sum; the distance of a ring's rows, of two results */
    double *p[OPERANDS];         /* the result and the operands */
    double *work;                /* room for a transposed right factor */
    double *more[3];             /* more operands: numbers, or contiguous as the result; so a row ends where a cache line does */
} __attribute__((aligned(64))) op;

/* Whether inf or NaN was made of finite values since the last `forget_raised`. */
static inline int raised(void) {
#ifdef __SSE2__ /* fetestexcept asks the old floating-point unit, too, which takes as long as a small operation */
    return (int)_mm_getcsr() & (_MM_EXCEPT_INVALID | _MM_EXCEPT_DIV_ZERO | _MM_EXCEPT_OVERFLOW);
#else
    return fetestexcept(FE_INVALID | FE_DIVBYZERO | FE_OVERFLOW);
#endif
}

static inline void forget_raised(void) { feclearexcept(FE_INVALID | FE_DIVBYZERO | FE_OVERFLOW); }

/* functions of one element ---------------------------------------------------------------------- */

ELEMENT double sign(double x) { return x != x ? x : (double)((x > 0.0) - (x < 0.0)); }

ELEMENT double larger(double a, double b) { return a != a || a >= b ? a : b; }

ELEMENT double smaller(double a, double b) { return a != a || a <= b ? a : b; }

/* element by element ---------------------------------------------------------------------------- */

#define EACH_ROW(...) \
    for (int64_t i = 0; i < o->n[0]; i++) \
        for (int64_t j = 0; j < o->n[1]; j++) { \
            double *r = o->p[0] + i * o->s[0][0] + j * o->s[0][1]; \
            const double *a = o->p[1] + i * o->s[1][0] + j * o->s[1][1]; \
            const int64_t n = o->n[2], rs = o->s[0][2], as = o->s[1][2]; \
            __VA_ARGS__ \
        }

#define UNARY(name, expression) \
    static void name(const op *o) { \
        EACH_ROW( \
            if (rs == 1 && as == 1) { \
                INDEPENDENT for (int64_t q = 0; q < n; q++) { const double x = a[q]; r[q] = (expression); } \
            } else if (rs == 1 && as == 0) { \
                const double x = *a, y = (expression); \
                for (int64_t q = 0; q < n; q++) r[q] = y; \
            } else \
                for (int64_t q = 0; q < n; q++) { const double x = a[q * as]; r[q * rs] = (expression); } \
        ) \
    }

#define BINARY(name, expression) \
    static void name(const op *o) { \
        EACH_ROW( \
            const double *b = o->p[2] + i * o->s[2][0] + j * o->s[2][1]; \
            const int64_t bs = o->s[2][2]; \
            if (rs == 1 && as == 1 && bs == 1) { \
                INDEPENDENT for (int64_t q = 0; q < n; q++) { const double x = a[q], y = b[q]; r[q] = (expression); } \
            } else if (rs == 1 && as == 1 && bs == 0) { \
                const double y = *b; \
                INDEPENDENT for (int64_t q = 0; q < n; q++) { const double x = a[q]; r[q] = (expression); } \
            } else if (rs == 1 && as == 0 && bs == 1) { \
                const double x = *a; \
                INDEPENDENT for (int64_t q = 0; q < n; q++) { const double y = b[q]; r[q] = (expression); } \
            } else \
                for (int64_t q = 0; q < n; q++) { const double x = a[q * as], y = b[q * bs]; r[q * rs] = (expression); } \
        ) \
    }

/* A function that makes `g` vectors y of x, or of x and z: `count` at a time. */
#define GROUPED(name, count, call, operands) \
    ELEMENT void name##_group(const int g, const vector *x, const vector *z, vector *y) { (void)z; call; } \
    static void name(const op *o) { \
        EACH_ROW( \
            const double *b = operands > 1 ? o->p[2] + i * o->s[2][0] + j * o->s[2][1] : a; \
            const int64_t bs = operands > 1 ? o->s[2][2] : as; \
            int64_t q = 0; \
            vector x[count], z[count], y[count]; \
            if (rs == 1 && as == 1 && (bs == 1 || (operands > 1 && bs == 0))) { \
                const vector same = (vector){0} + *b; \
                for (; q + count * WIDTH <= n; q += count * WIDTH) { \
                    EACH_OF(count) { x[v] = load(a + q + v * WIDTH); z[v] = bs ? load(b + q + v * WIDTH) : same; } \
                    name##_group(count, x, z, y); \
                    EACH_OF(count) keep(r + q + v * WIDTH, y[v]); \
                } \
                for (; q + WIDTH <= n; q += WIDTH) { \
                    x[0] = load(a + q); \
                    z[0] = bs ? load(b + q) : same; \
                    name##_group(1, x, z, y); \
                    keep(r + q, y[0]); \
                } \
            } \
            for (; q < n; q += WIDTH) { \
                x[0] = some(a + q * as, as, n - q); \
                z[0] = some(b + q * bs, bs, n - q); \
                name##_group(1, x, z, y); \
                keep_some(r + q * rs, rs, n - q, y[0]); \
            } \
        ) \
    }

UNARY(copy, x)
UNARY(negative, -x)
UNARY(absolute, fabs(x))
UNARY(square_root, sqrt(x))
UNARY(reciprocal, 1.0 / x)
UNARY(expm1_each, expm1(x))
UNARY(log_each, log(x))
UNARY(log1p_each, log1p(x))
UNARY(sign_each, sign(x))
BINARY(add, x + y)
BINARY(subtract, x - y)
BINARY(multiply, x * y)
BINARY(divide, x / y)
BINARY(maximum, larger(x, y))
BINARY(minimum, smaller(x, y))
BINARY(power, pow(x, y))
BINARY(equal, x == y ? 1.0 : 0.0)

GROUPED(exp_each, GROUP, exponential(g, x, y), 1)
GROUPED(tanh_each, GROUP, hyperbolic_tangent(g, x, y), 1)
GROUPED(normal_cdf_each, 4, normal_cdf(g, x, y), 1) /* its series keeps more of the registers busy */
GROUPED(tanh_slope_each, GROUP, tanh_slope(g, x, y), 1)
GROUPED(sigmoid_each, GROUP, sigmoid(g, x, y), 1)
GROUPED(heaviside_each, GROUP, step_function(g, x, z, y), 2)
GROUPED(sigmoid_slope_each, GROUP, sigmoid_slope(g, x, z, y), 2) /* z is the sigmoid of x */

/* updates --------------------------------------------------------------------------------------- */

/* Of contiguous operands x, y and perhaps a third, each product and each sum rounded as if it were an operation of its own. */
#define CONTIGUOUS(name, third, expression) \
    ELEMENT vector name##_of(vector x, vector y, vector z, double *const *more) { (void)z; return expression; } \
    static void name(const op *o) { \
        const double *a = o->p[1], *b = o->p[2], *c = o->more[0]; \
        const int64_t n = o->n[2]; \
        int64_t q = 0; \
        for (; q + WIDTH <= n; q += WIDTH) \
            keep(o->p[0] + q, name##_of(load(a + q), load(b + q), third ? load(c + q) : (vector){0}, o->more)); \
        if (q < n) { \
            const vector x = some(a + q, 1, n - q), y = some(b + q, 1, n - q), z = third ? some(c + q, 1, n - q) : (vector){0}; \
            keep_some(o->p[0] + q, 1, n - q, name##_of(x, y, z, o->more)); \
        } \
    }

CONTIGUOUS(mix, 0, rounded(x * *more[0]) + rounded(y * *more[1]))
CONTIGUOUS(mix_squares, 0, rounded(x * *more[0]) + rounded(rounded(y * y) * *more[1]))
CONTIGUOUS(descend, 0, y - rounded(x * *more[0]))
CONTIGUOUS(adam_step, 1, z - rounded(x / (square_roots(y) + *more[1]) * *more[2]))

/* sums ------------------------------------------------------------------------------------------ */

static inline double of_lanes(const double *lane) {
    return ((lane[0] + lane[4]) + (lane[2] + lane[6])) + ((lane[1] + lane[5]) + (lane[3] + lane[7]));
}

/* Vectors that hold the lanes of `count` sums, and the places of all of them. */
#define TOTALS(name, count) vector name[count * PARTS] = {{0}}
#define EACH(count) UNROLLED for (int v = 0; v < count * PARTS; v++)

static double sum(const double *a, int64_t as, int64_t n) {
    double lane[LANES] = {0};
    int64_t q = 0;
    if (as == 1) {
        TOTALS(total, 1);
        for (; q + LANES <= n; q += LANES) EACH(1) total[v] += load(a + q + v * WIDTH);
        memcpy(lane, total, sizeof lane);
    } else
        for (; q + LANES <= n; q += LANES)
            for (int l = 0; l < LANES; l++) lane[l] += a[(q + l) * as];
    for (int l = 0; q < n; q++, l++) lane[l] += a[q * as];
    return of_lanes(lane);
}

static double dot(const double *a, int64_t as, const double *b, int64_t bs, int64_t n) {
    double lane[LANES] = {0};
    int64_t q = 0;
    if (as == 1 && bs == 1) {
        TOTALS(total, 4); /* long sums run in four times as many lanes */
        if (n >= 8 * LANES)
            for (; q + 4 * LANES <= n; q += 4 * LANES)
                EACH(4) total[v] += load(a + q + v * WIDTH) * load(b + q + v * WIDTH);
        for (; q + LANES <= n; q += LANES) EACH(1) total[v] += load(a + q + v * WIDTH) * load(b + q + v * WIDTH);
        EACH(1) keep(lane + v * WIDTH, (total[v] + total[v + PARTS]) + (total[v + 2 * PARTS] + total[v + 3 * PARTS]));
    } else {
        for (; q + LANES <= n; q += LANES)
            for (int l = 0; l < LANES; l++) lane[l] = FMA(a[(q + l) * as], b[(q + l) * bs], lane[l]);
    }
    for (int l = 0; q < n; q++, l++) lane[l] = FMA(a[q * as], b[q * bs], lane[l]);
    return of_lanes(lane);
}

/* 0 times every value: 0 while all are finite, else NaN. */
static double nothing(const double *a, int64_t n) {
    TOTALS(total, 4);
    double rest = 0.0;
    int64_t q = 0;
    for (; q + 4 * LANES <= n; q += 4 * LANES) EACH(4) total[v] += load(a + q + v * WIDTH) * 0.0;
    for (; q + WIDTH <= n; q += WIDTH) total[0] += load(a + q) * 0.0;
    for (; q < n; q++) rest += a[q] * 0.0;
    UNROLLED for (int v = 1; v < 4 * PARTS; v++) total[0] += total[v];
    for (int l = 0; l < WIDTH; l++) rest += total[0][l];
    return rest;
}

static double largest(const double *a, int64_t as, int64_t n) {
    double found = a[0];
    for (int64_t q = 1; q < n; q++) found = larger(found, a[q * as]);
    return found;
}

/* What a sum adds of each element: itself, its product with another (fused, or rounded first), or the square of the difference. */
enum term { ITSELF, FUSED, PRODUCTS, SQUARES };

ELEMENT vector added(const enum term term, vector total, vector x, vector y) {
    if (term == FUSED) return total + x * y;
    return total + (term == ITSELF ? x : term == PRODUCTS ? rounded(x * y) : rounded((x - y) * (x - y)));
}

/* A sum of products or squares in the order of `sum`. */
ELEMENT double sum_of(const enum term term, const double *a, int64_t as, const double *b, int64_t bs, int64_t n) {
    TOTALS(total, 1);
    double lane[LANES];
    int64_t q = 0;
    for (; q + LANES <= n; q += LANES)
        EACH(1) {
            const int64_t at = q + v * WIDTH;
            const vector x = as == 1 ? load(a + at) : some(a + at * as, as, WIDTH);
            total[v] = added(term, total[v], x, bs == 1 ? load(b + at) : some(b + at * bs, bs, WIDTH));
        }
    for (int v = 0; q < n; q += WIDTH, v++) {
        const int64_t left = n - q < WIDTH ? n - q : WIDTH;
        const vector more = added(term, total[v], some(a + q * as, as, left), some(b + q * bs, bs, left));
        memcpy(total + v, &more, 8 * (size_t)left);
    }
    memcpy(lane, total, sizeof lane);
    return of_lanes(lane);
}

/* Sums side by side, `parts` vectors of them, each added up in the order of `sum` and `dot`: what is strided for one is contiguous for
 * all of them. */
ELEMENT void abreast(const int parts, const enum term term, const double *a, int64_t as, const double *b, int64_t bs, int64_t n,
                     double *r) {
    vector lane[LANES][PARTS] = {{{0}}};
    UNROLLED for (int l = 0; l < LANES; l++)
        for (int64_t q = l; q < n; q += LANES)
            UNROLLED for (int v = 0; v < parts; v++) {
                const vector x = load(a + q * as + v * WIDTH);
                lane[l][v] = added(term, lane[l][v], x, term == ITSELF ? x : load(b + q * bs + v * WIDTH));
            }
    UNROLLED for (int v = 0; v < parts; v++)
        keep(r + v * WIDTH, ((lane[0][v] + lane[4][v]) + (lane[2][v] + lane[6][v]))
                                + ((lane[1][v] + lane[5][v]) + (lane[3][v] + lane[7][v])));
}

#define REDUCE(name, term, expression) \
    static void name(const op *o) { \
        const int64_t rs = o->s[0][2], as = o->s[1][2], bs = o->s[2][2], n = o->n[2]; \
        for (int64_t i = 0; i < o->n[0]; i++) \
            for (int64_t j = 0; j < o->n[1]; j++) { \
                double *r = o->p[0] + i * o->s[0][0] + j * o->s[0][1]; \
                const double *a = o->p[1] + i * o->s[1][0] + j * o->s[1][1]; \
                const double *b = o->p[2] + i * o->s[2][0] + j * o->s[2][1]; \
                int64_t q = 0; \
                if (rs == 1 && as == 1 && (term == ITSELF || bs == 1)) { \
                    for (; PARTS > 1 && q + LANES <= n; q += LANES, a += LANES, b += LANES) \
                        abreast(PARTS, term, a, o->ks[1], b, o->ks[2], o->k, r + q); \
                    for (; q + WIDTH <= n; q += WIDTH, a += WIDTH, b += WIDTH) \
                        abreast(1, term, a, o->ks[1], b, o->ks[2], o->k, r + q); \
                } \
                for (; q < n; q++, a += as, b += bs) r[q * rs] = (expression); \
            } \
    }

REDUCE(sum_each, ITSELF, sum(a, o->ks[1], o->k))
REDUCE(dot_each, FUSED, dot(a, o->ks[1], b, o->ks[2], o->k))
REDUCE(sum_products, PRODUCTS, sum_of(PRODUCTS, a, o->ks[1], b, o->ks[2], o->k))
REDUCE(sum_squares, SQUARES, sum_of(SQUARES, a, o->ks[1], b, o->ks[2], o->k))

/* Side by side where the results are contiguous. */
static void largest_each(const op *o) {
    for (int64_t i = 0; i < o->n[0]; i++)
        for (int64_t j = 0; j < o->n[1]; j++) {
            double *r = o->p[0] + i * o->s[0][0] + j * o->s[0][1];
            const double *a = o->p[1] + i * o->s[1][0] + j * o->s[1][1];
            const int64_t n = o->n[2], rs = o->s[0][2], as = o->s[1][2];
            int64_t q = 0;
            if (rs == 1 && as == 1)
                for (; q + WIDTH <= n; q += WIDTH) {
                    vector found = load(a + q);
                    for (int64_t k = 1; k < o->k; k++) found = larger_each(found, load(a + k * o->ks[1] + q));
                    keep(r + q, found);
                }
            for (; q < n; q++) r[q * rs] = largest(a + q * as, o->ks[1], o->k);
        }
}

/* Spoils the result with NaN if the operand holds a value that is not finite. It is looked at only when in doubt. */
static void spoil(const op *o, int64_t *doubt) {
    if (!*doubt && !raised()) return;
    const double found = nothing(o->p[1], o->n[2]);
    *doubt = found != 0.0;
    *o->p[0] += found;
    forget_raised();
}

/* Sums of squares of old values, and of what new ones differ by, in one pass: row by row. */
static void updates(const op *o) {
    for (int64_t j = 0; j < o->n[1]; j++) {
        const double *a = o->p[1] + j * o->s[1][1], *b = o->p[2] + j * o->s[2][1];
        double *r = o->p[0] + j * o->s[0][1];
        TOTALS(old, 2);
        TOTALS(change, 2);
        int64_t q = 0;
        for (; q + 2 * LANES <= o->n[2]; q += 2 * LANES)
            EACH(2) {
                const vector x = load(a + q + v * WIDTH), y = load(b + q + v * WIDTH) - x;
                old[v] += x * x;
                change[v] += y * y;
            }
        double olds = 0, differences = 0;
        for (; q < o->n[2]; q++) {
            const double d = b[q] - a[q];
            olds = FMA(a[q], a[q], olds);
            differences = FMA(d, d, differences);
        }
        EACH(1) {
            old[v] += old[v + PARTS];
            change[v] += change[v + PARTS];
        }
        r[0] = olds + of_lanes((const double *)&old[0]);
        r[o->ks[0]] = differences + of_lanes((const double *)&change[0]);
    }
}

/* A value and the sum of squares of others. */
static void fingerprint(const op *o, double *row) {
    row[0] = *o->p[1];
    row[1] = dot(o->p[2], 1, o->p[2], 1, o->n[2]);
}

/* look-ups -------------------------------------------------------------------------------------- */

/* The number of a row, counted from the end if it is negative, as in NumPy; -1 where there is none of that number. */
static inline int64_t row_of(double x, int64_t rows) {
    if (!(x >= -(double)rows && x < (double)rows)) return -1;
    const int64_t at = (int64_t)x;
    return at < 0 ? at + rows : at;
}

/* r[i, n] is w[x[n], i]; what is no row gives NaN, and raises the flag of an invalid operation. */
static void look_up_one(const op *o, int64_t q) {
    volatile double zero = 0.0;
    const int64_t at = row_of(o->p[2][q * o->s[2][2]], o->k);
    const double *w = o->p[1] + at * o->ks[1];
    double *r = o->p[0] + q * o->s[0][2];
    for (int64_t i = 0; i < o->n[1]; i++) r[i * o->s[0][1]] = at < 0 ? zero / zero : w[i * o->s[1][1]];
}

/* Where rows of w and of the result are contiguous, WIDTH columns are turned at once. */
static void look_up(const op *o) {
    const int64_t length = o->n[1], whole = o->s[0][2] == 1 && o->s[1][1] == 1 && length >= WIDTH ? o->n[2] / WIDTH * WIDTH : 0;
    for (int64_t q = 0; q < whole; q += WIDTH) {
        const double *row[WIDTH];
        int known = 1;
        for (int l = 0; l < WIDTH; l++) {
            const int64_t at = row_of(o->p[2][(q + l) * o->s[2][2]], o->k);
            known &= at >= 0;
            row[l] = o->p[1] + at * o->ks[1];
        }
        if (!known) {
            for (int l = 0; l < WIDTH; l++) look_up_one(o, q + l);
            continue;
        }
        double *r = o->p[0] + q;
        for (int64_t i = 0; i < length - WIDTH; i += WIDTH) turn(row, i, r + i * o->s[0][1], o->s[0][1]);
        turn(row, length - WIDTH, r + (length - WIDTH) * o->s[0][1], o->s[0][1]); /* some once more */
    }
    for (int64_t q = whole; q < o->n[2]; q++) look_up_one(o, q);
}

/* r[x[n], i] is the sum of g[i, n], in the order of n: `count` of them from q on, for i from `first` on. */
static void put_back_some(const op *o, int64_t q, int64_t count, int64_t first) {
    for (int64_t l = q; l < q + count; l++) {
        const int64_t at = row_of(o->p[2][l * o->s[2][2]], o->k);
        double *r = o->p[0] + at * o->ks[0];
        const double *g = o->p[1] + l * o->s[1][2];
        if (at >= 0)
            for (int64_t i = first; i < o->n[1]; i++) r[i * o->s[0][1]] += g[i * o->s[1][1]];
    }
}

/* Where rows of g and of the result are contiguous, WIDTH columns are turned at once. */
static void put_back(const op *o) {
    for (int64_t row = 0; row < o->k; row++)
        for (int64_t i = 0; i < o->n[1]; i++) o->p[0][row * o->ks[0] + i * o->s[0][1]] = 0.0;
    const int fits = o->s[0][1] == 1 && o->s[1][2] == 1;
    const int64_t whole = fits ? o->n[2] / WIDTH * WIDTH : 0, wide = o->n[1] / WIDTH * WIDTH;
    for (int64_t q = 0; q < whole; q += WIDTH) {
        int64_t at[WIDTH];
        for (int l = 0; l < WIDTH; l++) at[l] = row_of(o->p[2][(q + l) * o->s[2][2]], o->k);
        for (int64_t i = 0; i < wide; i += WIDTH) {
            const double *g[WIDTH];
            double column[WIDTH * WIDTH];
            UNROLLED for (int l = 0; l < WIDTH; l++) g[l] = o->p[1] + (i + l) * o->s[1][1];
            turn(g, q, column, WIDTH);
            for (int l = 0; l < WIDTH; l++) {
                double *r = o->p[0] + at[l] * o->ks[0] + i;
                if (at[l] >= 0) keep(r, load(r) + load(column + l * WIDTH));
            }
        }
        put_back_some(o, q, WIDTH, wide);
    }
    put_back_some(o, whole, o->n[2] - whole, 0);
}

/* 1 in row x[n] of column n, 0 elsewhere. */
static void one_hot(const op *o) {
    for (int64_t q = 0; q < o->n[2]; q++) {
        double *r = o->p[0] + q * o->s[0][2];
        for (int64_t row = 0; row < o->k; row++) r[row * o->ks[0]] = 0.0;
        const int64_t at = row_of(o->p[1][q * o->s[1][2]], o->k);
        if (at >= 0) r[at * o->ks[0]] = 1.0;
    }
}

/* products -------------------------------------------------------------------------------------- */

/* Stacked products: n = (members, rows, columns). */
static void products(const op *o) {
    const int64_t rs = o->s[0][2];
    for (int64_t i = 0; i < o->n[0]; i++) {
        double *r = o->p[0] + i * o->s[0][0];
        const double *a = o->p[1] + i * o->s[1][0], *b = o->p[2] + i * o->s[2][0];
        const int64_t m = o->n[1], n = o->n[2];
        if (o->k >= LONG && o->ks[1] == 1 && o->ks[2] == 1 && (m <= 2 || n <= 2))
            for (int64_t j = 0; j < m; j++)
                for (int64_t q = 0; q < n; q++)
                    r[j * o->s[0][1] + q * rs] = dot(a + j * o->s[1][1], 1, b + q * o->s[2][2], 1, o->k);
        else if (rs == 1)
            product(m, n, o->k, a, o->s[1][1], o->ks[1], b, o->ks[2], o->s[2][2], r, o->s[0][1], o->work);
        else /* the columns are contiguous: the transposed product of the transposed factors */
            product(n, m, o->k, b, o->s[2][2], o->ks[2], a, o->ks[1], o->s[1][1], r, rs, o->work);
    }
}

/* Products of many small matrices that lie interleaved: r[i, j, n] is the sum of a[i, k, n] b[k, j, n], from the first k to the last.
 * Samples n are a vector; a block of DEEP × ABREAST results at a time shares what is read. */
#define DEEP 4
#define ABREAST (WIDTH == 8 ? 4 : 3)

/* `whole`: the samples from q on fill a vector, and lie side by side. */
ELEMENT void each_block(const op *o, const int whole, const int rows, const int columns, int64_t i, int64_t j, int64_t q) {
    const int64_t an = o->s[1][2], bn = o->s[2][2], rn = o->s[0][2], left = o->n[2] - q;
    const int64_t ai = o->s[1][0], bj = o->s[2][1], ri = o->s[0][0], rj = o->s[0][1], ak = o->ks[1], bk = o->ks[2];
    const double *a = o->p[1] + i * ai + q * an, *b = o->p[2] + j * bj + q * bn;
    double *r = o->p[0] + i * ri + j * rj + q * rn;
    vector total[DEEP][ABREAST] = {{{0}}}, y[ABREAST];
    for (int64_t k = o->k; k; k--, a += ak, b += bk) {
        UNROLLED for (int v = 0; v < columns; v++) y[v] = whole ? load(b + v * bj) : some(b + v * bj, bn, left);
        UNROLLED for (int u = 0; u < rows; u++) {
            const vector x = whole ? load(a + u * ai) : some(a + u * ai, an, left);
            UNROLLED for (int v = 0; v < columns; v++) total[u][v] += x * y[v];
        }
    }
    UNROLLED for (int u = 0; u < rows; u++)
        UNROLLED for (int v = 0; v < columns; v++) {
            if (whole) keep(r + u * ri + v * rj, total[u][v]);
            else keep_some(r + u * ri + v * rj, rn, left, total[u][v]);
        }
}

ELEMENT void each_rows(const op *o, const int whole, const int rows, int64_t i, int64_t q) {
    int64_t j = 0;
    for (; j + ABREAST <= o->n[1]; j += ABREAST) each_block(o, whole, rows, ABREAST, i, j, q);
    for (; j < o->n[1]; j++) each_block(o, whole, rows, 1, i, j, q);
}

ELEMENT void each_vector(const op *o, const int whole, int64_t q) {
    int64_t i = 0;
    for (; i + DEEP <= o->n[0]; i += DEEP) each_rows(o, whole, DEEP, i, q);
    for (; i < o->n[0]; i++) each_rows(o, whole, 1, i, q);
}

/* Vector by vector: the factors of a few samples fit the first-level cache, those of all may not. */
static void each_product(const op *o) {
    int64_t q = 0;
    if (o->s[0][2] == 1 && o->s[1][2] == 1 && o->s[2][2] == 1)
        for (; q + WIDTH <= o->n[2]; q += WIDTH) each_vector(o, 1, q);
    for (; q < o->n[2]; q += WIDTH) each_vector(o, 0, q);
}

/* the machine ----------------------------------------------------------------------------------- */

/* Executes an operation; returns how many after it are not due. */
static inline int64_t each(const op *o, int64_t step, int64_t *doubt) {
    switch (o->code) {
    case COPY: copy(o); break;
    case NEGATIVE: negative(o); break;
    case ABSOLUTE: absolute(o); break;
    case SQRT: square_root(o); break;
    case RECIPROCAL: reciprocal(o); break;
    case EXP: exp_each(o); break;
    case EXPM1: expm1_each(o); break;
    case LOG: log_each(o); break;
    case LOG1P: log1p_each(o); break;
    case TANH: tanh_each(o); break;
    case SIGN: sign_each(o); break;
    case SIGMOID: sigmoid_each(o); break;
    case TANH_SLOPE: tanh_slope_each(o); break;
    case NORMAL_CDF: normal_cdf_each(o); break;
    case ADD: add(o); break;
    case SUBTRACT: subtract(o); break;
    case MULTIPLY: multiply(o); break;
    case DIVIDE: divide(o); break;
    case MAXIMUM: maximum(o); break;
    case MINIMUM: minimum(o); break;
    case POWER: power(o); break;
    case HEAVISIDE: heaviside_each(o); break;
    case EQUAL: equal(o); break;
    case SIGMOID_SLOPE: sigmoid_slope_each(o); break;
    case PRODUCT: products(o); break;
    case DOT: dot_each(o); break;
    case SUM: sum_each(o); break;
    case LARGEST: largest_each(o); break;
    case UPDATES: updates(o); break;
    case SPOIL: spoil(o, doubt); break;
    case STORE: memcpy(o->p[0] + step / (int64_t)*o->p[2] % o->k * o->ks[0], o->p[1], (size_t)o->n[2] * 8); break;
    case FINGERPRINT: fingerprint(o, o->p[0] + (step & (o->k - 1)) * o->ks[0]); break; /* k is a power of two */
    case WHEN_DUE: return (step & ((int64_t)*o->p[0] - 1)) != 0 ? o->k : 0; /* a power of two */
    case LOOK_UP: look_up(o); break;
    case PUT_BACK: put_back(o); break;
    case ONE_HOT: one_hot(o); break;
    case EACH_PRODUCT: each_product(o); break;
    case MIX: mix(o); break;
    case MIX_SQUARES: mix_squares(o); break;
    case ADAM_STEP: adam_step(o); break;
    case DESCEND: descend(o); break;
    case SUM_PRODUCTS: sum_products(o); break;
    case SUM_SQUARES: sum_squares(o); break;
    case NUMBER: *o->p[0] = (double)(step + 1); break;
    }
    return 0;
}

/* Execute the operations `from` ... `to` - 1 for each training step `first` ... `stop` - 1.
 *
 * `doubt` is 0 while all values are known to be finite. Then they remain so until the processor raises a flag,
 * which costs nothing to wait for; not all that raises one is in the arena, so a look decides.
 */
void run(const op *table, int64_t from, int64_t to, int64_t first, int64_t stop, int64_t *doubt) {
    if (raised()) forget_raised();
    for (int64_t step = first; step < stop; step++)
        for (const op *o = table + from; o < table + to; o++) o += each(o, step, doubt);
    if (raised()) *doubt = 1;
}

/* The size of a row; a test makes sure that table.py means the same. */
int64_t row_size(void) { return (int64_t)sizeof(op); }
