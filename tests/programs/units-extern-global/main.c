/* Globals of another unit: written and read here, released by their own unit
 * at exit. */
#include "config.h"

#include <stdio.h>

static Config *make_loud(const char *name) {
    fprintf(stderr, "-- making %s\n", name);
    return tally_new(Config, .name = name, .level = 10);
}

static void show(const Config *c) {
    current = NULL;
    printf("%s %d\n", c->name, c->level);
}

int main(void) {
    extern Config *current;
    config_enter("base");
    default_config = current;
    config_maker = make_loud;
    config_enter("user");
    config_enter("project");
    printf("%s %d %s\n", current->name, current->level,
           current->parent->parent->name);
    config_leave();
    config_leave();
    printf("%s %s %s\n", current->name, history[0]->name, history[1]->name);
    show(current);
    fprintf(stderr, "-- default %s\n",
            default_config ? default_config->name : "gone");
    current = history[0];
    history[0] = NULL;
    config_enter("last");
    printf("%s %s\n", current->parent->name, history[1]->name);
    fprintf(stderr, "-- end\n");
    return 0;
}
