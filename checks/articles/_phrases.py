"""Phrases that are no part of an article: of walls, of block pages, of advertisements; and the signs that a text is about such things."""

from __future__ import annotations

#: Only to be looked for near the end of a body.
WALL = (
    r"(?i)(?:subscribe|sign up|sign in|log ?in|register|join)[^.!?\n]* to (?:continue|keep|read|unlock|access|view|finish)[^.!?\n]*(?:reading|article|story|content|post|more|full|access)?"
    r"|(?:this|the) (?:article|story|content|post|page) is (?:only )?(?:available |reserved )?(?:for|to) (?:our )?(?:paying |paid |premium |registered )?(?:subscribers|members)(?: only)?"
    r"|(?:subscribers?|members?)[- ]only (?:article|story|content)|(?:exclusive|premium) (?:article|story|content) for (?:subscribers|members)|to (?:continue|keep) reading(?: this (?:article|story))?,? (?:please )?(?:subscribe|sign|log|register|become|start)"
    r"|you(?:'|’)?(?:ve| have) (?:reached|used|read) (?:your|all|the)[^.!?\n]*(?:free|limit|monthly)[^.!?\n]*|(?:start|begin) your (?:free )?trial|unlock (?:this|the) (?:article|story|full)|become a (?:member|subscriber) to (?:read|continue|unlock)"
    r"|already a (?:subscriber|member)\??|get unlimited (?:digital )?access|want to read (?:more|the rest)\?"
    r"|(?:jetzt|weiter)[^.!?\n]*(?:abonnieren|abo abschließen|mit [^.\n]*plus)|(?:nur|exklusiv) für abonnenten|dieser artikel ist (?:nur )?(?:für )?(?:abonnenten|kostenpflichtig|mit)[^.!?\n]*|sie (?:haben|sind) (?:bereits|schon) (?:ein )?abo|mit (?:einem )?abo weiterlesen|jetzt kostenlos registrieren"
    r"|(?:cet |l['’])article est (?:réservé|accessible)[^.!?\n]*(?:aux )?abonnés|réservé aux abonnés|il vous reste [\d.,]+ ?% de cet article|abonnez-vous pour (?:lire|continuer|accéder)|la suite est réservée|déjà abonné"
    r"|(?:contenido|art[ií]culo|noticia) (?:exclusivo|reservado|solo|s[oó]lo) para (?:suscriptores|abonados|socios)|suscr[ií]bete para (?:seguir|leer|continuar|acceder)|¿?ya eres suscriptor|inicia sesi[oó]n para (?:seguir|continuar|leer)"
    r"|(?:contenuto|articolo) (?:riservato|esclusivo|disponibile solo)[^.!?\n]*abbonati|abbonati per (?:leggere|continuare)|sei gi[aà] abbonato|registrati per (?:leggere|continuare)"
    r"|(?:conte[uú]do|mat[eé]ria|reportagem) (?:exclusiv[oa]|restrit[oa])[^.!?\n]*assinantes|assine para (?:ler|continuar)|j[aá] [eé] assinante|(?:alleen|exclusief) voor abonnees|word abonnee|al abonnee\?|neem een abonnement"
    r"|(?:доступ|материал|статья|текст)[^.!?\n]*(?:только )?(?:для|по) подписчик|оформите подписку|тільки для передплатників|tylko dla (?:prenumeratorów|subskrybentów)|(?:för|kun for) (?:prenumeranter|abonnenter|abonnementer)|この記事は(?:有料)?会員(?:限定|専用)|有料会員|会員限定|登录后(?:阅读|查看)|订阅后(?:阅读|查看)"
)
#: What pages say that are no articles at all.
BLOCK = (
    r"(?i)enable (?:java ?script|cookies)|java ?script (?:is (?:disabled|required|not enabled)|must be enabled|seems to be disabled)|turn on java ?script|please (?:disable|turn off|whitelist)[^.\n]*ad ?-?block|(?:requires|activate|activer) java ?script|habilit[ae]r? java ?script|javascript (?:aktivieren|activ)"
    r"|verify (?:that )?you(?:'|’)?(?: a)?re (?:a )?(?:human|not a robot)|are you a robot|unusual (?:traffic|activity) from your|checking (?:your browser|if the site connection is secure)|just a moment\.\.\.|attention required|access (?:to this page has been )?denied|you don't have permission to access|request (?:blocked|unsuccessful)|performance (?:&|and) security by cloudflare|ddos protection by|press (?:&|and) hold to confirm"
    r"|(?:404|403|410|500|502|503)[ :–-]{1,3}(?:not found|forbidden|error|page|gone|internal|bad gateway|service)|(?:page|article|file) (?:could )?not (?:be )?found|page you (?:are|were) looking for|no longer available|seite (?:wurde )?nicht gefunden|page (?:introuvable|non trouvée)|página no encontrada|pagina non trovata|página não encontrada|pagina niet gevonden|страница не найдена"
    r"|(?:not available|unavailable) in your (?:country|region|location)|451: unavailable|for legal reasons"
)
#: What consent notices say.
CONSENT = (
    r"(?i)(?:we|our (?:web)?sites?|this (?:web)?site|our partners|partners) (?:and (?:our|\d+)[^.\n]*partners )?(?:use|uses|store|may store)[^.\n]*cookies|(?:accept|reject|allow|manage)(?: all| my)? cookies|cookie (?:policy|settings|preferences|consent|notice)|your (?:privacy|consent) (?:choices|preferences)|we (?:value|care about) your privacy|by (?:continuing|clicking)[^.\n]*(?:agree|consent|accept)"
    r"|(?:wir|diese (?:web)?seite|unsere partner)[^.\n]*(?:verwende[nt]|nutz(?:en|t)|setz(?:en|t))[^.\n]*cookies|cookies? (?:zustimmen|akzeptieren|einstellungen)|nous[^.\n]*utilis(?:ons|ent)[^.\n]*(?:cookies|traceurs)|ce site utilise des cookies|accepter (?:les|et) (?:cookies|fermer|continuer)|gestion des cookies"
    r"|(?:utilizamos|usamos|utiliza) cookies|aceptar (?:todas )?(?:las )?cookies|pol[ií]tica de cookies|(?:utilizziamo|utilizza|usa) (?:i |dei )?cookies?|accetta (?:tutti )?(?:i )?cookies?|(?:aceitar|aceita) (?:todos )?(?:os )?cookies|(?:wij|deze (?:web)?site) (?:gebruik(?:en|t)|plaats(?:en|t))[^.\n]*cookies|cookies (?:accepteren|toestaan)|(?:использует|используем)[^.\n]*(?:cookie|куки)|(?:принять|файлы) cookie"
)
#: Lines of advertising, and filler.
ADVERTISEMENT = r"(?i)(?:^|\n)\s*(?:advertisement|advertising|story continues below(?: advertisement)?|article continues below(?: advertisement)?|scroll to continue(?: with content)?|anzeige|werbung|publicité|publicidad|pubblicità|publicidade|advertentie|реклама|continua dopo la pubblicità|continúa después de la publicidad|la suite après la publicité|lees verder onder de advertentie)\s*(?:\n|$)"
FILLER = r"(?i)lorem ipsum|consectetur adipiscing|dolor sit amet"
#: Words that say that a text may show markup or code because it is about them; by themselves, for addresses of files and pages hold them too.
ABOUT_MARKUP = r"(?i)(?:^|[\s(“\"'])(?:html5?|css3?|xhtml|xml|markup|javascript|typescript|php|jquery|python|node\.js|json|yaml|xpath|regex|source code|code (?:snippets?|samples?|examples?)|web (?:developers?|development)|front-?end|style ?sheets?)(?:[\s.,:!?)”\"']|$)"
