/* Runs a saved table: `saved_table FILE`. The file has the number of rows, of bytes of memory and of doubles of work, the rows,
 * whose pointers are distances into the memory, and the memory. It writes what the memory holds afterwards.
 */

#include "../../engine/runtime/native/kernels.c"

#include <stdio.h>
#include <stdlib.h>
#ifdef _WIN32
#include <fcntl.h>
#include <io.h>
#include <malloc.h>
#define aligned_alloc(alignment, size) _aligned_malloc(size, alignment)
#endif

int main(int count, char **names) {
    int64_t sizes[3], doubt = 0;
#ifdef _WIN32
    _setmode(_fileno(stdout), _O_BINARY);
#endif
    FILE *file = count == 2 ? fopen(names[1], "rb") : 0;
    if (!file || fread(sizes, 8, 3, file) != 3) return 2;
    op *table = aligned_alloc(64, (size_t)sizes[0] * sizeof(op));
    char *memory = aligned_alloc(64, (size_t)sizes[1]);
    double *work = malloc((size_t)sizes[2] * 8);
    if (fread(table, sizeof(op), (size_t)sizes[0], file) != (size_t)sizes[0]) return 3;
    if (fread(memory, 1, (size_t)sizes[1], file) != (size_t)sizes[1]) return 4;
    for (int64_t i = 0; i < sizes[0]; i++) {
        for (int operand = 0; operand < OPERANDS; operand++) table[i].p[operand] = (double *)(memory + (intptr_t)table[i].p[operand]);
        table[i].work = work;
    }
    run(table, 0, sizes[0], 0, 1, &doubt);
    return fwrite(memory, 1, (size_t)sizes[1], stdout) != (size_t)sizes[1];
}
