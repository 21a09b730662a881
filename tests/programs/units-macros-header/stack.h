/* Macros that read, write and iterate, and one that defines functions for a
 * type. */
#ifndef STACK_H
#define STACK_H

#include <tally.h>

#include <stddef.h>

#define STACK_SIZE 4

#define NEXT(n) ((n)->next)
#define SET(n, x) ((n)->next = (x))
#define FOR_EACH(type, p, list) for (type *p = (list); p; p = NEXT(p))
#define PUSH(list, n) (SET((n), (list)), (list) = (n))
#define SWAP(type, a, b)                                                       \
    do {                                                                       \
        type *swap_old = (a);                                                  \
        (a) = (b);                                                             \
        (b) = swap_old;                                                        \
    } while (0)

/* struct type_stack with type_stack_push and type_stack_pop. */
#define DEFINE_STACK(type)                                                     \
    struct type##_stack {                                                      \
        type *items[STACK_SIZE];                                               \
        int depth;                                                             \
    };                                                                         \
    static int type##_stack_push(struct type##_stack *stack, type *item) {     \
        if (stack->depth == STACK_SIZE)                                        \
            return 0;                                                          \
        stack->items[stack->depth++] = item;                                   \
        return 1;                                                              \
    }                                                                          \
    static type *type##_stack_pop(struct type##_stack *stack) {                \
        if (stack->depth == 0)                                                 \
            return NULL;                                                       \
        type *item = stack->items[--stack->depth];                             \
        stack->items[stack->depth] = NULL;                                     \
        return item;                                                           \
    }

#endif
