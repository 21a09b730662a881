/* Comments, line splices and odd spacing between the tokens that are edited;
 * several statements in one line. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node; struct Node { const char *name; int value; Node *next; };

tally_finalizer static void free_node(Node *self) { fprintf(stderr, "free %s\n", self->name); }

static Node *make(const char *name) { return tally_new(Node, .name = name, .value = 1); }

static Node *slot; static Node/* a global */*other /* with */ = /* comments */ NULL;

static
Node
*
spread
(
Node
*
n // the parameter ; }
)
{
Node
*
local // not initialised ; = "
;
local
=
n
->
next
;
return
local
;
}

int main(void) { Node *a = make("a"), *b = make("b"); a->next = b; b = NULL; {Node *c=a;c=c->next;c->value=2;}
    slot/* the place */=/* the operator */make("slot")/* the value */;
    a->next/* = */->/* ; */next = /* " */ slot; other = a -> \
next;
    if(make("if")->value)if(make("in\
ner")->value)printf("%d %s\n", spread(a)->value, "} ; \" /* */");
    for(;;){Node*n=make("loop");if(n->value){break;}else{continue;}}
    { ; ; Node *d = make("one line"); ;d->value++; } ; ; /* } */ fprintf(stderr, "-- braces\n"); /* { */
    slot=
#if 1
        make("chosen")
#else
        make("not chosen")
#endif
        ;
#define LINE __LINE__
    printf("%d %s\n", LINE == __LINE__, (other)->name); (slot)=((NULL)); fprintf(stderr, "-- slot\n"); (void)0; return 0; }
