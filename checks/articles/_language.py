"""The small words of languages: which of them a text is in, and which of them no sentence ends with.

A text's own small words say what language it is in; where they do not, nothing that depends on a language applies.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ._body import Body, array

#: Words that a finished sentence, a heading and a byline all hardly ever end with. Words that are also a verb's particle (German `an`, English `in`) or a
#: pronoun (English `that`) can end one and are left out.
DANGLING = {
    "en": "the a an of and or nor to from with by at as into onto upon among between amid than whose because although unless whereas if but for its their your our my every while which during despite "
    "we're you're they're i'm i've we've you've they've i'll we'll you'll they'll it'll",
    "de": "der die den dem des eine einen einem einer eines und oder sowie für von vom zum zur im ins als dass weil wenn ob deren dessen gegen ohne zwischen sondern seine seinen seinem seiner ihre ihren ihrem ihrer beim wegen trotz",
    "fr": "le la les un une des du de et ou au aux à dans pour par sur avec sans chez que qui dont ce cette ces son sa ses leur leurs notre votre nos vos mais ne entre vers depuis lorsque puisque car",
    "es": "el la los las un una unos unas de del al y o u e que a en con por para sin sobre entre desde hasta su sus lo se pero ni cuyo cuya mientras porque",
    "it": "il lo la i gli le un uno una di del dello della dei degli delle a al allo alla ai agli alle da dal dalla dai dalle in nel nello nella nei nelle con sul sulla sui sulle per tra fra e ed o che suo sua suoi loro mentre perché",
    "pt": "o a os as um uma uns umas de do da dos das em no na nos nas e ou que para por pelo pela pelos pelas com sem sobre entre seu sua seus suas ao à aos às mas se como num numa porque",
    "nl": "de een en van met te naar als omdat hun onze mijn zijn haar door tussen zonder tegen wanneer terwijl maar",
    "ru": "и в во на с со к ко о об от до из по у для при под над без через между но или а который которая которое которые которых чтобы если когда",
    "uk": "і й та в у на з зі із до від для про або щоб за по при під над без між але який яка які",
    "pl": "i w we z ze na do od dla przez przy pod nad bez oraz lub że aby który która które których albo ale ponieważ",
    "cs": "a i v ve na s k ke z ze do od pro při že aby nebo který která které ale protože",
    "sv": "och att en ett av från eller som vid med mellan utan eftersom men för",
    "da": "og at en et af fra eller som ved med mellem uden fordi men for",
    "nb": "og å at en et av fra eller som ved med mellom uten fordi men for",
    "ro": "și de la în pe cu un o din pentru care să sau dar",
    "id": "dan di ke dari yang untuk dengan pada oleh atau para sebuah seorang dalam bahwa karena adalah",
    "tr": "ve veya bir ile ama fakat çünkü",
    "ar": "في من على إلى أن عن مع التي الذي الذين بين بعد قبل",
    "hi": "के का की में से को और पर ने कि",
    "lv": "un ar no uz par pie bet vai ka kas lai",
    "el": "και ο η το του της των τον την να με σε από για που στο στη στην",
}
#: Further words that tell a language, though a sentence may end with them.
TELLING = {
    "en": "in on is was are were that this it he she they not be been has have had his her who will would said after also about more new when there up out can",
    "de": "das ist war sind nicht auch sich mit auf bei nach aus ein an es er sie wir werden wird wurde hat haben noch nur aber wie über unter um zu am bis mehr",
    "fr": "est sont été était pas plus en il elle ils on nous vous se qu a ont avait fait comme tout être aussi cet",
    "es": "es son fue no más como está ha han había este esta también muy ya le les nos cuando ser todo",
    "it": "è sono non più si ha hanno era come anche questo questa ma ci stato cui essere del",
    "pt": "é são foi não mais está tem também ele ela já ser foram isso quando muito ao",
    "nl": "het is was niet dat die op in aan voor ook er bij uit over om tot ze hij wordt worden heeft naar nog dan zijn",
    "ru": "не что как это его её их был была было были так уже только он она они мы также году за",
    "uk": "не що як це його її їх був була було були так вже тільки він вона вони ми також року",
    "pl": "nie się jest to jak był była było są tak już tylko on ona oni także jego jej o po za",
    "cs": "se je to jak byl byla bylo jsou tak už jen on ona také jeho její o po za si",
    "sv": "är det den på i till som inte har om var han hon de så vi också efter",
    "da": "er det den på i til som ikke har om var han hun de så vi også efter der",
    "nb": "er det den på i til som ikke har om var han hun de så vi også etter",
    "ro": "este sunt nu mai a fost ce prin cea lui ale după fi s-a",
    "id": "ini itu tidak akan telah juga ada saat lebih tersebut sudah saya kami mereka",
    "tr": "bu da de için olarak daha çok olan en gibi kadar sonra değil her ne",
    "ar": "هذا هذه كان كانت لا ما قد كما لم ذلك هو هي",
    "hi": "है हैं था थे थी यह वह इस उस नहीं भी तो हो कर एक",
    "lv": "ir arī nav tika tas kā pēc bija tiek viņš",
    "el": "είναι δεν θα τα οι ένα μια ήταν έχει τους στα ότι",
}
LANGUAGES = tuple(DANGLING)
#: What a language needs to be believed: this many of its words, and this share of all words.
_FEWEST, _SHARE = 3, 0.12

_DANGLING = {code: frozenset(words.split()) for code, words in DANGLING.items()}
_VOCABULARY = {code: _DANGLING[code] | frozenset(TELLING[code].split()) for code in LANGUAGES}
_WORDS = sorted(frozenset().union(*_VOCABULARY.values()))
_VALUES = pa.array(_WORDS, pa.large_string())


def _words_of(languages: Mapping[str, frozenset[str]]) -> npt.NDArray[np.bool_]:
    """Which words, one a row and an empty row at last, are among those of each language."""
    rows = {word: row for row, word in enumerate(_WORDS)}
    among = np.zeros((len(_WORDS) + 1, len(LANGUAGES)), dtype=bool)
    for column, code in enumerate(LANGUAGES):
        among[[rows[word] for word in languages[code]], column] = True
    return among


_VOTES, _DANGLES = _words_of(_VOCABULARY).astype(np.float64), _words_of(_DANGLING)


def languages(bodies: Body, rows: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    """The place in `LANGUAGES` of the language of some bodies, -1 where their own small words do not tell it."""
    words = pc.utf8_split_whitespace(pc.utf8_lower(bodies.tail.take(pa.array(rows))))
    place = array(pc.fill_null(pc.index_in(words.flatten(), _VALUES), -1))
    ends = array(pa.array(words.offsets))
    # Running totals give each row's votes as a difference, without a loop over rows.
    running = np.vstack([np.zeros(len(LANGUAGES)), _VOTES[place].cumsum(axis=0)])
    votes, total = running[ends[1:]] - running[ends[:-1]], np.diff(ends)
    best: npt.NDArray[np.intp] = votes.argmax(axis=1)
    count = votes.max(axis=1)
    return np.where((count >= _FEWEST) & (count >= _SHARE * total), best, -1)


def dangling(last_word: Any, language: npt.NDArray[np.intp]) -> npt.NDArray[np.bool_]:
    """Which words are, as written, small words that no sentence of that language ends with."""
    place = array(pc.fill_null(pc.index_in(last_word, _VALUES), -1))
    found: npt.NDArray[np.bool_] = _DANGLES[place, language] & (language >= 0)
    return found


def small_words(words: Any, owner: npt.NDArray[np.intp], language: npt.NDArray[np.intp], rows: int) -> npt.NDArray[np.float64]:
    """The share of small words of its language among the words of each row: float64, 0 where there are none."""
    place = array(pc.fill_null(pc.index_in(pc.utf8_lower(words), _VALUES), -1))
    hit = (place >= 0) & (language[owner] >= 0)
    hit[hit] = _VOTES[place[hit], language[owner[hit]]] > 0
    total = np.bincount(owner, minlength=rows)
    share: npt.NDArray[np.float64] = np.bincount(owner, weights=hit, minlength=rows) / np.maximum(total, 1)
    return share

