// A search tree that is only read, with Rc. Arguments: the number of nodes and
// of sums.
use std::rc::Rc;

type Link = Option<Rc<Tree>>;

struct Tree {
    key: i64,
    left: Link,
    right: Link,
}

// Of the keys from `low` up to below `high`.
fn make(low: i64, high: i64) -> Link {
    if low >= high {
        return None;
    }
    let middle = low + (high - low) / 2;
    Some(Rc::new(Tree {
        key: middle,
        left: make(low, middle),
        right: make(middle + 1, high),
    }))
}

// With a salt, so that no two sums are the same.
fn sum(tree: &Link, salt: i64) -> i64 {
    match tree {
        None => 0,
        Some(tree) => {
            (tree.key ^ salt) + sum(&tree.left, salt) + sum(&tree.right, salt)
        }
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let nodes = arguments.next().map_or(20000, |text| text.parse().unwrap());
    let rounds = arguments.next().map_or(5000, |text| text.parse().unwrap());
    let tree = make(0, nodes);
    let mut total = 0;
    for i in 0..rounds {
        total += sum(&tree, i);
    }
    println!("{}", total);
}
