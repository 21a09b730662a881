// Binary trees, with Rc. Argument: the depth.
use std::rc::Rc;

struct Tree {
    children: Option<(Rc<Tree>, Rc<Tree>)>,
}

fn make(depth: i32) -> Rc<Tree> {
    Rc::new(Tree {
        children: if depth > 0 {
            Some((make(depth - 1), make(depth - 1)))
        } else {
            None
        },
    })
}

fn count(tree: &Tree) -> i64 {
    match &tree.children {
        None => 1,
        Some((left, right)) => 1 + count(left) + count(right),
    }
}

fn main() {
    const SMALLEST: i32 = 4;
    let depth = std::env::args()
        .nth(1)
        .map_or(18, |text| text.parse().unwrap());
    let mut sum = count(&make(depth + 1));

    let lasting = make(depth);
    let mut d = SMALLEST;
    while d <= depth {
        for _ in 0..1i64 << (depth - d + SMALLEST) {
            sum += count(&make(d));
        }
        d += 4;
    }
    sum += count(&lasting);
    println!("{}", sum);
}
