"""A page that says it was not found, with a status that says it was.

What it does: looks for "page not found" and its like, in many languages, in the title of pages of few words, or in the text of pages of very few, whose status is no error.
Why it matters: a link that has died gives the same page for ever, and its words are taken for the article's.
Instead: drop the address, and have the scraper recognise the site's own error page.
Source: Bar-Yossef, Broder, Kumar, Tomkins, Sic transit gloria telae, WWW 2004: a quarter of dead links answer with 200.
Known false alarms: a short page about missing pages. None measured on 183 real pages of news sites and portals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check
from pagegate.frames import answer

from ._markup import MAY_READ, hits, shown

if TYPE_CHECKING:
    import pandas as pd

_SAYS = (
    (r"(?:page|file|article|document|content|story|url)(?: you(?: are|'re| were|)? (?:requested|looking for|asked for|trying to (?:view|reach|access)))?,? (?:was |could |can |is |has |does |are )?(?:not |n't |no longer |cannot |can't )(?:be )?(?:been )?(?:found|exist|available)"
    r"|(?:page|article|content|story) (?:you (?:requested|are looking for|were looking for)|that you requested) .{0,40}(?:not found|no longer|doesn't exist|does not exist|can't be found|cannot be found|could not be found|has been removed|moved)"
    r"|(?:can't|cannot|couldn't|could not|unable to) find (?:the|that|this) page|this page (?:doesn't|does not|isn't|is not) (?:exist|available)|http (?:error )?404|404 not found|404 error|error 404"
    r"|seite (?:wurde )?(?:leider )?nicht gefunden|seite existiert nicht|page (?:introuvable|non trouvée)|n'existe pas|página no (?:encontrada|existe)|pagina non trovata|página não encontrada|pagina niet gevonden"
    r"|страница не найдена|页面不存在|找不到(?:页面|网页|頁面)|ページが見つかりません|페이지를 찾을 수 없습니다|nie znaleziono strony|sayfa bulunamadı|الصفحة غير موجودة"),
)
_TITLE = (
    (r"^(?:error )?404(?:$| ?[-–|:·] | error| not found| page)|\b404 (?:not found|error)|\bpage not found|^not found$|^(?:oops\W*)?(?:page|file) (?:not|can't be|cannot be) found"
    r"|seite nicht gefunden|page introuvable|página no encontrada|pagina non trovata|página não encontrada|pagina niet gevonden|страница не найдена|页面不存在|ページが見つかりません"),
)


def _holds(pages: pd.DataFrame) -> pd.Series[Any]:
    seen = shown(pages)
    lost = hits(seen.title, _TITLE, seen.words <= 400) + hits(seen.text, _SAYS, seen.words <= 80) > 0
    fine = ~(pages["status"] >= 400).fillna(value=False)
    return answer(~lost, seen.stored & fine)


CHECK = Check(
    code="P104",
    name="soft-404",
    severity="error",
    may_read=MAY_READ,
    holds=_holds,
    message="the page says that it was not found",
    hint="The link has died: drop the address.",
    passes=(
        {"html": "<html><head><title>404 Media</title></head><body>" + "A site owned by journalists writes about technology. " * 10 + "</body></html>", "status": 200},
        {"text": "The lost page. " + "Historians looked for the page that was not found in any archive, and found another. " * 10},
    ),
    fails=(
        {"html": "<html><head><title>Page not found - Example News</title></head><body>Sorry. Latest stories: one, two, three.</body></html>", "status": 200},
        {"text": "Oops! The page you are looking for doesn't exist or has been moved. Go back home."},
        {"html": "<html><head><title>404 | Example</title></head><body>Nothing here.</body></html>"},
    ),
    skips=({"text": "Page not found", "status": 404}, {"status": 200}),
)
