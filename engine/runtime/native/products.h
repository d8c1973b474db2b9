#pragma once

/* Matrix products: every element is one chain of fused multiply-adds from the first to the last, whatever tile it is in. */

#include "vectors.h"

#if WIDTH == 8
#define ROWS 8 /* of a product are computed at once */
#define WIDEST 16
typedef eight of16, of8;
typedef four of4;
#elif WIDTH == 4
#define ROWS 6
#define WIDEST 8
typedef four of8, of4;
#else
#define ROWS 6
#ifdef __aarch64__ /* it has twice as many registers */
#define WIDEST 8
#else
#define WIDEST 4
#endif
typedef two of8, of4;
#endif
typedef two of2;
typedef double of1;

/* The compiler fuses vectors; numbers it would multiply several at once, and add one by one. */
#define FUSED1(x, y, total) FMA(x, y, total)
#define FUSED2(x, y, total) ((x) * (y) + (total))
#define FUSED4 FUSED2
#define FUSED8 FUSED2
#define FUSED16 FUSED2

/* `rows` by `columns` elements of a product; written out for each size, so that sums stay in registers. */
#define TILE(rows, columns) \
    static void tile##rows##x##columns(int64_t k, const double *a, int64_t ai, int64_t ak, const double *b, int64_t bk, \
                                       double *r, int64_t ri) { \
        enum { each = sizeof(of##columns) / 8, wide = columns / each }; \
        of##columns total[rows][wide]; \
        UNROLLED for (int i = 0; i < rows; i++) \
            UNROLLED for (int v = 0; v < wide; v++) total[i][v] = (of##columns){0}; \
        for (int64_t q = 0; q < k; q++) { \
            of##columns y[wide]; \
            UNROLLED for (int v = 0; v < wide; v++) y[v] = *(const of##columns *)(b + q * bk + v * each); \
            UNROLLED for (int i = 0; i < rows; i++) \
                UNROLLED for (int v = 0; v < wide; v++) total[i][v] = FUSED##columns(a[i * ai + q * ak], y[v], total[i][v]); \
        } \
        UNROLLED for (int i = 0; i < rows; i++) \
            UNROLLED for (int v = 0; v < wide; v++) *(of##columns *)(r + i * ri + v * each) = total[i][v]; \
    }

typedef void (*tile)(int64_t, const double *, int64_t, int64_t, const double *, int64_t, double *, int64_t);

#if ROWS == 8
#define TILES(columns) \
    TILE(1, columns) TILE(2, columns) TILE(3, columns) TILE(4, columns) \
    TILE(5, columns) TILE(6, columns) TILE(7, columns) TILE(8, columns)
#define NAMED(columns) \
    {0, tile1x##columns, tile2x##columns, tile3x##columns, tile4x##columns, tile5x##columns, tile6x##columns, \
     tile7x##columns, tile8x##columns}
#else
#define TILES(columns) \
    TILE(1, columns) TILE(2, columns) TILE(3, columns) TILE(4, columns) TILE(5, columns) TILE(6, columns)
#define NAMED(columns) \
    {0, tile1x##columns, tile2x##columns, tile3x##columns, tile4x##columns, tile5x##columns, tile6x##columns}
#endif

TILES(1)
TILES(2)
TILES(4)
#if WIDEST > 4
TILES(8)
#endif
#if WIDEST > 8
TILES(16)
#endif

static const tile TILED[][ROWS + 1] = { /* by the binary logarithm of the columns */
    NAMED(1), NAMED(2), NAMED(4),
#if WIDEST > 4
    NAMED(8),
#endif
#if WIDEST > 8
    NAMED(16),
#endif
};
enum { TILED_LAST = sizeof TILED / sizeof TILED[0] - 1 };

/* WIDTH contiguous numbers of each of WIDTH columns, row by row. */
ELEMENT void turn(const double *const *column, int64_t from, double *work, int64_t room) {
    vector v[WIDTH];
    UNROLLED for (int l = 0; l < WIDTH; l++) v[l] = load(column[l] + from);
#if WIDTH == 8
    vector t[WIDTH]; /* pairs, fours and halves change places */
    UNROLLED for (int l = 0; l < 8; l += 2) {
        t[l] = SHUFFLE(v[l], v[l + 1], 0, 8, 2, 10, 4, 12, 6, 14);
        t[l + 1] = SHUFFLE(v[l], v[l + 1], 1, 9, 3, 11, 5, 13, 7, 15);
    }
    UNROLLED for (int l = 0; l < 8; l += 4)
        UNROLLED for (int i = 0; i < 2; i++) {
            v[l + i] = SHUFFLE(t[l + i], t[l + i + 2], 0, 1, 8, 9, 4, 5, 12, 13);
            v[l + i + 2] = SHUFFLE(t[l + i], t[l + i + 2], 2, 3, 10, 11, 6, 7, 14, 15);
        }
    UNROLLED for (int i = 0; i < 4; i++) {
        keep(work + i * room, SHUFFLE(v[i], v[i + 4], 0, 1, 2, 3, 8, 9, 10, 11));
        keep(work + (i + 4) * room, SHUFFLE(v[i], v[i + 4], 4, 5, 6, 7, 12, 13, 14, 15));
    }
#elif WIDTH == 4
    const vector t[4] = {SHUFFLE(v[0], v[1], 0, 4, 2, 6), SHUFFLE(v[0], v[1], 1, 5, 3, 7),
                         SHUFFLE(v[2], v[3], 0, 4, 2, 6), SHUFFLE(v[2], v[3], 1, 5, 3, 7)};
    UNROLLED for (int i = 0; i < 2; i++) {
        keep(work + i * room, SHUFFLE(t[i], t[i + 2], 0, 1, 4, 5));
        keep(work + (i + 2) * room, SHUFFLE(t[i], t[i + 2], 2, 3, 6, 7));
    }
#else
    keep(work, SHUFFLE(v[0], v[1], 0, 2));
    keep(work + room, SHUFFLE(v[0], v[1], 1, 3));
#endif
}

/* Columns of the right factor, row by row. */
static void gather(int64_t k, int64_t columns, const double *b, int64_t bk, int64_t bj, double *work) {
    if (bk == 1 && columns >= WIDTH && k >= WIDTH)
        for (int64_t j = 0; j < columns; j += WIDTH) {
            const double *column[WIDTH];
            UNROLLED for (int l = 0; l < WIDTH; l++) column[l] = b + (j + l) * bj;
            for (int64_t q = 0; q < k - WIDTH; q += WIDTH) turn(column, q, work + q * columns + j, columns);
            turn(column, k - WIDTH, work + (k - WIDTH) * columns + j, columns); /* some rows once more */
        }
    else
        for (int64_t q = 0; q < k; q++)
            for (int64_t j = 0; j < columns; j++) work[q * columns + j] = b[q * bk + j * bj];
}

/* The first columns of a product of one row, as many at once as keep the processor busy; returns how many there were. */
static int64_t one_row(int64_t n, int64_t k, const double *a, int64_t ak, const double *b, int64_t bk, double *r) {
    enum { vectors = 8 };
    int64_t j = 0;
    for (; j + vectors * WIDTH <= n; j += vectors * WIDTH) {
        vector total[vectors] = {{0}};
        for (int64_t q = 0; q < k; q++)
            UNROLLED for (int v = 0; v < vectors; v++) total[v] += a[q * ak] * load(b + q * bk + j + v * WIDTH);
        UNROLLED for (int v = 0; v < vectors; v++) keep(r + j + v * WIDTH, total[v]);
    }
    return j;
}

/* One product of m by k and k by n; the result's rows are contiguous. The last columns may be computed twice. */
static void product(int64_t m, int64_t n, int64_t k, const double *a, int64_t ai, int64_t ak,
                    const double *b, int64_t bk, int64_t bj, double *r, int64_t ri, double *work) {
    if (k == 1 && bj == 1) { /* nothing to sum: the tiles' bits (-0 + 0 is 0) without their cost */
        for (int64_t i = 0; i < m; i++) {
            const double x = a[i * ai];
            double *row = r + i * ri;
            INDEPENDENT for (int64_t j = 0; j < n; j++) row[j] = x * b[j] + 0.0;
        }
        return;
    }
    int size = TILED_LAST;
    for (int64_t j = m == 1 && bj == 1 ? one_row(n, k, a, ak, b, bk, r) : 0; j < n;) {
        while (1 << size > n || (size && 2 * (n - j) <= 1 << size)) size--;
        const int64_t columns = 1 << size, at = n - j < columns ? n - columns : j;
        const double *panel = b + at;
        int64_t step = bk;
        if (bj != 1) {
            gather(k, columns, b + at * bj, bk, bj, work);
            panel = work;
            step = columns;
        }
        for (int64_t i = 0, rows; i < m; i += rows) {
            rows = m - i <= ROWS ? m - i : m - i < 2 * ROWS ? (m - i + 1) / 2 : ROWS;
            TILED[size][rows](k, a + i * ai, ai, ak, panel, step, r + i * ri + at, ri);
        }
        j = at + columns;
    }
}
