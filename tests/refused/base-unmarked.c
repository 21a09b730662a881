/* Only types that are marked tally_base have subtypes, whose base part comes
 * first. */
#include <tally.h>

typedef struct tally_object Plain Plain;
struct Plain {
    int value;
};

typedef struct tally_object tally_base Shape Shape;
struct Shape {
    int id;
};

typedef struct tally_object Odd Odd;
struct Odd {
    Plain plain; // expect: TLY0009
};

typedef struct tally_object Late Late;
struct Late {
    int value;
    Shape shape; // expect: TLY0009
};

int test(Late *late) {
    return late->value;
}
