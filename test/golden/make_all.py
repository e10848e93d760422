"""Writes all golden files: every script beside this one that has a `main`."""

import importlib
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

for path in sorted(HERE.glob("*.py")):
    if path.stem not in ("golden", "make_all"):
        importlib.import_module(path.stem).main()
