"""Of many requests, only the newest state is drawn."""

import asyncio
import threading
from itertools import pairwise

from nnlib.widgets import latest
from nnlib.widgets.latest import Latest


def test_without_a_loop_each_request_is_answered_at_once():
    calls = []
    newest = Latest(lambda: calls.append(1))
    newest()
    newest({"name": "value"})
    newest.flush()
    assert len(calls) == 2


def test_two_hundred_requests_are_one_call_with_the_last_state():
    async def flood():
        state, calls = [0], []
        newest = Latest(lambda: calls.append(state[0]))
        for state[0] in range(1, 201):
            newest()
        assert calls == []
        await asyncio.sleep(0.05)
        return calls

    assert asyncio.run(flood()) == [200]


def test_requests_from_another_thread_are_answered_by_the_loop():
    async def flood():
        state, calls = [0], []
        newest = Latest(lambda: calls.append((state[0], threading.current_thread())))

        def drag():
            for state[0] in range(1, 201):
                newest()

        thread = threading.Thread(target=drag)
        thread.start()
        await asyncio.sleep(0.1)
        thread.join()
        return calls

    calls = asyncio.run(flood())
    assert calls[-1][0] == 200 and len(calls) < 10
    assert {thread for _, thread in calls} == {threading.main_thread()}


def test_a_request_during_the_call_leads_to_another():
    async def nested():
        calls = []

        def function():
            calls.append(1)
            if len(calls) == 1:
                newest()

        newest = Latest(function)
        newest()
        await asyncio.sleep(0.05)
        return calls

    assert len(asyncio.run(nested())) == 2


def test_flush_makes_the_call_now_and_only_once():
    async def flush():
        calls = []
        newest = Latest(lambda: calls.append(1))
        newest.flush()
        newest()
        newest.flush()
        assert len(calls) == 1
        await asyncio.sleep(0.05)
        return calls

    assert len(asyncio.run(flush())) == 1


def test_after_the_loop_has_ended_requests_are_answered_at_once():
    calls = []

    async def make():
        return Latest(lambda: calls.append(1))

    asyncio.run(make())()
    assert calls == [1]


def test_in_a_flood_each_call_waits_longer_than_the_one_before_until_it_is_calm_again(monkeypatch):
    waits = []
    monkeypatch.setattr(latest, "later", lambda seconds, function: waits.append(seconds))
    newest = latest.Latest(lambda: None)
    for _ in range(12):
        for _ in range(5):
            newest()
        newest.flush()
    assert waits[0] == latest.PAUSE and waits[-1] == latest.LONGEST
    assert all(later == min(2 * earlier, latest.LONGEST) for earlier, later in pairwise(waits))
    for _ in range(2):
        newest()
        newest.flush()
    assert waits[-1] == latest.PAUSE
