"""Reports, as a reader's browser shows them: nothing is loaded or run that is not the page's own, every view opens its quotes,
filters count anew, figures are those of the program, and nobody is left out. report.py BINARY [FOLDER FOR PICTURES]"""
import contextlib
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import PIL.Image
from playwright.sync_api import sync_playwright

BINARY = pathlib.Path(sys.argv[1]).resolve()
PICTURES = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
HERE = pathlib.Path(__file__).resolve().parent
AXE = pathlib.Path(os.environ["AXE"]).read_text(encoding="utf-8")
TITLE = "Who is warming to whom (invented statements)"
DESK, PHONE = {"width": 1440, "height": 1000}, {"width": 390, "height": 844}


def made(folder, name, articles, title=TITLE):
    """The report of some articles, and the folder of the run."""
    source = folder / f"{name}.jsonl"
    source.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
    subprocess.run([BINARY, "batch", source, "--out", folder / name], check=True, stderr=subprocess.DEVNULL)
    page = folder / f"{name}.html"
    subprocess.run([BINARY, "report", folder / name, "-o", page, "--title", title], check=True, stderr=subprocess.DEVNULL)
    return page


def news(count):
    script = HERE.parent / "scripts" / "invented_news.py"
    lines = subprocess.run([sys.executable, script, str(count)], check=True, capture_output=True).stdout.splitlines()
    return [json.loads(line) for line in lines]


def hostile():
    """Articles whose every field tries to be markup, to run, or to end what it stands in."""
    run = "<img src=x onerror='window.ran=1'>"
    breakers = ["</script><script>window.ran=1</script>", run, "\"'><svg onload=window.ran=1>", "<!--<script>", "]]>", "\u2028\u2029\0",
                "{{script}}", "&lt;b&gt;", "__proto__", "constructor", "${window.ran=1}", "`"]
    for number, evil in enumerate(breakers):
        yield {
            "id": f"{evil}{number}",
            "title": f"Title {evil}",
            "date": "2024-03-14",
            "outlet": f"Outlet {evil}",
            "url": ["javascript:window.ran=1", "data:text/html,<script>window.ran=1</script>", "//evil.example/", "https://evil.example/\"><script>window.ran=1</script>"][number % 4],
            "text": f"“Canada has been a generous {evil} friend,” Norwegian Foreign Minister Kari Novak told reporters.\n\nNovak {evil} praised Russia.",
        }
        # A mark that turns what follows around, in every name.
        yield {"id": f"turned {number}", "title": "\u202eTalks", "outlet": "\u202eY", "quotes": [{"quote": "Norway is a cruel liar", "speaker": "\u202eAna Lindahl"}]}
        yield {"id": f"given {number}", "outlet": "Y", "quotes": [{"quote": f"Norway is a cruel {evil} liar", "speaker": f"Ana {evil} Novak"}]}


def namesakes(folder):
    """The report of few articles, in which a second person of one name is told by the actor alone."""
    said = ["Canada has been a generous friend", "Canada has been a cruel liar", "Canada is a cruel liar"]
    articles = [
        {"id": str(number), "date": f"2024-0{number + 1}-14", "text": f"“{words},” Norwegian Foreign Minister Kari Novak told reporters."}
        for number, words in enumerate(said)
    ]
    page = made(folder, "namesakes", articles)
    table = folder / "namesakes" / "stances.jsonl"
    stances = [json.loads(line) for line in table.read_text(encoding="utf-8").splitlines()]
    for stance in stances[1:]:
        stance["holder"]["actor"] = "another"
    table.write_text("".join(json.dumps(stance) + "\n" for stance in stances), encoding="utf-8")
    subprocess.run([BINARY, "report", folder / "namesakes", "-o", page, "--title", TITLE], check=True, stderr=subprocess.DEVNULL)
    return page


class Reader:
    """A browser page that notes what it should not see."""

    def __init__(self, context):
        self.page = context.new_page()
        self.wrong, self.requests = [], []
        self.page.on("console", lambda message: self.wrong.append(f"console: {message.text}"))
        self.page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        self.page.on("dialog", lambda dialog: (self.wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        self.page.on("request", lambda request: self.requests.append(request.url))

    def open(self, path, fragment=""):
        self.page.goto("about:blank")
        self.requests.clear()
        self.page.goto(path.as_uri() + fragment)
        wait(self.page, "document.querySelector('#counts').textContent !== ''")
        return self.page

    def check(self):
        assert not self.wrong, self.wrong
        others = [url for url in self.requests if not url.startswith("file:")]
        assert not others and len(self.requests) == 1, self.requests


@contextlib.contextmanager
def reader(browser, viewport=DESK, scheme="light", **options):
    context = browser.new_context(viewport=viewport, color_scheme=scheme, **options)
    try:
        yield Reader(context)
    finally:
        context.close()


def wait(page, condition):
    """Waits until an expression is true. (Playwright's own way evaluates strings in the page, whose policy forbids it.)"""
    for _ in range(100):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never: {condition}")


def cells(page):
    return page.locator(".heat button.cell")


def shown(page):
    return page.locator("#counts").inner_text()


def check_views(browser, path):
    """Each view is drawn, and what is chosen in it opens its quotes."""
    with reader(browser) as one:
        page = one.open(path)
        assert page.title() == TITLE and page.locator("h1").inner_text() == TITLE
        assert cells(page).count() > 3 and page.locator("svg.network .tie").count() > 1
        assert page.locator(".timeline .point").count() > 1 and page.locator(".speakers tbody tr").count() > 2
        cell = cells(page).first
        name = cell.get_attribute("data-cell")
        cell.click()
        names = page.evaluate(f"JSON.parse(document.getElementById('data').textContent).countries")
        by, of = (names[code] for code in name.split(">"))
        assert page.locator("#quotes-title").inner_text() == f"{by} of {of}"
        assert page.locator("#cards .card").count() > 0
        for line in page.locator("#cards .stances li").all():
            assert f"({by})" in line.inner_text() and f"→ {of}" in line.inner_text(), line.inner_text()
        assert page.locator("#cards mark").count() > 0 and "adds" in page.locator("#cards mark").first.get_attribute("title")
        assert page.evaluate("location.hash") == "#" + "&".join(f"{key}={code}" for key, code in zip(("by", "of"), name.split(">")))
        # The address leads to the same view, and going back leaves it.
        page.go_back()
        assert page.locator("#quotes-title").inner_text() == "Quotes"
        page = one.open(path, f"#by={name.split('>')[0]}&of={name.split('>')[1]}")
        assert page.locator("#quotes-title").inner_text() == f"{by} of {of}"
        page.locator("#unpick").click()
        page.locator(".speakers .name").first.click()
        assert page.locator("#quotes-title").inner_text().startswith(page.locator(".speakers .name").first.inner_text())
        page.locator(".timeline .point .reach").first.click()
        assert page.locator("#quotes-title").inner_text().endswith(page.locator(".timeline .point").first.get_attribute("data-period"))
        one.check()


def check_filters(browser, path):
    """Each filter counts anew, and the whole is back when it is gone."""
    with reader(browser) as one:
        page = one.open(path)
        whole = shown(page)
        outlet = page.locator("#filters [name=outlet] option").nth(1).get_attribute("value")
        words = page.locator("#cards blockquote").first.inner_text().split("(")[0].strip("“ ").split()[0]
        counts = {whole}
        for field, value in {"speaker": "norway", "target": "Canada", "from": "2024-01-01", "to": "2023-06-30", "outlet": outlet, "words": words}.items():
            place = page.locator(f"#filters [name={field}]")
            place.select_option(value) if field == "outlet" else place.fill(value)
            wait(page, f"document.querySelector('#counts').textContent !== {json.dumps(whole)}")
            assert " of " in shown(page) and f"{field}=" in page.evaluate("location.hash"), (field, shown(page))
            counts.add(shown(page))
            page.locator("#filters [type=reset]").click()
            assert shown(page) == whole and page.evaluate("location.hash") in ("", "#")
        page.locator("#filters [name=others]").check()
        wait(page, f"document.querySelector('#counts').textContent !== {json.dumps(whole)}")
        assert len(counts) > 4, counts
        one.check()


def check_speed(browser, path):
    """The large report is small and quick."""
    assert path.stat().st_size < 10_000_000, path.stat().st_size
    with reader(browser) as one:
        page = one.open(path)
        data = page.evaluate("(data => [data.quotes.text.length, data.articles.id.length])(JSON.parse(document.getElementById('data').textContent))")
        assert data[0] >= 10_000, data
        wait(page, "performance.getEntriesByName('first-contentful-paint').length === 1")
        paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        start = page.evaluate("performance.now()")
        page.locator("#filters [name=others]").check()
        wait(page, "document.querySelector('#counts').textContent.includes(' of ')")
        took = page.evaluate("performance.now()") - start
        print(f"{data[0]} quotes of {data[1]} articles: {path.stat().st_size / 1e6:.1f} MB, first paint after {paint:.0f} ms, a filter takes {took:.0f} ms")
        assert paint < 2000, paint
        one.check()


def check_hostile(browser, path):
    """Nothing that an article says runs, or leads anywhere but to the web; all of it can be read."""
    with reader(browser) as one:
        page = one.open(path)
        assert cells(page).count() > 0
        for button in cells(page).all():
            button.click()
        page.locator("#unpick").click()
        for field in ("speaker", "target", "words"):
            page.locator(f"#filters [name={field}]").fill("<img src=x onerror='window.ran=1'>")
            page.wait_for_timeout(200)
            page.locator("#filters [type=reset]").click()
        while page.locator("#cards-pager .more").count():
            page.locator("#cards-pager .more").click()
        page = one.open(path, "#name=<img src=x onerror='window.ran=1'>&period=__proto__&by=constructor")
        one.open(path)
        while page.locator("#cards-pager .more").count():
            page.locator("#cards-pager .more").click()
        text = page.locator("#cards").inner_text()
        assert "</script><script>window.ran=1</script>" in text and "{{script}}" in text and "onerror=" in text
        assert page.evaluate("typeof window.ran") == "undefined"
        turned = page.locator("#cards .stances li", has_text="Ana Lindahl")
        assert turned.count() > 0
        for line in turned.all():
            speaker, target = (name.bounding_box() for name in line.locator("b").all())
            assert speaker["x"] + speaker["width"] <= target["x"], "the arrow leads back"
        made_of = page.evaluate("[...document.querySelectorAll('img, iframe, object, embed, form[action], svg [onload], body script:not([type])')].length")
        assert made_of == 1, "one script, d3's"
        links = page.evaluate("[...document.querySelectorAll('main a')].map(a => [a.protocol, a.rel])")
        assert links and all(link == ["https:", "noopener noreferrer"] for link in links), links
        one.check()


def check_keyboard(browser, path):
    """The keyboard alone reaches the quotes of a cell."""
    with reader(browser) as one:
        page = one.open(path)
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('.heat button')"):
                break
        first = page.evaluate("document.activeElement.dataset.cell")
        assert first, "the map is not reached"
        assert "article" in page.locator("#heat-detail").inner_text()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowDown")
        second = page.evaluate("document.activeElement.dataset.cell")
        assert second and second != first
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "quotes"
        assert page.locator("#cards .card").count() > 0
        assert page.evaluate("document.querySelector('.heat [aria-pressed=true]').dataset.cell") == second
        one.check()


def check_ties_by_keyboard(browser, path):
    """The arrows of the network are buttons."""
    with reader(browser) as one:
        page = one.open(path)
        assert "Of " in page.locator("#ties-hint").inner_text() and "clear of zero" in page.locator("#ties-hint").inner_text()
        page.locator("#ties-shown button").last.focus()
        page.keyboard.press("Tab")
        first = page.evaluate("document.activeElement.dataset.cell")
        page.keyboard.press("ArrowRight")
        second = page.evaluate("document.activeElement.dataset.cell")
        assert first and second and first != second and " of " in page.evaluate("document.activeElement.getAttribute('aria-label')")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "quotes" and page.locator("#cards .card").count() > 0
        assert page.evaluate("document.querySelector('.tie[aria-pressed=true]').dataset.cell") == second
        one.check()


def check_inside(browser, path):
    """On a desk no table scrolls sideways, and no name of the network is cut off."""
    with reader(browser) as one:
        page = one.open(path)
        assert page.evaluate("(table => table.scrollWidth <= table.clientWidth)(document.querySelector('#table'))")
        frame = page.locator("svg.network").bounding_box()
        for name in page.locator("svg.network text").all():
            box = name.bounding_box()
            assert box["y"] + box["height"] <= frame["y"] + frame["height"] and frame["x"] <= box["x"] and box["x"] + box["width"] <= frame["x"] + frame["width"], (box, frame)
        one.check()


def check_unsure(browser, path):
    """Two people of one name are two, and what is drawn of a few articles is called what it is."""
    with reader(browser) as one:
        page = one.open(path)
        assert "of no tie keeps clear of zero" in page.locator("#ties-hint").inner_text() and page.locator(".tie.unsure").count() > 0
        assert page.locator(".timeline path.mark.few").count() > 0 and "Diamonds" in page.locator("#time-hint").inner_text()
        rows = page.locator(".speakers tbody tr")
        assert rows.count() == 2, rows.all_inner_texts()
        for row in rows.all():
            row.locator("button").click()
            assert page.locator("#cards .card").count() == int(row.locator(".count").nth(1).inner_text())
            assert page.locator(".speakers .name[aria-pressed=true]").count() == 1
        page.locator("#unpick").click()
        page.locator("#filters [name=words]").fill("nobody says this")
        wait(page, "document.querySelector('#counts').textContent.includes(' 0 of ')")
        for view in ("#heat", "#timeline", "#network", "#table"):
            assert page.locator(view).inner_text() == "Nothing matches these filters.", view
        one.check()


def find(page):
    """What axe finds in a page must not be serious."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(result => result.violations)")
    serious = [(rule["id"], rule["help"], [node["html"][:120] + " " + node["failureSummary"][:200] for node in rule["nodes"][:3]])
               for rule in found if rule["impact"] in ("serious", "critical")]
    assert not serious, serious


def check_access(browser, path):
    """axe finds nothing serious, in light and dark, on a desk and a phone, whatever is chosen."""
    for scheme in ("light", "dark"):
        for viewport in (DESK, PHONE):
            # The page's own policy stops a script that is put into it, so that axe comes in beside it.
            with reader(browser, viewport, scheme, bypass_csp=True) as one:
                page = one.open(path)
                cells(page).first.click()
                find(page)


def check_phone(browser, path):
    """On a phone, nothing but the tables scrolls sideways."""
    for width in (320, 390, 768):
        with reader(browser, {"width": width, "height": 800}) as one:
            page = one.open(path)
            page.locator(".speakers .name").first.click()
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
            one.check()


def check_figures(browser, path):
    """Counts, means and intervals are those that `detente aggregate` prints."""
    command = [BINARY, "aggregate", path.with_suffix(""), "--by", "speaker,target", "--format", "json"]
    printed = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)["rows"]
    counts = ["articles", "quotes", "positive", "neutral", "negative", "mentioned"]

    def thousandths(score):
        return "" if score is None else str(round(score * 1000))

    expected = {
        (row["speaker"], row["target"], f"{row['speaker_actor'] or ''}>{row['target_actor'] or ''}"): (
            [row[count] for count in counts], thousandths(row["mean"]),
            "" if row["low"] is None else f"{thousandths(row['low'])},{thousandths(row['high'])}",
        )
        for row in printed
    }
    with reader(browser) as one:
        page = one.open(path)
        while page.locator("#table-pager .more").count():
            page.locator("#table-pager .more").click()
        rows = page.evaluate("[...document.querySelectorAll('.speakers tbody tr')].map(row => [{...row.dataset}, [...row.querySelectorAll('.count')].map(cell => Number(cell.textContent.replaceAll(',', '')))])")
        shown = {(data["name"], data["target"], data["actors"]): (counts, data["mean"], data["ends"]) for data, counts in rows}
        wrong = [(key, expected.get(key), shown.get(key)) for key in expected.keys() | shown.keys() if expected.get(key) != shown.get(key)]
        assert not wrong and len(shown) > 300, (len(shown), len(wrong), wrong[:5])
        one.check()


def check_article(browser, path):
    """The page of one article is as safe and as readable."""
    for scheme in ("light", "dark"):
        with reader(browser, PHONE, scheme, bypass_csp=True) as one:
            one.page.goto(path.as_uri())
            assert one.page.locator("mark").count() > 3 and one.page.locator("tbody tr").count() > 3
            assert one.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            find(one.page)
            one.check()


def picture(page, name):
    """A picture of few colours is as clear, and small."""
    taken = PIL.Image.open(io.BytesIO(page.screenshot()))
    taken.convert("RGB").quantize(255, dither=PIL.Image.Dither.NONE).save(PICTURES / f"{name}.png", optimize=True)


def pictures(browser, path, article):
    """What README and docs/ show."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    views = {
        "report": (DESK, "light", "#countries"), "report-dark": (DESK, "dark", "#countries"), "report-phone": (PHONE, "light", "#countries"),
        "report-ties": (DESK, "light", "#time"), "report-speakers-dark": (DESK, "dark", "#people"),
    }
    for name, (viewport, scheme, view) in views.items():
        with reader(browser, viewport, scheme, device_scale_factor=2 if viewport == PHONE else 1) as one:
            page = one.open(path, "#others=1&by=NOR&of=SWE")
            if view != "#countries":
                page.locator(view).evaluate("section => section.scrollIntoView()")
            page.wait_for_timeout(200)
            picture(page, name)
    with reader(browser, {"width": 1000, "height": 900}) as one:
        one.page.goto(article.as_uri())
        picture(one.page, "article")


def main():
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        folder = pathlib.Path(folder)
        few, many, evil = made(folder, "few", news(3)), made(folder, "many", news(2800)), made(folder, "evil", list(hostile()))
        one_name = namesakes(folder)
        article = folder / "article.html"
        article.write_bytes(subprocess.run([BINARY, "score", "--format", "html", "article.txt"], cwd=HERE.parent / "examples", check=True, capture_output=True).stdout)
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"])
        checks = [
            (check_views, few), (check_views, many), (check_filters, many), (check_speed, many), (check_hostile, evil),
            (check_keyboard, many), (check_ties_by_keyboard, many), (check_inside, many), (check_unsure, one_name), (check_access, few), (check_access, many), (check_phone, many), (check_phone, evil), (check_figures, many), (check_article, article),
        ]
        for check, path in checks:
            check(browser, path)
            print(f"{check.__name__[6:]} of {path.stem}: {check.__doc__}")
        if PICTURES:
            pictures(browser, made(folder, "shown", news(800)), article)
        browser.close()


main()
