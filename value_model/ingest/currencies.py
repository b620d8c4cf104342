"""Currency codes (ISO 4217) and the signs people write for them."""

from __future__ import annotations

CODES = frozenset([
    "AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN", "BHD", "BIF", "BMD", "BND", "BOB",
    "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CLF", "CLP", "CNY", "COP", "CRC", "CUP", "CVE", "CZK", "DJF", "DKK",
    "DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD", "HNL", "HRK",
    "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK", "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD",
    "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN",
    "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "PYG", "QAR", "RON", "RSD",
    "RUB", "RWF", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB", "TJS",
    "TMT", "TND", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS", "VED", "VES", "VND", "VUV", "WST", "XAF", "XCD",
    "XCG", "XOF", "XPF", "YER", "ZAR", "ZMW", "ZWG", "ZWL",
])  # fmt: skip
# Longest first, so that "US$" is not read as "$". "$" alone is the reporting currency where that is a dollar, else US dollars.
SIGNS: dict[str, str] = {
    "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "R$": "BRL",
    "MX$": "MXN", "NT$": "TWD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY", "₪": "ILS",
    "zł": "PLN", "Kč": "CZK", "Fr.": "CHF", "$": "$", "$CAN": "CAD", "CAN$": "CAD",
}  # fmt: skip
DAMAGED = r"[ŁÅЈ｣」�¬úœ?]"  # what is left of a sign where a file was read in the wrong encoding on its way: which one it was is lost
DOLLARS = frozenset({"USD", "AUD", "CAD", "NZD", "HKD", "SGD", "MXN", "TWD"})
_WORDS = {
    "euro": "EUR", "euros": "EUR", "eur": "EUR", "pounds": "GBP", "pound": "GBP", "sterling": "GBP", "gbp": "GBP", "usd": "USD",
    "us dollars": "USD", "dollars": "$", "dollar": "$", "yen": "JPY", "franken": "CHF", "chf": "CHF", "real": "BRL", "reais": "BRL",
    "rand": "ZAR", "zar": "ZAR", "aud": "AUD", "cad": "CAD", "sek": "SEK", "nok": "NOK", "dkk": "DKK", "inr": "INR", "jpy": "JPY",
    "brl": "BRL", "mxn": "MXN", "pln": "PLN", "nzd": "NZD", "sgd": "SGD", "hkd": "HKD", "cny": "CNY", "rmb": "CNY",
}  # fmt: skip


def code(text: str) -> str | None:
    """Return the ISO code for a code, sign or word ("eur", "£", "euros"); "$" stays "$"; None if unknown."""
    word = text.strip()
    if word.upper() in CODES:
        return word.upper()
    return SIGNS.get(word) or _WORDS.get(word.casefold())


def settle(found: str | None, reporting: str | None) -> str | None:
    """Return `found` with a bare "$" settled: the reporting currency where that is a dollar, else USD."""
    if found != "$":
        return found
    return reporting if reporting in DOLLARS else "USD"
