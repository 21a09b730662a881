"""Cuts the C programs out of README.md: number.c, list.c and after.c.

    readme.py README.md FOLDER
"""

import pathlib
import re
import sys

readme = pathlib.Path(sys.argv[1]).read_text()
folder = pathlib.Path(sys.argv[2])
blocks = re.findall(r"^```c\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
for name, text in zip(["number.c", "list.c", "after.c"], blocks, strict=True):
    (folder / name).write_text(text)
