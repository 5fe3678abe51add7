"""A text about which a model is asked, and a good answer about it."""

from __future__ import annotations

from reader.annotate.llm.llm_annotator import LargeModel
from reader.model import Annotation, Article

TEXT = (
    "موسكو تتعهد بحماية المدنيين\n\n"
    "تعهدت روسيا أمس بعدم قصف حلب خلال ساعات، وفق ما قالت قناة العربية. "
    "ودعا أحمد الجابر الحكومة إلى وقف القتال في حلب."
)
ANSWER = {
    "entities": [
        {"label": "place", "text": "حلب", "context": None},
        {"label": "person", "text": "أحمد الجابر", "context": None},
    ],
    "commitments": [
        {
            "type": "pledge",
            "cue": "تعهدت",
            "context": "تعهدت روسيا أمس",
            "roles": {
                "committer": "روسيا",
                "action": "بعدم قصف حلب",
                "deadline": "خلال ساعات",
                "source": "قناة العربية",
            },
            "attributes": {"polarity": "positive", "status": "made"},
        }
    ],
}


def propose(model: LargeModel, text: str = TEXT) -> list[Annotation]:
    return list(model.annotate(Article(text, title="secret title", source="/home/huda/secret.txt"), ()))
