"""``python -m unsigned_treaty``: the command line, whatever folder the environment was moved to."""

import sys

from unsigned_treaty.cli import main

sys.exit(main())
