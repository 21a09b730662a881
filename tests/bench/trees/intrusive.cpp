// Binary trees, with an intrusive pointer. Argument: the depth.
#include "../intrusive.hpp"

#include <cstdio>
#include <cstdlib>

namespace {

struct Tree : bench::Counted {
    bench::Ref<Tree> left, right;
};

bench::Ref<Tree> make(int depth) {
    auto tree = bench::make<Tree>();
    if (depth > 0) {
        tree->left = make(depth - 1);
        tree->right = make(depth - 1);
    }
    return tree;
}

long count(const bench::Ref<Tree> &tree) {
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
