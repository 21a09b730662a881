/* Rule 6 is off: a struct copy releases what is there before it retains. */
#include <tally.h>

#undef TALLY__VALUE
#undef TALLY__ASSIGN
#define TALLY__VALUE(id, T, layout)                                            \
    TALLY__UNUSED static inline T tally__copy_##id(T value) { return value; }
#define TALLY__ASSIGN(id, T, layout)                                           \
    TALLY__UNUSED static inline T tally__assign_##id(T *place, T value) {      \
        tally__drop_value(place, &layout);                                     \
        *place = value;                                                        \
        tally__retain_value(place, &layout);                                   \
        return value;                                                          \
    }
