"""`python -m value_model …`"""

import sys

from value_model.cli import main

sys.exit(main())
