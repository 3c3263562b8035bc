"""The blocks of EVALUATION.md that are generated, between `<!-- figures: NAME -->` and `<!-- end -->`."""
import re

BLOCK = re.compile(r"<!-- figures: (\S+) -->\n(.*?)\n<!-- end -->", re.S)


def blocks(text):
    """what stands in each block, by name

    >>> blocks("a\\n<!-- figures: x -->\\n| 1 |\\n<!-- end -->\\nb")
    {'x': '| 1 |'}
    """
    return dict(BLOCK.findall(text))


def renew(text, figures):
    """the document with other figures

    >>> renew("<!-- figures: x -->\\n1\\n<!-- end -->", {"x": "2", "y": "3"})
    '<!-- figures: x -->\\n2\\n<!-- end -->'
    """
    fresh = lambda match: "<!-- figures: %s -->\n%s\n<!-- end -->" % (match[1], figures.get(match[1], match[2]))
    return BLOCK.sub(fresh, text)
