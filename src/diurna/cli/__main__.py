"""`python -m diurna.cli` is `diurna`."""

import sys

from diurna.cli import main

sys.exit(main())
