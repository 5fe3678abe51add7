"""Trains the network on the marked articles, with ANERcorp in the mix, and measures it on dev after every epoch.

python training/reading/learn.py --texts TEXTS… --news anercorp_train.txt --out FOLDER
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "marks"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "entities"))

from corpora import read_sentences
from joint import find_roles, label_words, start_heads
from lessons import CUE_LABELS, ENTITY_LABELS, IGNORED, OPEN, Lesson, make_lessons
from marked import find_texts, read_marked, read_parts
from measuring import measure
from network import encode
from shipped import read_shipped

from reader.annotate.recogniser.network import NETWORK, VOCABULARY
from reader.annotate.recogniser.subwords import PADDING, UNKNOWN, Vocabulary
from reader.annotate.recogniser.windows import pack_windows

Lessons = Callable[[], list[Lesson]]
Judge = Callable[[], dict[str, float]]

MODEL = Path(__file__).resolve().parents[2] / "reader/annotate/recogniser/model"
HEADS, EPSILON = 12, 1e-12
BATCH, BLANKED, DROPOUT, WARM_UP = 1024, 0.03, 0.1, 0.06
LAYERS = 9
"""The encoder's layers that are kept, from the first: the last ones say little that training cannot put back."""
NEWS = 0.4
"""The share of ANERcorp that is read in one epoch."""
ENTITY_WEIGHTS = {"group": 2.0, "misc": 1.5}
"""How much an entity of a rare kind counts."""
TYPE_WEIGHTS = {"agreement": 1.2, "refusal": 1.2, "acceptance": 1.6, "pledge": 2.0, "condition": 2.5, "threat": 2.5}
"""How much a cue of a rare type counts."""
ROLE_WEIGHTS = (1.0, 1.0, 1.5, 3.0, 2.0, 2.0)
"""How much a word that fills a role counts, in the order of the roles."""
CUE_SHARE, ROLE_SHARE = 2.0, 1.5
"""How much the losses of cues and roles count beside that of entities."""
_OF_ENTITIES = torch.tensor([ENTITY_WEIGHTS.get(label[2:], 1.0) for label in ENTITY_LABELS])
_OF_CUES = torch.tensor([TYPE_WEIGHTS.get(label[2:], 1.0) for label in CUE_LABELS])
_OF_ROLES = torch.tensor(ROLE_WEIGHTS)
_UNMARKED = [0, *(ENTITY_LABELS.index(f"{mark}-{kind}") for kind in ("group", "date", "quantity") for mark in "BI")]


def news_lessons(path: Path, vocabulary: Vocabulary) -> list[Lesson]:
    """ANERcorp's first nine tenths in blocks; what it leaves outside may be a group, a date or a quantity."""
    sentences = read_sentences(path)
    sentences = sentences[: 90 * len(sentences) // 100]
    lessons, start = [], 0
    while start < len(sentences):
        size = random.randint(1, 8)
        block = sentences[start : start + size]
        if random.random() > NEWS:
            start += size
            continue
        for window in pack_windows([[vocabulary.cut(word) for word, _ in sentence] for sentence in block]):
            numbers = [IGNORED] * len(window.subwords)
            for sentence, word, position in window.words:
                label = block[sentence][word][1]
                numbers[position] = OPEN if label == "O" else ENTITY_LABELS.index(label)
            lessons.append(Lesson(window.subwords, [position for *_, position in window.words], numbers, None))
        start += size
    return lessons


def make_batches(lessons: list[Lesson]) -> list[list[Lesson]]:
    """Put windows of similar length together."""
    random.shuffle(lessons)
    batches = []
    for chunk in (lessons[start : start + 400] for start in range(0, len(lessons), 400)):
        chunk.sort(key=lambda lesson: len(lesson.subwords))
        while chunk:
            count = max(1, BATCH // len(chunk[-1].subwords))
            batches.append(chunk[-count:])
            del chunk[-count:]
    random.shuffle(batches)
    return batches


def pad(rows: Sequence[Sequence[int]], filler: int) -> Tensor:
    """Rows of one length."""
    longest = max(map(len, rows))
    return torch.tensor([[*row, *[filler] * (longest - len(row))] for row in rows])


def entity_loss(logits: Tensor, numbers: Tensor) -> Tensor:
    """Cross-entropy; where the label is OPEN, any of the kinds that the corpus does not mark is right too."""
    chances = logits.log_softmax(-1)
    known = numbers >= 0
    total = -(chances[known].gather(1, numbers[known][:, None])[:, 0] * _OF_ENTITIES[numbers[known]]).sum()
    if (numbers == OPEN).any():
        total = total - chances[numbers == OPEN][:, _UNMARKED].logsumexp(-1).sum()
    return total / max(1, int((numbers != IGNORED).sum()))


def losses(weights: dict[str, Tensor], batch: list[Lesson]) -> Tensor:
    """The sum of the three tasks' losses over a batch."""
    ids = pad([lesson.subwords for lesson in batch], PADDING)
    hidden = (torch.rand(ids.shape) < BLANKED) & (ids > UNKNOWN)
    with torch.autocast("cpu", torch.bfloat16):
        state = encode(weights, ids.masked_fill(hidden, UNKNOWN), HEADS, EPSILON, dropout=DROPOUT)
        state = functional.dropout(state, DROPOUT)
        entities, cues = label_words(weights, state)
        found = [
            (
                find_roles(weights, state[row, places], places, torch.tensor(cue.positions), torch.tensor(cue.kind)),
                cue,
                places,
            )
            for row, lesson in enumerate(batch)
            for places in (torch.tensor(lesson.firsts),)
            for cue in lesson.cues
        ]
    loss = torch.zeros(())
    marked = [row for row, lesson in enumerate(batch) if lesson.entities is not None]
    if marked:
        numbers = pad([batch[row].entities or [] for row in marked], IGNORED)
        loss = loss + entity_loss(entities[marked, : numbers.shape[1]].float(), numbers)
    marked = [row for row, lesson in enumerate(batch) if lesson.cue_labels is not None]
    if marked:
        numbers = pad([batch[row].cue_labels or [] for row in marked], IGNORED)
        logits = cues[marked, : numbers.shape[1]].float().flatten(0, 1)
        each = functional.cross_entropy(logits, numbers.flatten(), _OF_CUES, ignore_index=IGNORED, reduction="sum")
        loss = loss + CUE_SHARE * each / (numbers != IGNORED).sum()
    if found:
        roles = torch.zeros(())
        count = 0
        for logits, cue, places in found:
            goal = torch.zeros(logits.shape[:2], dtype=torch.long)
            order = {position: number for number, position in enumerate(places.tolist())}
            for role, positions in enumerate(cue.roles):
                for number, position in enumerate(positions):
                    goal[order[position], role] = 1 + (number > 0)
            each = functional.cross_entropy(logits.float().flatten(0, 1), goal.flatten(), reduction="none")
            roles = roles + (each.view(goal.shape) * torch.where(goal > 0, _OF_ROLES, 1.0)).sum()
            count += len(places)
        loss = loss + ROLE_SHARE * roles / count
    return loss


def train(weights: dict[str, Tensor], epochs: int, rate: float, lessons: Lessons, judge: Judge, out: Path) -> None:
    """Train at a rate that falls to almost zero, and keep the weights after every epoch."""
    new = [value for name, value in weights.items() if name.partition(".")[0] in ("entity", "cue", "role")]
    old = [value for name, value in weights.items() if name.partition(".")[0] not in ("entity", "cue", "role")]
    groups = [{"params": old, "scale": 1.0}, {"params": new, "scale": 5.0}]
    optimiser = torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    start = time.monotonic()
    for epoch in range(epochs):
        batches = make_batches(lessons())
        total = 0.0
        for step, batch in enumerate(batches):
            done = (epoch + step / len(batches)) / epochs
            fall = 0.5 + 0.5 * math.cos(math.pi * (done - WARM_UP) / (1 - WARM_UP))
            for group in optimiser.param_groups:
                group["lr"] = group["scale"] * rate * (done / WARM_UP if done < WARM_UP else 0.02 + 0.98 * fall)
            loss = losses(weights, batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(list(weights.values()), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            total += loss.item()
            if step % 50 == 49:
                print(
                    f"  {step + 1}/{len(batches)} loss {total / (step + 1):.4f} {time.monotonic() - start:.0f} s",
                    flush=True,
                )
        torch.save({name: value.detach().clone() for name, value in weights.items()}, out / f"epoch{epoch + 1}.pt")
        print(f"epoch {epoch + 1} loss {total / len(batches):.4f} {time.monotonic() - start:.0f} s", flush=True)
        print(json.dumps(judge()), flush=True)


def start_weights(path: Path) -> dict[str, Tensor]:
    """The first layers of an encoder, from an ONNX file, with new heads; or all that a training before has left."""
    if path.suffix == ".onnx":
        weights = {name: torch.tensor(value) for name, value in read_shipped(path).items()}
    else:
        weights = torch.load(path)
    weights = start_heads(weights["emb.pos"].shape[1]) | weights
    layers = sum(name.endswith(".q.w") for name in weights)
    last = tuple(f"l{number}." for number in range(LAYERS, layers))
    weights = {name: value for name, value in weights.items() if not name.startswith(last)}
    for value in weights.values():
        value.requires_grad_()
    return weights


def main() -> None:
    """Train, and write the weights."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--texts", type=Path, nargs="+", required=True)
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, default=MODEL / NETWORK, help="an ONNX file, or weights of a training")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--share", type=float, default=1.0, help="the share of the training articles")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    random.seed(options.seed)
    torch.manual_seed(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    vocabulary = Vocabulary(json.loads((MODEL / VOCABULARY).read_text(encoding="utf-8"))["pieces"])
    weights = start_weights(options.start)
    texts, parts, marked = find_texts(options.texts), read_parts(), read_marked()
    dev = [each for each in marked if parts[each.sha256] == "dev"]

    def lessons() -> list[Lesson]:
        # Marks are read anew for every epoch, so that those made meanwhile are learnt from too.
        parts = read_parts()
        learnt = [each for each in read_marked() if parts[each.sha256] == "train"]
        part = learnt[: round(options.share * len(learnt))]
        # A part is gone over so often that an epoch is as long as with all articles: only the marks differ.
        random.shuffle(part)
        read = [*part * (len(learnt) // len(part)), *part[: len(learnt) % len(part)]]
        made = [
            lesson for each in read for lesson in make_lessons(each, texts[each.sha256], vocabulary, is_shuffled=True)
        ]
        return [*made, *news_lessons(options.news, vocabulary)]

    def judge() -> dict[str, float]:
        return measure(weights, [(each, texts[each.sha256]) for each in dev], vocabulary)

    train(weights, options.epochs, options.rate, lessons, judge, options.out)


if __name__ == "__main__":
    main()
