"""From a finger on the glass to a mark that is seen, in Chromium, on the page of a period.

`shown`: the row's tile is painted in the shade of the level, with the corner that says "on its way".
`saved`: it is painted as what the house has.
"""

import statistics

from bench.house import Worker

TAPS = 100
LEVELS = 6
WATCH = """() => {
  window.times = [];
  const tile = ".person[aria-current] .tile";
  const frame = () => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
  const painted = async (selector) => {
    for (let there = false; !there; await frame()) there = document.querySelector(selector);
    return performance.now();
  };
  addEventListener("pointerdown", async ({ target, timeStamp }) => {
    const level = target.closest(".pick")?.querySelector("input").value;
    if (!level) return;
    const shown = await painted(`${tile}.lv-${level}`);
    const saved = await painted(`${tile}.lv-${level}.is-saved`);
    window.times.push([shown - timeStamp, saved - timeStamp]);
  }, true);
}"""


def measure(port, here):
    from tests.browser import chromium

    with chromium() as browser:
        page = opened(browser, f"http://127.0.0.1:{port}", here.workers[0], here.cells[0])
        page.evaluate(WATCH)
        for number in range(TAPS):
            page.locator("#dock .pick").nth(number % LEVELS).tap()
            page.wait_for_function("(taps) => window.times.length > taps", arg=number)
        times = page.evaluate("window.times")
    shown, saved = (statistics.quantiles(each, n=100)[94] for each in zip(*times, strict=True))
    print(f"Chromium, p95 of {TAPS} taps: shown after {shown:.0f} ms, saved after {saved:.0f} ms")
    return {"tap_visible_p95_ms": round(shown, 1), "tap_saved_p95_ms": round(saved, 1)}


def opened(browser, address, worker: Worker, cell):
    context = browser.new_context(viewport={"width": 820, "height": 1180}, has_touch=True)
    context.add_cookies([{"name": "session", "value": worker.session, "url": address}])
    page = context.new_page()
    page.goto(f"{address}{cell.path}?who={cell.code}")
    return page
