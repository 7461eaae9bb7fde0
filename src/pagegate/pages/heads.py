"""What sites write above the columns of a table of quotes."""

from __future__ import annotations

#: Marks around a header, such as the arrows by which a table is sorted.
MARKS = " \t▲▼*:."
#: What sites write above a column -> the field it holds; "" for columns that no record has.
HEADS = {
    "symbol": ("symbol", "ticker", "ticker symbol", "code", "epic", "kürzel", "wkn"),
    "name": ("name", "company", "company name", "index", "indices", "index name", "instrument", "stock", "security", "security name", "issuer", "fund", "pair", "currency pair", "coin", "commodity",
             "bezeichnung", "wertpapier", "titel", "aktie", "valeur", "libellé", "nombre", "valor", "nome", "titolo", "銘柄", "指数", "名称", "종목명"),
    "price": ("last", "price", "last price", "last trade", "last sale", "latest", "latest price", "current price", "current", "close", "closing price", "value", "ltp", "cmp", "quote", "rate", "level", "kurs", "letzter", "aktuell",
              "cours", "dernier", "precio", "último", "ultimo", "prezzo", "price (usd)", "price usd", "last (usd)", "現在値", "株価", "最新价", "현재가"),
    "change": ("change", "chg", "net change", "net chg", "+/-", "diff", "difference", "day change", "today's change", "change (abs)", "points", "points change", "pts", "abs", "absolute", "abs. change", "var", "variation", "variación", "differenz",
               "veränderung", "前日比", "涨跌额", "전일비"),
    "change_pct": ("% change", "change %", "change (%)", "chg %", "chg (%)", "% chg", "%chg", "chg%", "%", "percent", "percent change", "percentage change", "pct change", "pct", "pct chg", "var %", "var. %", "% var", "var%", "+/- %", "+/-%", "diff %", "diff. %", "24h", "24h %", "% 24h", "24h change", "1d",
                   "1d %", "1 day", "1-day", "day %", "today", "in %", "veränderung in %", "騰落率", "涨跌幅", "등락률"),
    "previous_close": ("prev close", "prev. close", "previous close", "previous", "prev", "vortag", "clôture préc", "cierre anterior"),
    "open": ("open", "opening", "eröffnung", "ouverture", "apertura", "始値", "시가"),
    "day_high": ("high", "day high", "day's high", "24h high", "hoch", "tageshoch", "plus haut", "+ haut", "máx", "máximo", "max", "massimo", "高値", "고가"),
    "day_low": ("low", "day low", "day's low", "24h low", "tief", "tagestief", "plus bas", "+ bas", "mín", "mínimo", "min", "minimo", "安値", "저가"),
    "week52_high": ("52w high", "52 week high", "52-week high", "52wk high", "year high"),
    "week52_low": ("52w low", "52 week low", "52-week low", "52wk low", "year low"),
    "bid": ("bid", "geld"), "ask": ("ask", "offer", "brief"),
    "volume": ("volume", "vol", "volumen", "umsatz", "share volume", "出来高", "거래량"),
    "market_cap": ("market cap", "mkt cap", "mkt. cap", "marketcap", "market capitalization"),
    "currency": ("currency", "ccy", "cur", "währung"), "exchange": ("exchange", "market", "börse"), "isin": ("isin",),
    "": ("#", "rank", "time", "date", "time (et)", "zeit", "uhrzeit", "heure", "hora", "ora", "avg vol", "avg volume", "avg vol (3 month)", "avg. volume", "p/e", "pe ratio", "pe ratio (ttm)", "p/e ratio", "eps", "yield", "dividend yield", "sector",
         "industry", "country", "chart", "ytd", "ytd %", "% ytd", "1w", "7d", "7d %", "1m", "1y", "1 year", "beta", "turnover", "trades", "shares", "52 week range", "52-week range", "day range", "day's range", "signal", "trend", "1h", "1h %",
         "circulating supply", "volume (24h)", "volume(24h)", "supply", "last 7 days", "時刻", "시간"),
}

def field_of(head: str) -> str | None:
    """The field of a header, "" for one that no record has, None for what is none; case, dots and the marks around it do not matter."""
    return _FIELD_OF.get(_bare(head))


def _bare(head: str) -> str:
    return head.strip(MARKS).lower().replace(".", "")


_FIELD_OF = {_bare(head): name for name, heads in HEADS.items() for head in heads}
