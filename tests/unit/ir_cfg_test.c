/* Graphs: how they are made, linked and ordered. */
#include "ir_case.h"

static void add_edge(struct func *func, block_id from, block_id to) {
    VEC_PUSH(func->arena, func->blocks.at[from]->successors, to);
}

static struct func *with_blocks(struct arena *arena, size_t count) {
    struct func *func = func_new(arena, "f");
    for (size_t i = 0; i < count; i++)
        func_add_block(func);
    return func;
}

/* if (...) 1 else 2; 3; and 4 that nothing leads to */
static struct func *diamond(struct arena *arena) {
    struct func *func = with_blocks(arena, 5);
    add_edge(func, 0, 1);
    add_edge(func, 0, 2);
    add_edge(func, 1, 3);
    add_edge(func, 2, 3);
    add_edge(func, 4, 3);
    cfg_link(func);
    return func;
}

static void links_predecessors(void **state) {
    struct func *func = diamond(*state);
    const struct block *join = func->blocks.at[3];
    assert_int_equal(join->predecessors.count, 3);
    assert_int_equal(join->predecessors.at[0], 1);
    assert_int_equal(join->predecessors.at[1], 2);
    assert_int_equal(join->predecessors.at[2], 4);
    assert_int_equal(func->blocks.at[0]->predecessors.count, 0);
}

static void finds_what_is_reachable(void **state) {
    struct func *func = diamond(*state);
    for (block_id b = 0; b < 4; b++)
        assert_true(func->blocks.at[b]->reachable);
    assert_false(func->blocks.at[4]->reachable);
}

static void links_anew(void **state) {
    struct func *func = diamond(*state);
    func->blocks.at[0]->successors.count = 1;
    cfg_link(func);
    assert_false(func->blocks.at[2]->reachable);
    assert_int_equal(func->blocks.at[3]->predecessors.count, 3);
}

static void orders_arms_as_written(void **state) {
    size_t count;
    block_id *order = cfg_order(diamond(*state), *state, &count);
    assert_int_equal(count, 4);
    for (block_id b = 0; b < 4; b++)
        assert_int_equal(order[b], b);
}

static void orders_loops(void **state) {
    struct func *func = with_blocks(*state, 4);
    size_t count;
    add_edge(func, 0, 1);
    add_edge(func, 1, 2);
    add_edge(func, 1, 3);
    add_edge(func, 2, 1);
    cfg_link(func);
    block_id *order = cfg_order(func, *state, &count);
    assert_int_equal(count, 4);
    assert_int_equal(order[0], 0);
    assert_int_equal(order[1], 1);
}

static void walks_deep_graphs(void **state) {
    enum { COUNT = 100000 };
    struct func *func = with_blocks(*state, COUNT);
    size_t count;
    for (block_id b = 0; b + 1 < COUNT; b++)
        add_edge(func, b, b + 1);
    cfg_link(func);
    block_id *order = cfg_order(func, *state, &count);
    assert_int_equal(count, COUNT);
    assert_int_equal(order[COUNT - 1], COUNT - 1);
}

static void a_block_twice_a_predecessor(void **state) {
    struct func *func = with_blocks(*state, 2);
    add_edge(func, 0, 1);
    add_edge(func, 0, 1);
    cfg_link(func);
    assert_int_equal(func->blocks.at[1]->predecessors.count, 2);
}

static void temporaries_get_names(void **state) {
    struct func *func = func_new(*state, "f");
    func_add_var(func, (struct var){.kind = VAR_LOCAL, .name = "n"});
    var_id one = func_add_var(func, (struct var){.kind = VAR_TEMP});
    var_id two = func_add_var(func, (struct var){.kind = VAR_TEMP});
    assert_int_equal(func->vars.at[two].id, two);
    assert_string_equal(func->vars.at[one].name, "tally_t1");
    assert_string_equal(func->vars.at[two].name, "tally_t2");
}

static void instructions_begin_as_the_table_says(void **state) {
    struct func *func = func_new(*state, "f");
    struct block *block = func_add_block(func);
    struct inst *call = func_append(func, block, OP_CALL, true);
    struct inst *load = func_append(func, block, OP_LOAD, true);
    struct inst *plain = func_append(func, block, OP_CALL, false);
    assert_true(call->result_owned && call->releases);
    assert_false(load->result_owned || load->releases);
    assert_false(plain->result_owned);
    assert_int_equal(plain->result, 0);
    assert_int_equal(load->full, NO_FULL);
    assert_int_equal(load->place.var, NO_VAR);
    assert_ptr_equal(func->defs.at[load->result], load);
}

static void inserts_anywhere(void **state) {
    struct func *func = func_new(*state, "f");
    struct block *block = func_add_block(func);
    struct inst *last = func_append(func, block, OP_RETURN, false);
    struct inst *first = func_make(func, OP_DECLARE, false);
    struct inst *middle = func_make(func, OP_LEAVE, false);
    struct inst *end = func_make(func, OP_DROP, false);
    block_insert(func, block, 0, first);
    block_insert(func, block, 1, middle);
    block_insert(func, block, 3, end);
    assert_int_equal(block->insts.count, 4);
    assert_ptr_equal(block->insts.at[0], first);
    assert_ptr_equal(block->insts.at[1], middle);
    assert_ptr_equal(block->insts.at[2], last);
    assert_ptr_equal(block->insts.at[3], end);
}

static void who_takes_operands(void **state) {
    struct func *func = func_new(*state, "f");
    value_id values[2] = {1, 2};
    bool takes[2] = {false, true};
    struct inst *call = func_make(func, OP_CALL, true);
    struct inst *phi = func_make(func, OP_PHI, true);
    inst_set_operands(func, call, values, 2);
    inst_set_operands(func, phi, values, 2);
    assert_false(inst_takes(call, 1));
    call->takes = takes;
    assert_true(inst_takes(call, 1));
    assert_false(inst_takes(phi, 0));
    phi->result_owned = true;
    assert_true(inst_takes(phi, 0));
    assert_true(inst_takes(func_make(func, OP_HOLD, true), 0));
    assert_false(inst_takes(func_make(func, OP_RETAIN, true), 0));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(links_predecessors),
        TEST_IN_ARENA(finds_what_is_reachable),
        TEST_IN_ARENA(links_anew),
        TEST_IN_ARENA(orders_arms_as_written),
        TEST_IN_ARENA(orders_loops),
        TEST_IN_ARENA(walks_deep_graphs),
        TEST_IN_ARENA(a_block_twice_a_predecessor),
        TEST_IN_ARENA(temporaries_get_names),
        TEST_IN_ARENA(instructions_begin_as_the_table_says),
        TEST_IN_ARENA(inserts_anywhere),
        TEST_IN_ARENA(who_takes_operands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
