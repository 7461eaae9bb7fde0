"""What stands around an article on pages of news sites: menus, scripts, styles, teasers, comments, forms, notices."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import numpy as np

NAMES = ("The Example", "Morning Sample", "Harbour Post", "Valley Herald", "Daily Instance", "Northern Model", "Market Specimen", "Town Gazette", "Riverside Courier")
_SECTIONS = ("World", "Politics", "Business", "Markets", "Technology", "Science", "Health", "Sport", "Culture", "Opinion", "Travel", "Style")
_TOPICS = ("Elections", "Energy", "Housing", "Schools", "Transport", "Courts", "Films", "Books", "Music", "Football", "Cycling", "Gardens", "Food", "Letters", "Obituaries")
_WORDS = ("load", "init", "config", "tracker", "consent", "queue", "layer", "event", "target", "slot", "viewport", "handler", "module", "payload", "session", "render", "bundle", "segment", "bidder", "timeout")
_PATH = "M12 2C6.48 2 2 6.48 2 12s4.48 10 10 10 10-4.48 10-10S17.52 2 12 2zm0 18c-4.41 0-8-3.59-8-8s3.59-8 8-8 8 3.59 8 8-3.59 8-8 8z"
_REMARKS = (
    "I have lived here for thirty years and never saw it empty.", "Who pays for it in the end?", "Good news for once, and well told.", "My grandfather worked there before the war.",
    "They promised the same five years ago, so I shall believe it when I see it.", "Thanks for the drawing of the old roof.", "The bus does not run every day, whatever they say.",
)
CONSENT = (
    '<div id="cookie-banner" class="cookie-consent" role="dialog" aria-hidden="true"><p>We and our partners store and access information on your device to show you the news that you like.</p>'
    '<button type="button" class="btn">Accept</button><button type="button" class="btn">Settings</button></div>\n'
)


def script(rng: np.random.Generator) -> str:
    """A script as sites write them into their pages: 0.2 to 5 KB."""
    return "(function(w,d){" + "".join(call(rng) for _ in range(int(rng.integers(2, 30)))) + "})(window,document);"


def call(rng: np.random.Generator) -> str:
    """One statement."""
    one, two, three = (_WORDS[place] for place in rng.integers(0, len(_WORDS), 3).tolist())
    number = int(rng.integers(1 << 31))
    return f'w.{one}=w.{one}||[];if(w.{two}<{number % 997}){{w.{one}.push({{"{three}":"{number:x}",sizes:[[{number % 971},250],[728,90]],fn:function(e){{return e&&e.{two}>0}}}})}}'


def style(rng: np.random.Generator, classes: Sequence[str]) -> str:
    """The styles that a page brings along: about 8 KB."""
    names = [*classes, *_WORDS]
    return "".join(
        f".{names[place % len(names)].split()[0]} .{_WORDS[int(rng.integers(len(_WORDS)))]}-{place}>a:hover{{color:#{int(rng.integers(1 << 24)):06x};margin:0 {place % 17}px;font:{place % 9 + 10}px/1.4 Georgia,serif}}" for place in range(90)
    )


def icon(name: str) -> str:
    """A drawing."""
    return f'<svg class="icon icon-{name}" viewBox="0 0 24 24" aria-hidden="true"><g><path d="{_PATH}"></path><title>{name}</title></g></svg>'


def menu(rng: np.random.Generator, number: int) -> str:
    """The header: logo, search, sections with their topics, twice, for wide and for small screens."""
    sections = list(rng.permutation(_SECTIONS))[: 8 + number % 4]
    items = "".join(
        f'<li class="menu-item menu-item-type-taxonomy has-children" id="menu-item-{number}-{name.lower()}"><a href="https://www.example/{name.lower()}" data-nav="{name}" aria-haspopup="true"><span>{name}</span></a>\n<ul class="sub-menu">'
        + "".join(f'<li class="menu-item menu-item-type-taxonomy menu-item-object-category"><a href="https://www.example/{name.lower()}/{topic.lower()}" data-nav="{name}/{topic}">{topic}</a></li>' for topic in rng.choice(_TOPICS, 4, replace=False)) + "</ul></li>\n" for name in sections
    )
    small = "".join(f'<li><a href="/{name.lower()}">{name}</a></li>' for name in sections)
    return (
        f'<header class="site-header"><div class="top"><a class="logo" href="/">{icon("logo")}<span>{NAMES[number]}</span></a>\n<form role="search" action="/search"><label for="q">Search</label><input id="q" type="search" name="q"><button>{icon("search")}</button></form>\n'
        f'<a class="sign-in" href="/account">Sign in</a> <a class="subscribe" href="/offers">Subscribe</a></div>\n<nav class="main-navigation"><ul class="menu">{items}</ul></nav>\n<div class="drawer" hidden><ul>{small}</ul></div></header>\n'
    )


def footer(rng: np.random.Generator, name: str, number: int) -> str:
    """The footer: columns of links, networks, rights."""
    columns = "".join(f'<div class="footer-column"><h5>{_SECTIONS[(number + column) % len(_SECTIONS)]}</h5><ul>' + "".join(f'<li><a href="/f/{column}/{topic}">{topic}</a></li>\n' for topic in rng.choice(_TOPICS, 6, replace=False)) + "</ul></div>\n" for column in range(4))
    networks = "".join(f'<li><a href="https://{one}.example/{number}" aria-label="{one}">{icon(one)}</a></li>' for one in ("bird", "book", "photo", "video"))
    return f'<footer class="site-footer">{columns}<ul class="networks">{networks}</ul><p class="legal">© 2026 {name}. All rights reserved. <a href="/privacy">Privacy</a> <a href="/terms">Terms of use</a></p></footer>'


def figure(rng: np.random.Generator, number: int, title: str) -> str:
    """The picture of the article, with its caption."""
    sources = "".join(f'<source media="(min-width:{width}px)" srcset="https://img.example/{number}/{width}.webp 1x, https://img.example/{number}/{2 * width}.webp 2x">' for width in (1024, 768, 480))
    return f'<figure class="lead"><picture>{sources}<img src="https://img.example/{number}/{int(rng.integers(9999))}.jpg" alt="{escape(title)}" width="1200" height="800"></picture><figcaption>The square on a morning in winter. <span class="credit">Photograph: Sam Field</span></figcaption></figure>'


def share(rng: np.random.Generator, address: str) -> str:
    """Buttons to tell others."""
    return '<ul class="share-buttons">' + "".join(f'<li class="share-{one}"><a href="https://{one}.example/share?u={address}&amp;s={int(rng.integers(99))}" data-action="share">{icon(one)}<span class="label">{one}</span></a></li>' for one in ("bird", "book", "mail", "print")) + "</ul>\n"


def image(rng: np.random.Generator, width: int) -> str:
    """A picture in several sizes."""
    address = f"https://img.example/media/2026/{int(rng.integers(12)) + 1:02}/{int(rng.integers(1 << 40)):x}"
    return f'<img loading="lazy" decoding="async" src="{address}.jpg?w={width}" srcset="{address}.jpg?w={width} {width}w, {address}.jpg?w={2 * width} {2 * width}w" sizes="(min-width: 1024px) {width}px, 100vw" alt="" width="{width}" height="{width * 9 // 16}">'


def cards(stories: Sequence[dict[Any, Any]], card: str, rng: np.random.Generator, *, images: bool) -> str:
    """Teasers of other stories."""
    return "".join(_card(place, story, card, rng, images=images) for place, story in enumerate(stories))


def _card(place: int, story: dict[Any, Any], card: str, rng: np.random.Generator, *, images: bool) -> str:
    number, section = int(rng.integers(1 << 24)), _SECTIONS[place % len(_SECTIONS)]
    thumb = f'<div class="{card}__media"><a class="thumb" href="/{story["language"]}/{number}" tabindex="-1" aria-hidden="true">{image(rng, 320)}</a></div>\n' if images else ""
    summary = f'<div class="{card}__summary"><p class="summary">{escape(story["description"])}</p></div>' if images and place % 2 else ""
    return (
        f'<div class="{card} {card}--{place % 3} u-mb-{place % 5} js-track" data-position="{place}" data-story-id="{number:x}" data-track=\'{{"list":"more","position":{place}}}\'><div class="{card}__inner u-flex u-gap-2">{thumb}'
        f'<div class="{card}__text"><div class="kicker {card}__kicker"><a href="/{section.lower()}">{section}</a></div><h3 class="{card}__title"><a href="/{story["language"]}/{number}">{escape(story["title"])}</a></h3>{summary}'
        f'<div class="{card}__meta"><span class="{card}__age">{place + 1} h ago</span></div></div></div></div>\n'
    )


def ranking(stories: Sequence[dict[Any, Any]], rng: np.random.Generator) -> str:
    """The most read."""
    return '<ol class="ranking">' + "".join(f'<li class="ranking__item"><div class="ranking__row"><span class="rank">{place}</span><div class="ranking__title"><a href="/s/{int(rng.integers(9999))}" data-track="most-read:{place}">{escape(story["title"])}</a></div></div></li>\n' for place, story in enumerate(stories[:10], 1)) + "</ol>\n"


def tags(rng: np.random.Generator) -> str:
    """What the article is filed under."""
    return '<div class="tags-links"><span>Tags</span> ' + " ".join(f'<a rel="tag" href="/tag/{topic.lower()}">{topic}</a>' for topic in rng.choice(_TOPICS, 4, replace=False)) + "</div>\n"


def author(name: str) -> str:
    """The box about the author."""
    return f'<div class="author-box"><img src="https://img.example/people/1.jpg" alt=""><h4>{escape(name)}</h4><p>{escape(name)} writes about towns and what they build.</p><a href="/people">More by this author</a></div>\n'


def comments(rng: np.random.Generator, stories: Sequence[dict[Any, Any]]) -> str:
    """What readers wrote."""
    said = "".join(
        f'<li class="comment even depth-{place % 3}" id="comment-{place}"><div class="comment-body" id="div-comment-{place}"><div class="comment-author vcard"><img class="avatar avatar-48" src="https://img.example/a/{place}.png?s=48&amp;r=g" alt="" height="48" width="48"><cite class="fn">{escape(stories[place % len(stories)]["author"])}</cite></div>\n'
        f'<div class="comment-meta"><a href="#comment-{place}">{place + 1} hours ago</a></div><div class="comment-content"><p>{_REMARKS[int(rng.integers(len(_REMARKS)))]}</p></div>'
        f'<div class="reply"><a rel="nofollow" class="comment-reply-link" href="#reply-{place}" data-commentid="{place}">Reply</a></div></div></li>\n' for place in range(int(rng.integers(2, 16)))
    )
    return f'<section id="comments" class="comments-area"><h2>Comments</h2><ol class="comment-list">{said}</ol></section>\n'


def newsletter(rng: np.random.Generator) -> str:
    """The form that asks for an address."""
    return f'<div class="newsletter"><form action="/letters" method="post"><h4>The morning letter</h4><p>What matters, in your mailbox at six.</p><input type="email" name="e{int(rng.integers(99))}" placeholder="Address"><select name="edition"><option>World</option><option>Region</option></select><button>Sign up</button></form></div>\n'


def ticker(listed: Sequence[dict[Any, Any]]) -> str:
    """A bar of quotes."""
    shown = "".join(
        f'<li class="quote"><a href="/q/{quote["symbol"]}"><span class="symbol">{quote["symbol"].rstrip("0123456789")}</span> <span class="price">{quote["price"].removeprefix("$")}</span> <span class="change">{quote["change"]}</span> <span class="percent">({quote["change_pct"]})</span></a></li>\n'
        for quote in listed
    )
    return f'<div class="market-bar"><ul>{shown}</ul></div>\n'


def state(rng: np.random.Generator, number: int, titles: Sequence[str]) -> dict[str, Any]:
    """What a page hands to its scripts: 2 to 25 KB as JSON."""
    listed = [
        {"id": f"{int(rng.integers(1 << 40)):x}", "title": titles[place % len(titles)], "path": f"/s/{place}", "images": [{"w": width, "src": f"https://img.example/{place}/{width}.jpg"} for width in (320, 640, 1280)], "flags": {"live": False, "premium": place % 5 == 0}}
        for place in range(int(np.exp(rng.uniform(1.5, 4.2))))
    ]
    return {"page": number, "user": None, "stories": listed, "experiments": {word: int(rng.integers(4)) for word in _WORDS}}
