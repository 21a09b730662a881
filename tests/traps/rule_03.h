/* Rule 3 is off: a store looks at its place twice, and releases first. */
#include <tally.h>

#undef TALLY__REF
#define TALLY__REF(id, ref)                                                    \
    TALLY__UNUSED static inline void tally__drop_##id(ref *place) {            \
        ref old = *place;                                                      \
        *place = NULL;                                                         \
        tally_decref(old);                                                     \
    }                                                                          \
    TALLY__UNUSED static inline ref tally__take_##id(ref *place) {             \
        ref old = *place;                                                      \
        *place = NULL;                                                         \
        return old;                                                            \
    }
#define tally__set_Node(place, value)                                          \
    (tally_decref(*(place)), *(place) = (value))
