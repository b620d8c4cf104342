"""Recognition: which way a sheet runs, where its headings stand, which table it is, which column is which field."""

from value_model.ingest.recognise.sheet import Recognised, Unrecognised, recognise

__all__ = ["Recognised", "Unrecognised", "recognise"]
