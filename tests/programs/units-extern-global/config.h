/* Globals that one unit defines and all use. */
#ifndef CONFIG_H
#define CONFIG_H

#include <tally.h>

typedef struct tally_object Config Config;
struct Config {
    const char *name;
    int level;
    Config *parent;
};

tally_finalizer void config_finalize(Config *self);

extern Config *current;
extern Config *history[2];
extern Config *tally_weak default_config;
extern Config *(*config_maker)(const char *name);

void config_enter(const char *name);
void config_leave(void);

#endif
