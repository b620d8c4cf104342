"""Recognition: which way a sheet runs, where its headings stand, which table it is, which column is which field."""

from value_model.ingest.recognise.sheet import recognise
from value_model.ingest.recognise.table import Recognised, Unrecognised

__all__ = ["Recognised", "Unrecognised", "recognise"]
