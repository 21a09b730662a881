/* Raw pointers that are kept in variables keep the object that they are from,
 * wherever it was loaded from, as long as they may point there. */
#include <stdio.h>
#include <string.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    char name[8];
    Node *next;
    Node *tally_weak peer;
};
typedef struct tally_object List List;
struct List {
    Node *head;
    int made;
};
static void node_delete(Node *self) tally_finalizer;
static void node_delete(Node *self) { fprintf(stderr, "delete %s\n", self->name); }

static Node *make(const char *name) {
    Node *n = tally_new(Node);
    strcpy(n->name, name);
    n->value = name[0];
    return n;
}
static List *fill(void) {
    List *list = tally_new(List);
    static const char *const names[] = {"one", "two", "three", "four"};
    for (size_t i = 4; i-- > 0;) {
        Node *n = make(names[i]);
        n->next = list->head;
        list->head = n;
    }
    return list;
}
static void append(List *list, Node *n) {
    Node **last = &list->head;
    while (*last)
        last = &(*last)->next;
    *last = n;
}
static void erase(List *list, int value) {
    for (Node **at = &list->head; *at; at = &(*at)->next)
        if ((*at)->value == value) {
            *at = (*at)->next;
            break;
        }
}
static char *rest(Node *n) tally_borrowed_from(n);
static char *rest(Node *n) { return n->name + 1; }

static void outlives(int c) {
    char *s;
    {
        Node *n = make("inner");
        s = n->name;
        if (c)
            s = make("fresh")->name;
    }
    printf("%s\n", s);
    s = "literal";
    printf("%s\n", s);
}
static void copies(List *list) {
    char *s = list->head->name;
    char *t = s;
    char *u = t + 1;
    s = list->head->next->name;
    list->head = NULL;
    printf("%s %s %s\n", s, t, u);
}
static void chosen(List *list, int c) {
    char *s = c ? list->head->name : (c ? list->head : list->head->next)->name;
    char *t = c ? s : "none";
    list->head = NULL;
    printf("%s %s %s\n", s, t, s ? s : t);
}
static void param(char *s, List *list) {
    printf("%s ", s);
    s = list->head->name;
    list->head = list->head->next;
    printf("%s\n", s);
}
static void steps(List *list) {
    for (char *s = list->head->name, *e = s; list->head; s = list->head ? list->head->name : "-") {
        list->head = list->head->next;
        printf("[%s %s]", s, e);
        e = s;
    }
    printf("\n");
}
static int jumps(List *list) {
    for (int i = 0; i < 3; i++) {
        char *s = list->head->name;
        list->head = list->head->next;
        if (i == 0)
            continue;
        printf("%s\n", s);
        if (i == 1)
            return s[0];
    }
    return 0;
}

int main(void) {
    List *list = fill();
    char *s = list->head->name;
    list->head = list->head->next;
    printf("%s\n", s);
    s = list->head->next->name;
    append(list, make("five"));
    erase(list, 't');
    erase(list, 't');
    printf("%s\n", s);
    s = rest(list->head);
    list->head = NULL;
    printf("%s\n", s);
    s = NULL;
    outlives(0);
    outlives(1);
    copies(fill());
    chosen(fill(), 0);
    chosen(fill(), 1);
    param("given", fill());
    steps(fill());
    printf("%d\n", jumps(fill()));
    Node *n = make("last");
    n->peer = n;
    int *v = &n->peer->value;
    n = NULL;
    printf("%d\n", *v);
    return 0;
}
