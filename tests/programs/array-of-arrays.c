/* Arrays of arrays, of pointers, of function pointers; an array that holds
 * itself cannot be written, but rows may be shared. */
#include <stdio.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int id;
};

static int twice(int n) {
    return 2 * n;
}

typedef int operation(int);
typedef int pair[2];

static double *tally_array *tally_array matrix(size_t rows, size_t columns) {
    double *tally_array *tally_array m =
        tally_new_array(double *tally_array, rows);
    for (size_t i = 0; i < rows; i++)
        m[i] = tally_new_array(double, columns);
    return m;
}

int main(void) {
    double *tally_array *tally_array m = matrix(3, 4);
    double *tally_array row = m[1];
    Node **tally_array *tally_array grid =
        tally_new_array(Node **tally_array, 2);
    operation **tally_array table = tally_new_array(operation *, 2);
    const char **tally_array words = tally_new_array(const char *, 2);
    char *tally_array names[2] = {tally_strdup("first"), NULL};
    pair *tally_array pairs = tally_new_array(pair, 3);
    m[1][2] = 5;
    row[3] = m[1][2] + 1;
    m[2] = row;
    m[0][0]++;
    m[0][0] += 2;
    printf("%g %g %g %zu\n", m[2][3], m[1][2], m[0][0], tally_length(m[2]));
    grid[1] = tally_new_array(Node *, 2);
    grid[1][1] = tally_new(Node, .id = 8);
    grid[0] = grid[1];
    grid[1] = NULL;
    printf("%d %zu\n", grid[0][1]->id, tally_length(grid[1]));
    tally_resize(&grid[1], 3);
    grid[1][2] = grid[0][1];
    printf("%d\n", grid[1][2]->id);
    table[0] = twice;
    printf("%d\n", table[0](21));
    words[1] = "word";
    names[1] = names[0];
    tally_resize(&names[0], 3);
    printf("%s %s %.3s\n", words[1], names[1], names[0]);
    pairs[2][1] = 4;
    printf("%d %zu\n", pairs[2][1], tally_length(pairs));
    return 0;
}
