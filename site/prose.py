"""Turns Markdown into HTML: the same headings, fragments, tables and folded answers as in JupyterLab."""

import re

from markdown_it import MarkdownIt

# Where a link leads that, in the repository, leads to another file of the course.
PAGE_OF = re.compile(r'href="(?:notebooks/)?(\w+)\.(?:ipynb|md)(?=[#"])')

# A row of more characters than this is too long for a phone, unless its cells stand below each other there. A table whose
# rows do so is no table to a screen reader any more, if it does not say that it is one.
LONG_ROW = 60
ROLES = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "th": "columnheader", "td": "cell"}


class Prose:
    """Renders texts one after the other, and remembers their headings: (level, id, HTML) of each."""

    def __init__(self, formulas):
        self.headings = []
        self._formulas = formulas
        self._markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])

    def __call__(self, text):
        """The HTML of a text in Markdown. Formulas are left as places, for `Formulas.show`."""
        tokens = self._markdown.parse(self._formulas.hide(text))
        for opening, inside in zip(tokens, tokens[1:]):
            if opening.type == "heading_open":
                opening.attrSet("id", fragment(inside))
                self.headings.append((int(opening.tag[1]), fragment(inside), self._render(inside.children)))
        prepare_tables(tokens)
        html = self._render(tokens).replace("<table", '<div class="wide"><table').replace("</table>", "</table></div>")
        return link(html)

    def _render(self, tokens):
        return self._markdown.renderer.render(tokens, self._markdown.options, {})


def fragment(inline):
    """The name of a heading in addresses, as JupyterLab makes it: its text, with hyphens instead of spaces."""
    return plain(inline).replace(" ", "-")


def plain(inline):
    """The text of a line, without what marks it up."""
    return "".join(token.content for token in inline.children if token.type in {"text", "code_inline"})


def prepare_tables(tokens):
    """Give each cell what to say of its column, and a table with long rows the class `long`, for narrow screens."""
    for opening, inside, closing in zip(tokens, tokens[1:], tokens[2:]):
        if opening.type == "table_open":
            table, columns = opening, []
        if opening.type == "tr_open":
            row = []
        if opening.type == "th_open":
            name = plain(inside)
            columns.append(name if name.endswith("?") else f"{name}:")
            if not name:  # a corner that is empty is no heading
                opening.tag = closing.tag = "td"
        if opening.type == "td_open":
            opening.attrSet("data-column", columns[len(row)])
            row.append(plain(inside))
            if sum(map(len, row)) > LONG_ROW:
                table.attrSet("class", "long")
        if opening.type.endswith("_open") and opening.tag in ROLES:
            opening.attrSet("role", ROLES[opening.tag])


def link(html):
    """The same, with links to notebooks and to the teachers' page as links to pages of the site."""
    return PAGE_OF.sub(lambda match: f'href="{page(match[1])}', html)


def page(name):
    """The file of the page for a notebook or a page of text."""
    return f"{name.lower()}.html"
