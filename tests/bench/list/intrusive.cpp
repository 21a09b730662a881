// Lists, with an intrusive pointer. Arguments: the length and the number of
// rounds.
#include "../intrusive.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace {

struct Cell;
using List = bench::Ref<Cell>;

struct Cell : bench::Counted {
    std::int64_t value;
    List next;

    Cell(std::int64_t value, List next)
        : value(value), next(std::move(next)) {}
    Cell(const Cell &) = delete;
    Cell &operator=(const Cell &) = delete;
    // Without recursion: lists are longer than the stack is deep.
    ~Cell() {
        List rest = std::move(next);
        while (rest && rest.use_count() == 1)
            rest = std::exchange(rest->next, nullptr);
    }
};

List cons(std::int64_t value, List next) {
    return bench::make<Cell>(value, std::move(next));
}

List build(int length) {
    List list;
    for (int i = 0; i < length; i++)
        list = cons(i, std::move(list));
    return list;
}

List reverse(const List &list) {
    List result;
    for (const Cell *cell = list.get(); cell; cell = cell->next.get())
        result = cons(cell->value, std::move(result));
    return result;
}

List map(const List &list) {
    List result;
    for (const Cell *cell = list.get(); cell; cell = cell->next.get())
        result = cons(cell->value * 3 + 1, std::move(result));
    return result;
}

List odd(const List &list) {
    List result;
    for (const Cell *cell = list.get(); cell; cell = cell->next.get())
        if (cell->value & 1)
            result = cons(cell->value, std::move(result));
    return result;
}

std::uint64_t hash(const List &list) {
    std::uint64_t hash = 0;
    for (const Cell *cell = list.get(); cell; cell = cell->next.get())
        hash = hash * 31 + static_cast<std::uint64_t>(cell->value);
    return hash >> 1;
}

} // namespace

int main(int argc, char **argv) {
    int length = argc > 1 ? std::atoi(argv[1]) : 1000000;
    int rounds = argc > 2 ? std::atoi(argv[2]) : 8;
    std::uint64_t sum = 0;
    for (int i = 0; i < rounds; i++) {
        List list = build(length);
        list = reverse(list);
        list = map(list);
        list = odd(list);
        sum += hash(list);
    }
    std::printf("%llu\n", static_cast<unsigned long long>(sum));
    return 0;
}
