"""The blocks of EVALUATION.md that are generated, between `<!-- figures: NAME -->` and `<!-- end -->`."""
import re

BLOCK = re.compile(r"<!-- figures: (\S+) -->\n(.*?)\n<!-- end -->", re.S)


def blocks(text):
    """what stands in each block, by name

    >>> blocks("a\\n<!-- figures: x -->\\n| 1 |\\n<!-- end -->\\nb")
    {'x': '| 1 |'}
    """
    return dict(BLOCK.findall(text))


def renew(text, name, figures):
    """the document with other figures in one block

    >>> renew("<!-- figures: x -->\\n1\\n<!-- end -->\\n<!-- figures: y -->\\n1\\n<!-- end -->", "x", "2")
    '<!-- figures: x -->\\n2\\n<!-- end -->\\n<!-- figures: y -->\\n1\\n<!-- end -->'
    """
    fresh = lambda match: match[0].replace("\n%s\n" % match[2], "\n%s\n" % figures) if match[1] == name else match[0]
    return BLOCK.sub(fresh, text)
