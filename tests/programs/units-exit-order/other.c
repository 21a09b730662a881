#include "shared.h"

void name_second(void) {
    puts(second->name);
}
