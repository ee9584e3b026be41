"""The page of a day, everybody in every period: saved whole, read, and counted in queries."""

import statistics
import time
import uuid

from bench.tablet import Tablet

READS = 100
AROUND = ("BEGIN", "COMMIT")  # the transaction, in which the queries stand


def milliseconds(act):
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def measure(port, here):
    """Each period saved by one "everyone joined", then the page in which all is recorded."""
    tablet = Tablet(port, here.workers[0])
    read(tablet, here)
    saved = milliseconds(lambda: save(tablet, here))
    took = statistics.median(milliseconds(lambda: read(tablet, here)) for _each in range(READS))
    tablet.hang_up()
    print(f"the grid: {len(here.cells)} marks saved in {saved:.0f} ms, read in {took:.1f} ms")
    return {"grid_p50_ms": round(took, 1), "day_save_ms": round(saved)}


def read(tablet, here):
    status, page = tablet.get(here.path)
    assert status == 200, status
    assert all(page.count(cell.code.encode()) >= len(here.periods) for cell in here.cells)


def save(tablet, here):
    for cell in here.periods:
        status, _page = tablet.post(f"{cell.path}everyone/", {"operation": uuid.uuid4()})
        assert status == 200, status


def queries(houses):
    """How many the page asks: the same in every house, however many live there."""
    counts = {len(here.cells) // len(here.periods): len(asked_by_page(here)) for here in houses}
    print("the grid's queries by residents: " + ", ".join(f"{n}: {count}" for n, count in counts.items()))
    (count,) = set(counts.values())
    return {"grid_queries": count}


def asked_by_page(here):
    """The SQL of one reading in this process, when all that is kept from the first is kept."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    browser = Client(headers={"host": "localhost", "cookie": f"session={here.workers[0].session}"})
    for _each in range(2):
        with CaptureQueriesContext(connection) as asked:
            answer = browser.get(here.path)
        assert answer.status_code == 200, answer.status_code
    connection.close()
    texts = [query["sql"] or "" for query in asked]  # Django does not know the text of one that is kept planned
    return [text for text in texts if not text.startswith(AROUND)]
