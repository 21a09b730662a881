/* Counts by hand: what TALLY_MANUAL units may do beside rewritten ones. */
#define TALLY_MANUAL
#include "mixed.h"

TALLY__REF(Item, Item *)

/* A type of its own: the same name and layout as in a rewritten unit would
 * need the same hash, so the objects here are of another type. */
typedef struct Box Box;
struct Box {
    Item *item;
};

static const struct tally_ref box_refs[] = {
    {offsetof(Box, item), 1, sizeof(Item *), NULL, TALLY_REF_STRONG},
};
static const struct tally_layout box_layout = {1, box_refs};
static struct tally_type box_type = {
    .name = "Box",
    .file = __FILE__,
    .layout_hash = 1,
    .size = sizeof(Box),
    .align = sizeof(void *),
    .layout = &box_layout,
};

int other_value(Item *item) {
    /* Borrowed as ever; kept by a box for the time of the call. */
    Box *box = tally__new(Box, box_type);
    tally__set_Item(&box->item, tally_incref(item));
    int value = box->item->value;
    tally_decref(box);
    return value;
}
