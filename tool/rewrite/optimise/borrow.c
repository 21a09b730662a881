#include "rewrite/optimise/optimise.h"
void optimise_borrow(struct func *func) { (void)func; }
