"""axe-core, which finds what keeps someone from using a page: contrast, names, roles, and much more."""

import functools
import tarfile

import fetch
import pytest

AXE = {
    "name": "axe-core",
    "version": "4.14.1",
    "integrity": "sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==",
}
RUN = "([context, rules]) => axe.run(context, { resultTypes: ['violations'], rules })"


@functools.cache
def _script():
    try:
        archive = fetch.npm(**AXE)
    except fetch.Vanished as vanished:
        pytest.skip(f"left out, since axe-core cannot be had: {vanished}")
    with tarfile.open(archive) as file:
        return file.extractfile("package/axe.min.js").read().decode()


def violations(frame, *inside, without=()):
    """What axe finds in this page or frame, in the elements that match `inside` or everywhere: a list of texts.

    `without` names rules that do not apply.
    """
    frame.evaluate(_script())
    context = {"include": [[selector] for selector in inside]} if inside else {"include": [["html"]]}
    found = frame.evaluate(RUN, [context, {rule: {"enabled": False} for rule in without}])["violations"]
    return [
        f"{each['id']}: {each['help']}: {node['html'][:200]} at {node['target']}: {node['failureSummary']}"
        for each in found
        for node in each["nodes"]
    ]
