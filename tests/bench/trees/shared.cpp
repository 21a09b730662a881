// Binary trees, with std::shared_ptr. Argument: the depth.
#include <cstdio>
#include <cstdlib>
#include <memory>

namespace {

struct Tree {
    std::shared_ptr<Tree> left, right;
};

std::shared_ptr<Tree> make(int depth) {
    auto tree = std::make_shared<Tree>();
    if (depth > 0) {
        tree->left = make(depth - 1);
        tree->right = make(depth - 1);
    }
    return tree;
}

long count(const std::shared_ptr<Tree> &tree) {
    if (!tree->left)
        return 1;
    return 1 + count(tree->left) + count(tree->right);
}

} // namespace

int main(int argc, char **argv) {
    const int smallest = 4;
    int depth = argc > 1 ? std::atoi(argv[1]) : 18;
    auto stretch = make(depth + 1);
    long sum = count(stretch);
    stretch = nullptr;

    auto lasting = make(depth);
    for (int d = smallest; d <= depth; d += 4) {
        long rounds = 1L << (depth - d + smallest);
        for (long i = 0; i < rounds; i++)
            sum += count(make(d));
    }
    sum += count(lasting);
    std::printf("%ld\n", sum);
    return 0;
}
