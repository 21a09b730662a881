/* Defines the globals that main.c uses through extern declarations. */
#include "config.h"

#include <stdio.h>

static Config *make(const char *name) {
    return tally_new(Config, .name = name, .level = 1);
}

Config *current;
Config *history[2];
Config *tally_weak default_config;
Config *(*config_maker)(const char *name) = make;

void config_finalize(Config *self) {
    fprintf(stderr, "free %s\n", self->name);
}

void config_enter(const char *name) {
    Config *fresh = config_maker(name);
    fresh->parent = current;
    if (current)
        fresh->level = current->level + 1;
    current = fresh;
}

void config_leave(void) {
    history[1] = history[0];
    history[0] = current;
    current = current->parent;
    history[0]->parent = NULL;
}
