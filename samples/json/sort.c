/* Members in the order of their names: a merge sort of linked lists.
 *
 * Every list is cut and joined by plain assignments to `next`; a member that
 * is in no list for a moment is held by the variable that it was taken to. */
#include "json.h"

/* Two sorted lists become one; of equal names the left one goes first. */
static Member *merge(Member *left, Member *right) {
    Member *first = NULL, *tail = NULL, *least;

    while (left != NULL || right != NULL) {
        if (left == NULL ||
            (right != NULL && string_compare(right->name, left->name) < 0)) {
            least = right;
            right = right->next;
        } else {
            least = left;
            left = left->next;
        }
        if (tail == NULL)
            first = least;
        else
            tail->next = least;
        tail = least;
    }
    return first;
}

/* Cuts a list behind `count` members (at least one); gives the rest. */
static Member *cut(Member *first, size_t count) {
    Member *rest;

    while (--count > 0)
        first = first->next;
    rest = first->next;
    first->next = NULL;
    return rest;
}

static Member *sort_members(Member *first, size_t count) {
    size_t half = count / 2;
    Member *rest;

    if (count < 2)
        return first;
    rest = cut(first, half);
    return merge(sort_members(first, half), sort_members(rest, count - half));
}

void value_sort(Value *value) {
    Element *element;
    Member *member;

    if (value->kind == VALUE_OBJECT)
        value->members = sort_members(value->members, value->count);
    for (element = value->elements; element != NULL; element = element->next)
        value_sort(element->value);
    for (member = value->members; member != NULL; member = member->next)
        value_sort(member->value);
}
