"""The words of the key line in Arabic."""

from __future__ import annotations

from collections.abc import Mapping

from reader.wording import language_in_force

FOOTER_WORDS: Mapping[str, str] = {
    "accept": "قبول",
    "all": "الكل",
    "article": "المقال",
    "back": "عودة",
    "broken": "أُخلف",
    "commitment": "التزام",
    "deadlines": "المهل",
    "earlier query": "استعلام سابق",
    "entities": "الكيانات",
    "evidence": "الأدلة",
    "facets": "تصنيفات",
    "figures": "أرقام",
    "filter": "تصفية",
    "help": "مساعدة",
    "join": "ضمّ",
    "kept": "نُفّذ",
    "label": "التصنيف",
    "ledger": "السجل",
    "list": "القائمة",
    "mentions": "الإشارات",
    "merge": "دمج",
    "next": "التالي",
    "next article": "المقال التالي",
    "next part": "الجزء التالي",
    "none": "لا شيء",
    "open": "فتح",
    "over time": "عبر الزمن",
    "picture": "رسم",
    "previous": "السابق",
    "query": "الاستعلام",
    "quit": "خروج",
    "reject": "رفض",
    "related": "ذو صلة",
    "remove": "حذف",
    "results": "النتائج",
    "role": "دور",
    "save": "حفظ",
    "saved": "المحفوظة",
    "search": "بحث",
    "sort": "ترتيب",
    "state": "الحالة",
    "stems": "الجذوع",
    "take": "أخذ",
    "type/outcome": "النوع/المآل",
    "undo": "تراجع",
    "unread": "غير مقروء",
    "week/month": "أسبوع/شهر",
    "who": "مَن",
    "withdrawn": "سُحب",
}
"""The Arabic word for each English one."""


def say_footer(word: str) -> str:
    """A word of the key line in the language of the interface; a word that is not in the table stays as it is."""
    return FOOTER_WORDS.get(word, word) if language_in_force() == "ar" else word
