/* A table that is made once, published, and read by all threads, which refer to
 * it from objects of their own.
 * This is not for tcc. */
#include <tally.h>
#include <tally_thread.h>

#include <pthread.h>
#include <stdio.h>

typedef struct tally_object Word Word;
typedef struct tally_object Note Note;
struct Word {
    char *tally_array text;
    Word *next;
    Word *tally_weak previous;
};
struct Note {
    Word *word;
    Note *next;
    Word *tally_weak latest;
};

static Word *words;

static Word *make(const char *text, Word *next) {
    Word *word = tally_new(Word, .next = next);
    word->text = tally_strdup(text);
    if (next)
        next->previous = word;
    return word;
}

static Word *find(const char *text) {
    for (Word *word = words; word; word = word->next)
        if (word->text[0] == text[0])
            return word;
    return NULL;
}

static void *work(void *result) {
    int *sum = result;
    for (int round = 0; round < 200; round++) {
        Note *notes = NULL;
        for (const char *text = "abcabcaab"; *text; text++) {
            Word *word = find(text);
            notes = tally_new(Note, .word = word, .next = notes);
            notes->latest = word->previous;
            if (notes->latest)
                *sum += (int)tally_length(notes->latest->text);
            *sum += (int)tally_length(word->text);
        }
    }
    return NULL;
}

#define THREADS 4

int main(void) {
    pthread_t threads[THREADS];
    int sums[THREADS] = {0};
    words = make("a", make("bb", make("ccc", NULL)));
    Word *tally_weak before = words;
    printf("%s\n", tally_publish(words) ? "published" : "not published");
    for (int i = 0; i < THREADS; i++)
        if (pthread_create(&threads[i], NULL, work, &sums[i]) != 0)
            return 1;
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        printf("%d\n", sums[i]);
    }
    Word *still = before;
    printf("%s\n", still->text);
    return 0;
}
