/* The line of a file that a diagnostic speaks of. */
#include "report/report.h"

#include <stdlib.h>
#include <string.h>

/* Reads from the start each time: reports are short and rare. */
char *report_line(const char *file, unsigned number) {
    FILE *in = number ? fopen(file, "r") : NULL;
    if (!in)
        return NULL;
    char *line = NULL;
    size_t capacity = 0;
    ssize_t length = 0;
    while (number-- && (length = getline(&line, &capacity, in)) >= 0)
        ;
    fclose(in);
    if (length < 0) {
        free(line);
        return NULL;
    }
    line[strcspn(line, "\r\n")] = '\0';
    return line;
}
