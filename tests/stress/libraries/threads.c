/* A library that is closed while a thread has something in its thread-local
 * places, and then what the main thread has there. */
#include "ring.h"

#include <dlfcn.h>
#include <pthread.h>
#include <semaphore.h>

static ring_closer *keep;
static int (*number)(void);
static sem_t filled, closed;

static void *work(void *unused) {
    (void)unused;
    keep(ring_make(2, NULL));
    keep(ring_make(3, NULL));
    printf("thread has %d\n", number());
    sem_post(&filled);
    sem_wait(&closed);
    printf("thread still has %d\n", number());
    return NULL;
}

int main(int argc, char **argv) {
    (void)argc;
    void *library = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL);
    pthread_t thread;
    if (!library)
        puts(dlerror());
    *(void **)&keep = dlsym(library, "keeper_keep");
    *(void **)&number = dlsym(library, "keeper_number");
    sem_init(&filled, 0, 0);
    sem_init(&closed, 0, 0);
    keep(ring_make(1, NULL));
    if (pthread_create(&thread, NULL, work, NULL) != 0)
        return 1;
    sem_wait(&filled);
    dlclose(library);
    puts("closed");
    sem_post(&closed);
    pthread_join(thread, NULL);
    printf("main has %d\n", number());
    puts("end");
    return 0;
}
