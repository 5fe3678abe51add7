"""Writes a tiny data folder of CAMeL Tools, all of it made up here: a catalogue, a morphology of seven stems, a model."""

from __future__ import annotations

import json
from pathlib import Path

OPEN = [
    "diac",
    "lex",
    "bw",
    "gloss",
    "root",
    "pattern",
    "caphi",
    "stem",
    "stemcat",
    "stemgloss",
    "source",
    "d3tok",
    "d3seg",
    "atbtok",
    "atbseg",
    "pos_logprob",
    "lex_logprob",
    "pos_lex_logprob",
]
CLOSED = {
    "pos": "noun verb noun_prop adj prep conj punc digit foreign noun_num",
    "prc3": "0 na",
    "prc2": "0 na wa_conj",
    "prc1": "0 na bi_prep li_prep",
    "prc0": "0 na Al_det",
    "per": "1 2 3 na",
    "asp": "p i c na",
    "vox": "a p na u",
    "mod": "i s j na u",
    "gen": "m f na u -",
    "num": "s d p na u -",
    "form_gen": "m f na -",
    "form_num": "s d p na -",
    "stt": "i d c na u",
    "cas": "n a g na u",
    "enc0": "0 na 3mp_poss",
    "rat": "y n na",
    "ud": "NOUN VERB PROPN PUNCT NUM X",
    "catib6": "NOM VRB PROP PNX FOREIGN",
}
PREFIXES = [
    ("", "P0", "diac: bw:"),
    ("و", "Pw", "diac:وَ bw:وَ/CONJ+ prc2:wa_conj d3tok:وَ+_ atbtok:وَ+_"),
    ("ال", "PAl", "diac:ال bw:ال/DET+ prc0:Al_det stt:d d3tok:ال+_ atbtok:ال"),
    ("ب", "Pb", "diac:بِ bw:بِ/PREP+ prc1:bi_prep d3tok:بِ+_ atbtok:بِ+_"),
]
SUFFIXES = [
    ("", "S0", "diac: bw:"),
    ("ت", "St", "diac:َت bw:+َت/PVSUFF_SUBJ:3FS gen:f num:s per:3 d3tok:َت atbtok:َت"),
    ("هم", "Shm", "diac:هُم bw:+هُم/POSS_PRON_3MP enc0:3mp_poss d3tok:_+هُم atbtok:_+هُم"),
]
STEMS = [
    ("روسيا", "Nprop", "رُوسِيا", "noun_prop", "Russia", "na"),
    ("حلب", "Nprop", "حَلَب", "noun_prop", "Aleppo", "na"),
    ("حلب", "PV", "حَلَب", "verb", "milk", "ح.ل.ب"),
    ("تعهد", "PV", "تَعَهَّد", "verb", "pledge;undertake", "ع.ه.د"),
    ("تعهد", "N", "تَعَهُّد", "noun", "pledge", "ع.ه.د"),
    ("حمايه", "N", "حِمايَة", "noun", "protection", "ح.م.#"),
    ("مدنيين", "N", "مَدَنِيِّين", "noun", "civilians", "م.د.ن"),
    ("NOAN", "Nprop", "NOAN", "noun_prop", "NO_ANALYSIS", "na"),
]
BEFORE_STEM = {"P0": "Nprop N PV", "Pw": "Nprop N PV", "PAl": "N", "Pb": "N Nprop"}
AFTER_STEM = {"Nprop": "S0", "N": "S0 Shm", "PV": "S0 St"}


def write_camel_data(folder: Path, *, disambiguation: bool = True, recogniser: bool = False) -> Path:
    """The folder, with what $CAMELTOOLS_DATA must name; the recogniser's files are empty: only their names count."""
    database = folder / "data" / "morphology_db" / "calima-msa-r13"
    database.mkdir(parents=True)
    (database / "morphology.db").write_text("\n".join(_database()) + "\n", encoding="utf-8")
    if disambiguation:
        model = folder / "data" / "disambig_mle" / "calima-msa-r13"
        model.mkdir(parents=True)
        reading = {"diac": "تَعَهَّد", "lex": "تَعَهَّد", "bw": "تَعَهَّد/PV", "pos": "verb", "asp": "p"}
        (model / "model.json").write_text(json.dumps({"تعهد": reading}, ensure_ascii=False), encoding="utf-8")
    if recogniser:
        names = folder / "data" / "ner" / "arabert"
        names.mkdir(parents=True)
        for name in ("config.json", "vocab.txt", "model.safetensors"):
            (names / name).touch()
    components = {
        name: {"default": default, "datasets": {default: {"path": f"{path}/{default}"}}}
        for name, default, path in (
            ("MorphologyDB", "calima-msa-r13", "morphology_db"),
            ("DisambigMLE", "calima-msa-r13", "disambig_mle"),
            ("NamedEntityRecognition", "arabert", "ner"),
        )
    }
    catalogue = {"version": "0-stub", "packages": {}, "components": components}
    (folder / "catalogue.json").write_text(json.dumps(catalogue), encoding="utf-8")
    return folder


def _database() -> list[str]:
    lines = ["###DEFINES###", *(f"DEFINE {name} {name}:*open*" for name in OPEN)]
    lines += [
        f"DEFINE {name} " + " ".join(f"{name}:{value}" for value in values.split()) for name, values in CLOSED.items()
    ]
    lines.append("###DEFAULTS###")
    for pos in ["noun", "verb", "noun_prop", "adj", "prep", "conj", "punc", "digit", "latin", "noun_num"]:
        lines.append(
            f"DEFAULT pos:{pos} prc3:0 prc2:0 prc1:0 prc0:0 per:na asp:na vox:na mod:na gen:m num:s form_gen:m form_num:s "
            "stt:i cas:u enc0:0 rat:n stemgloss:* source:lex pos_logprob:-99.0 lex_logprob:-99.0 pos_lex_logprob:-99.0"
        )
    order = "diac lex bw gloss pos prc3 prc2 prc1 prc0 per asp vox mod gen num form_gen form_num stt cas enc0 rat source stem stemcat stemgloss root pattern caphi catib6 ud d3tok atbtok d3seg atbseg pos_logprob lex_logprob pos_lex_logprob"
    lines += ["###ORDER###", f"ORDER {order}", "###TOKENIZATIONS###", "TOKENIZATION d3tok atbtok d3seg atbseg"]
    lines += ["###STEMBACKOFF###", "STEMBACKOFF ALL Nprop", "STEMBACKOFF PROP Nprop"]
    lines += ["###PREFIXES###", *("\t".join(row) for row in PREFIXES)]
    lines += ["###SUFFIXES###", *("\t".join(row) for row in SUFFIXES), "###STEMS###"]
    for likelihood, (stem, category, diac, pos, gloss, root) in enumerate(STEMS):
        # Every feature must stand on the line of the stem: the defaults are for digits and marks alone.
        verb = "per:3 asp:p vox:a stt:na cas:na" if pos == "verb" else "per:na asp:na vox:na stt:i cas:u"
        tag, dependency = {"noun": ("NOUN",) * 2, "verb": ("PV", "VERB"), "noun_prop": ("NOUN_PROP", "PROPN")}[pos]
        lines.append(
            f"{stem}\t{category}\tdiac:{diac} bw:{diac}/{tag} lex:{diac} pos:{pos} gloss:{gloss} stemgloss:{gloss} root:{root} "
            f"pattern:na caphi:na ud:{dependency} catib6:NOM d3tok:{diac} atbtok:{diac} prc3:0 prc2:0 prc1:0 prc0:0 mod:na gen:m num:s "
            f"form_gen:m form_num:s enc0:0 rat:n source:lex {verb} pos_logprob:-1.0 lex_logprob:-4.0 pos_lex_logprob:-{4 + likelihood}.0"
        )
    lines.append("###TABLE AB###")
    lines += [f"{prefix} {category}" for prefix, categories in BEFORE_STEM.items() for category in categories.split()]
    lines.append("###TABLE BC###")
    lines += [f"{category} {suffix}" for category, suffixes in AFTER_STEM.items() for suffix in suffixes.split()]
    lines.append("###TABLE AC###")
    lines += [f"{prefix} {suffix}" for prefix in BEFORE_STEM for _, suffix, _ in SUFFIXES]
    return lines
