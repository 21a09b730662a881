// An intrusive pointer: the count is in the object. Not for several threads.
#ifndef BENCH_INTRUSIVE_HPP
#define BENCH_INTRUSIVE_HPP

#include <cstddef>
#include <utility>

namespace bench {

// The base of what is counted. Copying an object does not copy its count.
class Counted {
public:
    Counted() = default;
    Counted(const Counted &) {}
    Counted &operator=(const Counted &) { return *this; }

private:
    template <class T> friend class Ref;
    unsigned references = 0;
};

// A strong reference; may be null. T is derived from Counted and deleted as T.
template <class T> class Ref {
public:
    Ref() = default;
    Ref(std::nullptr_t) {}
    explicit Ref(T *object) : object(object) { retain(); }
    Ref(const Ref &other) : object(other.object) { retain(); }
    Ref(Ref &&other) noexcept : object(std::exchange(other.object, nullptr)) {}
    ~Ref() { release(); }

    Ref &operator=(const Ref &other) {
        Ref(other).swap(*this);
        return *this;
    }
    Ref &operator=(Ref &&other) noexcept {
        Ref(std::move(other)).swap(*this);
        return *this;
    }
    Ref &operator=(std::nullptr_t) {
        Ref().swap(*this);
        return *this;
    }

    void swap(Ref &other) noexcept { std::swap(object, other.object); }
    T *get() const { return object; }
    T *operator->() const { return object; }
    T &operator*() const { return *object; }
    explicit operator bool() const { return object != nullptr; }
    bool operator==(const Ref &other) const { return object == other.object; }
    bool operator!=(const Ref &other) const { return object != other.object; }
    // References to the object; 0 for null.
    unsigned use_count() const { return object ? object->references : 0; }

private:
    void retain() const {
        if (object)
            object->references++;
    }
    void release() const {
        if (object && --object->references == 0)
            delete object;
    }

    T *object = nullptr;
};

// A new T and the first reference to it.
template <class T, class... Arguments> Ref<T> make(Arguments &&...arguments) {
    return Ref<T>(new T(std::forward<Arguments>(arguments)...));
}

} // namespace bench

#endif
