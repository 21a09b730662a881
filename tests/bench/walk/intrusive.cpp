// A search tree that is only read, with an intrusive pointer. Arguments: the
// number of nodes and of sums.
#include "../intrusive.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace {

struct Tree : bench::Counted {
    std::int64_t key = 0;
    bench::Ref<Tree> left, right;
};

// Of the keys from `low` up to below `high`.
bench::Ref<Tree> make(int low, int high) {
    if (low >= high)
        return nullptr;
    int middle = low + (high - low) / 2;
    auto tree = bench::make<Tree>();
    tree->key = middle;
    tree->left = make(low, middle);
    tree->right = make(middle + 1, high);
    return tree;
}

// With a salt, so that no two sums are the same.
std::int64_t sum(const bench::Ref<Tree> &tree, std::int64_t salt) {
    if (!tree)
        return 0;
    return (tree->key ^ salt) + sum(tree->left, salt) + sum(tree->right, salt);
}

} // namespace

int main(int argc, char **argv) {
    int nodes = argc > 1 ? std::atoi(argv[1]) : 20000;
    int rounds = argc > 2 ? std::atoi(argv[2]) : 5000;
    auto tree = make(0, nodes);
    std::int64_t total = 0;
    for (int i = 0; i < rounds; i++)
        total += sum(tree, i);
    std::printf("%lld\n", static_cast<long long>(total));
    return 0;
}
