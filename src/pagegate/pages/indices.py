"""Names of market indices that end in digits, which run into a price that is glued behind them (`CAC 404,413.57`).

Source: the names under which the exchanges and index providers publish them (Euronext, Deutsche Börse/STOXX, FTSE Russell, S&P Dow Jones Indices,
Nikkei, Nasdaq, BME, SIX, NSE and BSE India, China Securities Index, KRX, JPX, ASX, TMX, GPW, Borsa Istanbul) and common broker short names.
"""

from __future__ import annotations

#: Name without its number, and the numbers it goes with.
_FAMILIES = {
    r"CAC": (40,), r"(?:M|S|Tec)?DAX": (30, 40, 50, 70), r"(?:Euro ?|EURO )?(?:STOXX|Stoxx)(?: Europe)?": (50, 600), r"S&P(?:/ASX|/TSX|/BMV)?(?: Global| Europe)?": (20, 50, 60, 100, 200, 300, 350, 400, 500, 600, 1500),
    r"ASX": (20, 50, 100, 200, 300), r"FTSE(?: China A| JSE Top)?": (40, 50, 100, 250, 350), r"NASDAQ|Nasdaq": (100,), r"(?:DJIA|Dow(?: Jones)?(?: Industrial(?: Average)?)?|DJ)": (30,),
    r"Russell": (1000, 2000, 3000), r"Nikkei": (225, 300, 400, 500), r"IBEX": (35,), r"PSI": (20,), r"AEX": (25,), r"BEL": (20,), r"OMX(?:S|H|C| Stockholm| Helsinki| Copenhagen)?": (20, 25, 30, 60), r"OBX": (25,), r"ATX": (20,), r"SMI": (20,),
    r"(?:NIFTY|Nifty)(?: Next)?": (50, 100, 200, 500), r"(?:S&P )?BSE": (100, 200, 500), r"(?:SENSEX|Sensex)": (30, 50), r"CSI": (100, 300, 500, 1000), r"SSE": (50, 180), r"(?:KOSPI|Kospi)": (50, 100, 200), r"(?:KOSDAQ|Kosdaq)": (150,),
    r"TOPIX(?: Core| Mid)?": (30, 100, 400, 500, 1000), r"TSX": (60,), r"WIG": (20, 30), r"(?:m|s)WIG": (40, 80), r"BIST": (30, 50, 100), r"KSE": (30, 100), r"VN": (30,), r"LQ": (45,), r"TA-?": (35, 90, 125), r"EGX": (30, 70, 100), r"PX": (50,),
    r"(?:US|USA|Wall Street|SPX|NAS|US Tech|UK|GER|Germany|DE|EU|Europe|FRA|France|JP|JPN|Japan|HK|Hong Kong|AUS|Australia|SPA|Spain|ESP|SWI|CHINA ?A|China A)": (20, 30, 35, 40, 50, 100, 200, 225, 500, 2000),
}

#: Matches such a name; RE2 and Python's re both read it.
NAMED = "(?:" + "|".join(f"(?:{family})[  ]?(?:{'|'.join(str(n) for n in numbers)})" for family, numbers in _FAMILIES.items()) + ")"
