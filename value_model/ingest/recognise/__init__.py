"""Recognition: which way a sheet runs, where its headings stand, which table it is, which column is which field."""

from value_model.ingest.recognise.sheet import Unrecognised, recognise
from value_model.ingest.recognise.table import Recognised

__all__ = ["Recognised", "Unrecognised", "recognise"]
