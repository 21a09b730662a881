/* Cells: the memory of small objects. */
#include "internal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void sizes_fit_and_waste_little(void **state) {
    (void)state;
    for (size_t prefix = 8; prefix <= 32; prefix += 8)
        for (size_t size = prefix + 1; size <= CELL_MAX; size++) {
            const struct cells *cells = tally__cells_for(size, 8, prefix);
            assert_non_null(cells);
            assert_true(cells->size >= size);
            assert_true(cells->size < size + (size < 128 ? 8 : size / 8 + 8));
            assert_int_equal(cells->size % 8, 0);
            assert_int_equal(cells->prefix, prefix);
        }
    assert_null(tally__cells_for(CELL_MAX + 1, 8, 16));
    assert_null(tally__cells_for(64, 32, 32));
    assert_null(tally__cells_for(64, 8, 40));
}

static void aligned_types_have_aligned_cells(void **state) {
    (void)state;
    for (size_t size = 17; size <= CELL_MAX; size += 13) {
        struct cells *cells = tally__cells_for(size, 16, 16);
        void *made[3];
        for (size_t i = 0; i < 3; i++) {
            made[i] = tally__cell_new(cells);
            assert_int_equal((uintptr_t)made[i] % 16, 0);
        }
        for (size_t i = 0; i < 3; i++)
            tally__cell_free(made[i]);
    }
}

static bool is_zero(const char *memory, size_t size) {
    return memory[0] == 0 && memcmp(memory, memory + 1, size - 1) == 0;
}

static void cells_are_zero_and_used_again(void **state) {
    struct cells *cells = tally__cells_for(40, 8, 16);
    char *first = tally__cell_new(cells), *second;
    (void)state;
    assert_true(is_zero(first, cells->size));
    memset(first, 0xff, cells->size);
    tally__cell_free(first);
    second = tally__cell_new(cells);
    assert_ptr_equal(first, second);
    assert_true(is_zero(second, cells->size));
    tally__cell_free(second);
}

static void a_free_cell_is_no_object(void **state) {
    struct cells *cells = tally__cells_for(40, 8, 16);
    char *cell = tally__cell_new(cells);
    const struct tally_header *header = header_of(cell + 16);
    (void)state;
    memset(cell, 1, cells->size);
    tally__cell_free(cell);
    assert_int_equal(header->count, COUNT_FREED);
    assert_int_equal(header->meta, 0);
}

/* ---- many ---------------------------------------------------------------- */

#define MANY 200000

static struct {
    char *cell;
    size_t size;
    unsigned char mark;
} made[MANY];

static uint32_t random_number(void) {
    static uint32_t seed = 1;
    return seed = seed * UINT32_C(1664525) + UINT32_C(1013904223);
}

static void take(size_t at) {
    size_t prefix = 8 + 8 * (random_number() >> 16) % 24;
    size_t size = prefix + 1 + (random_number() >> 16) % 200;
    struct cells *cells = tally__cells_for(size, 8, prefix / 8 * 8);
    made[at].cell = tally__cell_new(cells);
    made[at].size = cells->size;
    made[at].mark = (unsigned char)(random_number() >> 16);
    assert_true(is_zero(made[at].cell, cells->size));
    memset(made[at].cell, made[at].mark, cells->size);
}

static void give(size_t at) {
    const char *cell = made[at].cell;
    assert_int_equal((unsigned char)cell[0], made[at].mark);
    assert_memory_equal(cell, cell + 1, made[at].size - 1);
    tally__cell_free(made[at].cell);
    made[at].cell = NULL;
}

static void cells_do_not_overlap(void **state) {
    (void)state;
    for (size_t round = 0; round < 5 * MANY; round++) {
        size_t at = random_number() % MANY;
        if (made[at].cell)
            give(at);
        else
            take(at);
    }
    for (size_t at = 0; at < MANY; at++)
        if (made[at].cell)
            give(at);
}

static void empty_memory_goes_back(void **state) {
    struct cells *cells = tally__cells_for(1000, 8, 16);
    size_t before = tally__cells_mapped();
    (void)state;
    for (size_t at = 0; at < MANY / 10; at++)
        made[at].cell = tally__cell_new(cells);
    assert_true(tally__cells_mapped() >= before + MANY / 10 * 900);
    for (size_t at = MANY / 10; at-- > 0;) {
        tally__cell_free(made[at].cell);
        made[at].cell = NULL;
    }
    assert_true(tally__cells_mapped() <= before + ((size_t)8 << 20));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sizes_fit_and_waste_little),
        cmocka_unit_test(aligned_types_have_aligned_cells),
        cmocka_unit_test(cells_are_zero_and_used_again),
        cmocka_unit_test(a_free_cell_is_no_object),
        cmocka_unit_test(empty_memory_goes_back),
        cmocka_unit_test(cells_do_not_overlap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
