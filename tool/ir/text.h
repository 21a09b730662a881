/* The words of the textual form, shared by print.c and read.c; nobody else
 * includes this. docs/ir.md has the grammar. */
#ifndef TALLY_IR_TEXT_H
#define TALLY_IR_TEXT_H

#include "ir/func.h"

/* Indexed by their enumeration, NULL behind the last one. */
extern const char *const text_refs[];  /* enum ref_kind */
extern const char *const text_kinds[]; /* enum var_kind */
extern const char *const text_fulls[]; /* enum full_kind */

/* What an instruction's place holds where the text says nothing. */
enum ref_kind text_default_ref(enum op op);

#endif
