// Lists, with Rc. Arguments: the length and the number of rounds.
use std::rc::Rc;

type List = Option<Rc<Cell>>;

struct Cell {
    value: i64,
    next: List,
}

// Without recursion: lists are longer than the stack is deep.
impl Drop for Cell {
    fn drop(&mut self) {
        let mut rest = self.next.take();
        while let Some(cell) = rest {
            match Rc::try_unwrap(cell) {
                Ok(mut last) => rest = last.next.take(),
                Err(_) => break,
            }
        }
    }
}

fn cons(value: i64, next: List) -> List {
    Some(Rc::new(Cell { value, next }))
}

fn build(length: i64) -> List {
    let mut list = None;
    for i in 0..length {
        list = cons(i, list);
    }
    list
}

fn reverse(mut list: &List) -> List {
    let mut result = None;
    while let Some(cell) = list {
        result = cons(cell.value, result);
        list = &cell.next;
    }
    result
}

fn map(mut list: &List) -> List {
    let mut result = None;
    while let Some(cell) = list {
        result = cons(cell.value * 3 + 1, result);
        list = &cell.next;
    }
    result
}

fn odd(mut list: &List) -> List {
    let mut result = None;
    while let Some(cell) = list {
        if cell.value & 1 != 0 {
            result = cons(cell.value, result);
        }
        list = &cell.next;
    }
    result
}

fn hash(mut list: &List) -> u64 {
    let mut hash = 0u64;
    while let Some(cell) = list {
        hash = hash.wrapping_mul(31).wrapping_add(cell.value as u64);
        list = &cell.next;
    }
    hash >> 1
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let length = arguments.next().map_or(1000000, |text| text.parse().unwrap());
    let rounds = arguments.next().map_or(8, |text| text.parse().unwrap());
    let mut sum = 0u64;
    for _ in 0..rounds {
        let mut list = build(length);
        list = reverse(&list);
        list = map(&list);
        list = odd(&list);
        sum = sum.wrapping_add(hash(&list));
    }
    println!("{}", sum);
}
