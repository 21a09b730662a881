/* The same family tree twice: weak.c and strong.c differ in one word of their
 * `struct Person`, the kind of the reference to the parent. */
#ifndef FAMILY_H
#define FAMILY_H

/* Each builds a family of four, gives it up bit by bit, and prints what dies
 * when. */
void family_with_weak_parents(void);
void family_with_strong_parents(void);

#endif
