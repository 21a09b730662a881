/* Arrays of arrays of references, row by row. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    int row, column;
    Node *grid[2][2];
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %d%d\n", self->row, self->column);
}

static Node *make(int row, int column) {
    return tally_new(Node, .row = row, .column = column);
}

static Node *board[2][2];

static void fill(Node *grid[2][2], int tens) {
    for (int i = 0; i < 2; i++)
        for (int k = 0; k < 2; k++)
            grid[i][k] = make(tens + i, k);
}

static int sum(Node *row[2]) {
    return row[0]->column + row[1]->column + row[0]->row;
}

int main(void) {
    fill(board, 7);
    Node *grid[2][2] = {{NULL}};
    fill(grid, 1);
    grid[0][1] = grid[1][0];
    fprintf(stderr, "-- stored\n");
    printf("%d %d\n", sum(grid[1]), sum(board[0]));
    grid[0][0]->grid[1][1] = grid[1][1];
    fill(grid[0][0]->grid, 3);
    fprintf(stderr, "-- filled\n");
    printf("%d %d\n", grid[0][0]->grid[1][0]->row, (*grid)[0]->column);
    board[1][0] = board[0][0];
    fprintf(stderr, "-- end\n");
    return 0;
}
