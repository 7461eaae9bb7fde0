"""Puts printed times of many languages into the words that `times` reads: `23. Oktober 2025, 21.07 Uhr` becomes `23. Oct 2025, 21.07`.

The names are those of Unicode CLDR 47 (months, wide and abbreviated, as they stand in a date and alone), without the few that mean different months in
different languages, such as `listopad`'s Croatian reading. A date in dots or points is day first in every locale of CLDR that ends it with the year.
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
#: German, French, Spanish, Italian, Portuguese, Dutch, Polish, Russian, Ukrainian, Czech, Slovak, Swedish, Danish, Norwegian, Finnish, Turkish, Romanian, Hungarian, Greek,
#: Indonesian, Catalan; one row a month.
_NAMES = (
    "ene enero gen gener gennaio ian ianuarie janeiro januar januari januára janv janvier jän jänner led leden ledna oca ocak sty styczeń stycznia tammi tammikuu tammikuuta ιαν ιανουάριος ιανουαρίου січ січень січня янв январь января",
    "febbraio febr febrer febrero februar februari februarie februára fev fevereiro févr février helmi helmikuu helmikuuta lut luty lutego únor února şub şubat φεβ φεβρουάριος φεβρουαρίου лют лютий лютого фев февр февраль февраля",
    "bře březen března maalis maaliskuu maaliskuuta maart mrt marca marec maret mars mart martie marts marzec marzo març março márc március mär märz maerz μάρ μάρτιος μαρ μαρτίου бер березень березня мар март марта",
    "abr abril aprile aprilie apríl apríla avr avril dub duben dubna huhti huhtikuu huhtikuuta kwi kwiecień kwietnia nis nisan ápr április απρ απρίλιος απριλίου апр апрель апреля квіт квітень квітня",
    "kvě květen května mag maggio mai maig maio maj maja mayo mayıs mei máj mája május touko toukokuu toukokuuta μάι μάιος μαΐ μαΐου май мая трав травень травня",
    "cze czerwca czerwiec giu giugno haz haziran iun iunie juin junho juni junio juny jún júna június kesä kesäkuu kesäkuuta červen června čvn ιουν ιουνίου ιούν ιούνιος июн июнь июня черв червень червня",
    "heinä heinäkuu heinäkuuta iul iulie juil juillet julho juli julio juliol júl júla július lip lipca lipiec lug luglio tem temmuz července červenec čvc ιουλ ιουλίου ιούλ ιούλιος июл июль июля лип липень липня",
    "ago agosto agost agu agustus août aout augusta augusti augustus augusztus ağu ağustos elo elokuu elokuuta sie sierpień sierpnia srpen srpna αυγ αυγούστου αύγ αύγουστος авг август августа серп серпень серпня",
    "eyl eylül setembre setembro settembre septembra septembre septembrie septiembre set syys syyskuu syyskuuta szept szeptember wrz wrzesień września zář září σεπ σεπτέμβριος σεπτεμβρίου вер вересень вересня сен сент сентябрь сентября",
    "eki ekim loka lokakuu lokakuuta octobre octombrie octubre okt oktober október októbra ott ottobre out outubro paź październik października říj říjen října οκτ οκτωβρίου οκτώβριος жовт жовтень жовтня окт октябрь октября",
    "kas kasım listopad listopada listopadu marras marraskuu marraskuuta noiembrie novembra novembre novembro noviembre νοέ νοέμβριος νοε νοεμβρίου лист листопад листопада ноя нояб ноябрь ноября",
    "ara aralık decembra decembrie des desember desembre dez dezember dezembro dic dicembre diciembre déc décembre gru grudnia grudzień joulu joulukuu joulukuuta pro prosince prosinec δεκ δεκέμβριος δεκεμβρίου груд грудень грудня дек декабрь декабря",
)
#: What stands around a date and says nothing of it: days of the week, joining words, and what pages print ahead of a date.
_AROUND = (
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim "
    "lunes martes miércoles miercoles jueves viernes sábado sabado domingo mié jue vie sáb lunedì martedì mercoledì giovedì venerdì sabato domenica gio "
    "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira segunda terça quarta quinta sexta maandag dinsdag woensdag donderdag vrijdag zaterdag zondag "
    "poniedziałek wtorek środa czwartek piątek sobota niedziela понедельник вторник среда четверг пятница суббота воскресенье måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag "
    "de del of le la los den der um om vom à a al las alle ore às as aos i in il el em op på kl klo klokken o godz ob ora το г года в от р року os "
    "uhr uur hrs hr horas hora heures ч час "
    "first published updated last posted created modified monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun "
    "veröffentlicht erstellt stand aktualisiert geändert letzte aktualisierung zuletzt publié publiée modifié modifiée mis mise jour posté écrit publicado publicada actualizado actualizada creado pubblicato pubblicata aggiornato "
    "aggiornata atualizado atualizada postado gepubliceerd geplaatst geactualiseerd bijgewerkt laatst gewijzigd data publikacji opublikowano aktualizacja dodano publikacja опубликовано обновлено дата публикации "
    "publicerad uppdaterad publisert oppdatert udgivet opdateret offentliggjort julkaistu päivitetty yayınlanma tarihi güncelleme"
)
#: CJK dates, and what stands around them.
_EAST = (
    (r"([0-9]{4})\s?[年년]\s?([0-9]{1,2})\s?[月월]\s?([0-9]{1,2})\s?[日号號일]?", r"\1-\2-\3 "),
    (r"[(（][月火水木金土日一二三四五六월화수목금토일](?:曜日?|요일)?[)）]|[月火水木金土日]曜日?|(?:星期|周|週)[一二三四五六日天]|[월화수목금토일]요일", " "),
    (r"(?:公開|更新|投稿|配信|掲載|作成)(?:日時?)?|(?:发布|發布|更新|發表|发表)(?:时间|時間|于|於|日期)?|入力|입력|수정|등록|승인|송고시간|기사|게재", " "),
    (r"(?:오전|上午|午前|早上|凌晨)\s?([0-9]{1,2}\s?[:時时點点시][0-9 ]{0,3})", r" \1 AM"),
    (r"(?:오후|下午|午後|晚上|中午)\s?([0-9]{1,2}\s?[:時时點点시][0-9 ]{0,3})", r" \1 PM"),
)
_CLOCKS = (
    (r"([0-9]{1,2})\s?(?:[hH時时點点시]|Uhr)\s?([0-9]{2})\s?[分분]?(?:\s?[0-9]{1,2}\s?[秒초])?", r"\1:\2"),
    (r"(^|[^0-9:.])([0-9]{1,2})\s?(?:[hH時时點点시]|Uhr)($|[^\p{L}0-9])", r"\1\2:00\3"),
    (r"(^|[^0-9:.])([0-9]{1,2})\s?([AaPp]\.?[Mm]\.?)($|[^\p{L}0-9])", r"\1\2:00 \3\4"),
    (r"(^|\s)([0-2][0-9])([0-5][0-9]) (GMT|UTC)(?: ?\([^)]*\))?", r"\1\2:\3 \4"),
    # Ordinals of Romance languages, the points behind each part of a Korean date, `am` before a German one, and a French Tuesday.
    (r"([0-9])(?:er|º|ª|°)(\s)", r"\1\2"),
    (r"([0-9]{4})\. ?([0-9]{1,2})\. ?([0-9]{1,2})\.?(\s|$)", r"\1-\2-\3\4"),
    (r"(^|[^0-9]\s)[Aa]m\s([0-9])", r"\1\2"),
    (r"(^|\s)[Mm]ar\.?,? ([0-9]{1,2}\.? \p{L})", r"\1\2"),
    (r"([0-9]),", r"\1 , "),
)
_TIDY = (
    (r"\s+", " "),
    (r" ,", ","),
    (r"^[\s:：,.|·•–-]+|[\s:：,|·•–-]+$", ""),
    (r"([0-9]{4})\.? ((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)) ([0-9]{1,2})\.?", r"\3 \2 \1"),
)
_WORDS = dict.fromkeys(_AROUND.split(), "") | {name: month for month, names in zip(ENGLISH, _NAMES, strict=True) for name in names.split()}


def in_english(texts: Any) -> Any:
    """A column of text (pyarrow large_string, no nulls) with the dates of other languages in English words; what is no date may change too."""
    if pc.any(pc.match_substring_regex(texts, r"[年월년月]|입력|수정|등록|승인")).as_py():
        texts = _replaced(texts, _EAST)
    texts = pc.split_pattern_regex(_replaced(texts, _CLOCKS), r"\s+")
    words = pc.dictionary_encode(texts.flatten())
    if isinstance(words, pa.ChunkedArray):
        words = words.combine_chunks()
    translated = pa.array([_translated(word) for word in words.dictionary.to_pylist()], pa.large_string())
    lists = pa.LargeListArray.from_arrays(pa.array(texts.offsets, pa.int64()), translated.take(words.indices))
    return _replaced(pc.binary_join(lists, pa.scalar(" ", pa.large_string())), _TIDY)


def _translated(word: str) -> str:
    bare = word.strip(".,:;()|–-").lower()
    return _WORDS.get(bare, word)


def _replaced(texts: Any, patterns: tuple[tuple[str, str], ...]) -> Any:
    for pattern, plain in patterns:
        texts = pc.replace_substring_regex(texts, pattern, plain)
    return texts
