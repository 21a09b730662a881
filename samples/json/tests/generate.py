#!/usr/bin/env python3
"""Writes large JSON documents of the kinds that programs really exchange.

    generate.py KIND [BYTES] > FILE

KIND is one of the functions below; the document has at least BYTES bytes
(1000000 unless told) and is the same on every machine.
"""
import json
import random
import sys

WORDS = ("amber basin cedar delta ember fjord grove harbour island jetty "
         "kettle lantern meadow north orchard pebble quarry river summit "
         "timber upland valley willow xylem yonder zenith").split()
WIDE = "äöüßéèñçøåžłπλЖщ中文日本한국😀🚀𝄞"


def sentence(rng, words):
    return " ".join(rng.choice(WORDS) for _ in range(words)).capitalize() + "."


def price(rng):
    return rng.randrange(100, 99999) / 100


def catalogue(rng):
    """Articles of a shop: one object a record, a few levels deep."""
    number = rng.randrange(10**6)
    return {
        "id": number,
        "sku": f"{rng.choice(WORDS)[:3].upper()}-{number:06d}",
        "name": sentence(rng, 3),
        "price": {"amount": price(rng), "currency": rng.choice(["EUR", "USD"])},
        "stock": rng.choice([None, 0, rng.randrange(500)]),
        "tags": [rng.choice(WORDS) for _ in range(rng.randrange(5))],
        "dimensions": {"w": price(rng), "h": price(rng), "d": price(rng)},
        "reviews": [{"stars": rng.randrange(1, 6), "text": sentence(rng, 9),
                     "verified": rng.random() < 0.7}
                    for _ in range(rng.randrange(4))],
    }


def log(rng):
    """Events of a server, each with its context."""
    return {
        "time": f"2024-03-{rng.randrange(1, 32):02d}T{rng.randrange(24):02d}:"
                f"{rng.randrange(60):02d}:{rng.randrange(60):02d}Z",
        "level": rng.choice(["debug", "info", "warning", "error"]),
        "message": sentence(rng, 7),
        "request": {"path": "/" + "/".join(rng.choice(WORDS) for _ in range(3)),
                    "status": rng.choice([200, 204, 301, 404, 500]),
                    "milliseconds": rng.random() * 250},
        "trace": [f"{rng.choice(WORDS)}.c:{rng.randrange(900)}"
                  for _ in range(rng.randrange(6))],
    }


def geometry(rng):
    """Map features: little but numbers, arrays in arrays."""
    return {
        "type": "Feature",
        "properties": {"name": rng.choice(WORDS), "rank": rng.randrange(10)},
        "geometry": {
            "type": "Polygon",
            "coordinates": [[[rng.uniform(-180, 180), rng.uniform(-90, 90)]
                             for _ in range(rng.randrange(4, 40))]],
        },
    }


def prose(rng):
    """Long strings with characters of one to four bytes, and escapes."""
    letters = [rng.choice(WIDE + '"\\/\n\t\x01\x7f' + "abcdefgh " * 4)
               for _ in range(rng.randrange(40, 400))]
    return {"".join(letters[:4]): "".join(letters)}


def tree(rng, depth=0):
    """Nested objects and arrays, up to 60 deep."""
    if depth == 60 or rng.random() < 0.04:
        return rng.choice([True, False, None, depth, rng.choice(WORDS)])
    if rng.random() < 0.5:
        return [depth, tree(rng, depth + 1)]
    return {rng.choice(WORDS): tree(rng, depth + 1), "depth": depth}


def numbers(rng):
    """One number a record: as many elements as possible."""
    return rng.choice([rng.randrange(-10**9, 10**9), rng.random(),
                       rng.random() * 10.0**rng.randrange(-300, 300)])


KINDS = {f.__name__: f for f in
         (catalogue, log, geometry, prose, tree, numbers)}
# How each kind is written: as programs write it, by people and by machines.
WRITTEN = {
    "catalogue": {"indent": 2, "ensure_ascii": False},
    "log": {"separators": (",", ":"), "ensure_ascii": False},
    "geometry": {"indent": "\t"},
    "prose": {"ensure_ascii": True},
    "tree": {},
    "numbers": {"separators": (" ,\r\n", " : ")},
}


def document(kind, size=1000000):
    """The text of a document of that kind, of at least `size` bytes."""
    rng = random.Random(f"tally {kind}")
    texts, length = [], 0
    while length < size:
        text = json.dumps(KINDS[kind](rng), **WRITTEN[kind])
        texts.append(text)
        length += len(text.encode()) + 2
    return ('{"kind": %s,\n "count": %d,\n "items": [\n%s\n]}\n'
            % (json.dumps(kind), len(texts), ",\n".join(texts)))


def main(arguments):
    if not 1 <= len(arguments) <= 2 or arguments[0] not in KINDS:
        sys.exit(f"usage: generate.py {'|'.join(KINDS)} [BYTES]")
    size = int(arguments[1]) if len(arguments) == 2 else 1000000
    sys.stdout.buffer.write(document(arguments[0], size).encode())


if __name__ == "__main__":
    main(sys.argv[1:])
