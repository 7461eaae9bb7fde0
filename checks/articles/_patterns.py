r"""The RE2 patterns that tell one ending of a text from another.

They are compiled anew for every chunk, so they name ranges of characters: a Unicode class such as `\p{L}` costs a millisecond or two each time.
"""

from __future__ import annotations

#: Symbols and pictographs, by their blocks.
_SYMBOLS = r"©®™°\x{2190}-\x{2bff}\x{fe0f}\x{200d}\x{1f000}-\x{1faff}"
#: What a line ends with when nothing is missing: the full stops of every script, colons, brackets, quotation marks, symbols. Thai and Lao have no full stop.
FINISHED = (
    rf"[.!?;:…。！？｡．؟۔।॥։።៕។။།༎᠃᠉⸮‽；_=~|*)\]}}>»”›」』】〉》\"'’‘“、）#\x{{0e00}}-\x{{0eff}}{_SYMBOLS}]$"
    r"|(?:^|\s)[-–—]+\d*[-–—]+$"
)
#: A comma inside the quotation mark goes on after it: "Thanks," she.
GOES_ON = r"[,，][\"”’»]$"
#: Apostrophes that join the next word: l', d', dell'.
ELISION = r"(?i)(?:^|[\s(«\"“])(?:[ldjmtsnc]|qu|dell|nell|sull|dall|all|un|lorsqu|puisqu|jusqu)['’]$"
#: Addresses, handles, hashtags, and the signature of an embedded post.
LINK_END = (
    r"(?i)(?:https?://|www\.|t\.co/|[\w.-]+@)\S+$"
    r"|\S\.(?:com|org|net|edu|gov|info|de|fr|it|es|nl|pt|eu|uk|us|br|ru|io|kr|jp|cn|ly|tv|me)(?:\.\w\w)?/?\S*$"
    r"|(?:^|\s)[@#][^\s,]{2,}$|\(@\w+\)\s+\w+ \d{1,2}, \d{4}$"
)
#: An agency's or an end mark by itself behind a finished sentence.
SIGNED_OFF = (
    r"(?i)(?:^|[.!?…。”\"»)]\s+|[-–—/(]\s?)"
    r"(?:AP|AFP|PTI|ANI|IANS|UNI|dpa|ANSA|EFE|Reuters|Xinhua|TASS|Bloomberg|UPI|BBC|CNN|ND|ENDS|END)$"
)
#: Names at the end of an agency's text, `Reporting by Jane Doe in London; Editing by Ann Lee`, and the hour of its last change.
SIGNED_BY = (
    r"(?:^|[\s(;])(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Ee]dited|[Cc]ompiled|[Tt]ranslat(?:ed|ing)) by [\x{00c0}-\x{024f}A-Z][^\s.;!?]*(?:\s(?:in|and|with|von|van|de|[\x{00c0}-\x{024f}A-Z][^\s;!?]*)){0,12}$"
    r"|(?i:(?:updated|published|posted)(?: at| on)?\s[^.!?]{0,30}\d[^.!?]{0,12}(?:[ap]\.?m\.?)?\s?(?:e[sd]?t|c[sd]?t|m[sd]t|p[sd]?t|gmt|utc|bst|ist|cest|cet|[ap]m)$)"
)
MARKER = r"(?i)[\[(]\s?\+\s?\d[\d.,\s]*\s?(?:chars?|characters|words|more|zeichen|wörter|caract[eè]res|caracteres|palabras|mots|tekens|символов)\s?[\])]$"
_MORE = (
    r"read more|read on|read full (?:story|article)|read the (?:full|whole|complete) (?:story|article)|continue reading|keep reading|see more|show more|view more|load more|read the rest|"
    r"weiterlesen|weiter lesen|mehr lesen|mehr anzeigen|lire la suite|lire plus|lire l['’]article(?: complet)?|en savoir plus|voir plus|continuer la lecture|"
    r"leer m[aá]s|seguir leyendo|sigue leyendo|contin[uú]a leyendo|continuar leyendo|ver m[aá]s|leggi tutto|leggi di pi[uù]|continua a leggere|leggi l['’]articolo completo|"
    r"leia mais|ler mais|continue lendo|continuar a ler|continue a ler|saiba mais|ver mais|lees meer|lees verder|verder lezen|toon meer|läs mer|läs hela artikeln|læs mere|læs videre|les mer|lue lisää|"
    r"czytaj więcej|czytaj dalej|číst dále|celý článek|читать далее|читать дальше|читать полностью|читать ещё|читать еще|подробнее|показать ещё|читати далі|devamını oku|baca selengkapnya|selengkapnya|"
    r"続きを読む|もっと見る|全文を読む|阅读更多|阅读全文|閱讀更多|閱讀全文|查看更多|继续阅读|繼續閱讀|展开全文|더 ?보기|계속 ?읽기|اقرأ المزيد|قراءة المزيد|और पढ़ें|आगे पढ़ें"
)
#: The words of a link to the rest: after an ellipsis, a full stop or a line break, or written with a capital; "more" alone only behind an ellipsis or in brackets.
READ_MORE = (
    rf"(?:^|[\n.!?…。！？।)\]”\"»|>\[(–—-])\s*(?i:{_MORE})\s?[.…\])>»→›▶▸►⟶]*$"
    rf"|\s(?:Read [Mm]ore|Continue [Rr]eading|Read [Ff]ull (?:[Ss]tory|[Aa]rticle)|Weiterlesen|Lire la suite|Leer más|Seguir leyendo|Leggi tutto|Leia mais|Lees meer|Lees verder|Читать далее)\s?[.…\])>»→›▶▸►⟶]*$"
    r"|(?:\.\.\.|…)\s*\(?\[?(?i:more|mehr|meer|suite|más|mais|altro|далее|ещё)\s?[.…\])>»→›]*$"
    r"|[(\[](?i:more|mehr|meer|suite|à suivre|más|mais|altro|далее)(?:\s?\.\.\.|\s?…)?[)\]]$"
)
ELLIPSIS = r"(?:\.\s?\.\s?\.|…|‥|。。。|\[\s?(?:\.\.\.|…)\s?\]|\(\s?(?:\.\.\.|…)\s?\)|&hellip;)[\"'”’»)\]」]*$"
#: A sentence that ends inside a line. Three letters without a capital before the full stop tell it from `Nov. 4` and `U.S. Rep`.
_STOP = r"(?:[^\sA-Z.,!?\d]{3}|[\d%)\"”’])[.!?…][\"'”’»)\]]*\s+"
_FULL_WIDTH = r"[。！？።။།۔]"
INNER = rf"{_STOP}[^\sa-z]|{_FULL_WIDTH}"
FRAGMENT = rf"(?s)^.*(?:{_STOP}|{_FULL_WIDTH}[\"'”’»)\]」』]*\s*)([^\sa-z].*)$"
#: What bylines, credits, captions and calls to the reader begin with, in lower case.
CREDIT = (
    r"^[\s(\[*_–—|•·>-]*(?:photo(?:s|graph(?:s|y)?)?|images?|pictures?|pic|video|graphics?|illustration|(?:main|featured|header|feature|top) image|credit|courtesy|source[sd]?|via|by|with|words|text|story|"
    r"written|reported|reporting|additional reporting|writing|editing|edited|editor|author|contribut(?:ing|ed|or)|compiled|provided|produced|published|originally|reprinted|translated|translation|copyright|all rights|©|\(c\)|"
    r"follow|subscribe|sign up|read|see|click|watch|visit|learn|get|find|check|shop|buy|order|download|listen|join|share|contact|email|e-mail|call|tel|phone|tags?|topics?|filed under|categor(?:y|ies)|related|more|last updated|"
    r"updated|posted|date|foto(?:s)?|bild(?:er)?|quelle|von|autor(?:in|es|a)?|redaktion|mehr|lesen|crédits?|par|avec|légende|auteur|fuente|por|con|imagen|redacci[oó]n|fonte|di|immagine|redazione|credit[oi]|imagem|reda[cç][aã]o|"
    r"bron|door|beeld|lees|tekst|фото|источник|автор|текст|по материалам|читайте|подписывайтесь|материал подготовлен|lire|suivez|retrouvez|publié|mis à jour|abonnez-vous|abonnieren|folgen|stand|mitarbeit|más información|sigue|siga|suscr[ií]bete|lee|leer|conforme a|leggi|segui|iscriviti|leia|veja|saiba|volg|abonneer|foton|källa|zdjęcie|źródło|출처|사진|저작권자|기자|编辑|責任|责任|记者|来源|文|写真|出典|※|（|【)(?:[\s:.,;/|@(©–-]|$)"
)
#: What such lines end with, in lower case.
CLOSING = (
    r"(?:^|\s)(?:contributed(?: reporting| to this (?:report|story|article))|(?:first|originally) (?:appeared|published)(?: (?:on|in|at|by) [^.]*)?"
    r"|is an? [^.]*(?:writer|reporter|journalist|editor|columnist|correspondent|author|analyst|contributor)(?: (?:for|at|with) [^.]*)?|staff (?:writer|reporter)|correspondent|newsletter"
    r"|on (?:twitter|facebook|instagram|youtube|linkedin|telegram|whatsapp|google news)|here|hier|ici|aquí|qui|aqui|здесь|above|below|advertisement|comments?|(?:related|more) (?:articles|stories|news)|articles|stories|top|page"
    r"|rights reserved|reserved|reservados|vorbehalten|réservés|riservata|agencies|agenturen|dpa|interessieren|lesen|aussi|anche|também|ook|читайте также)$"
)
LINK = r"(?i)https?:|www\.|\.(?:com|org|net|de|fr|it|es|uk|br|ru|co|io|ly)\b|@\w|#\w"
BULLET = r"^\s*(?:[-–—•*·◦▪●]|\d{1,3}[.)]|\[\d+\])\s*"
LABEL = r"^[^:]{1,40}:\s"
BARS = r" [|–—/•·@-]{1,2} "
COMMA = r"[,，،–—(\[“«„&+/-]\s*$|[,，][\"”’»]$"
#: Letters that begin a word and are none: no vowel. Abbreviations of units and the like are words.
STUMP = r"^[b-df-hj-np-tv-xz]{1,4}$"
NO_STUMP = r"^(?:km|kg|cm|mm|ft|lb|lbs|hr|hrs|pts|pm|vs|kr|st|nd|rd|th|tsp|tbsp|mph|kmh|gb|tb|tv|pt|min|w|v|s|z|k|c|x|d|n|pt|px|db|hp|kw|kwh|mw|gw|rpm|fps|mg|ml|dpa)$"
SPACELESS = r"[\x{0e00}-\x{0eff}\x{1000}-\x{109f}\x{1780}-\x{17ff}\x{3040}-\x{30ff}\x{3400}-\x{9fff}\x{f900}-\x{faff}]"
_PUNCTUATION = r"[\s!-/:-@\[-`{-~\x{a1}-\x{bf}\x{2010}-\x{206f}\x{3000}-\x{303f}\x{ff00}-\x{ff0f}]+"
EDGES = rf"^{_PUNCTUATION}|{_PUNCTUATION}$"
