"""Turns Markdown into HTML: the same headings, fragments, tables and folded answers as in JupyterLab."""

import re

from markdown_it import MarkdownIt

# Where a link leads that, in the repository, leads to another file of the course.
PAGE_OF = re.compile(r'href="(?:notebooks/)?(\w+)\.(?:ipynb|md)(?=[#"])')


class Prose:
    """Renders texts one after the other, and remembers their headings: (level, id, HTML) of each."""

    def __init__(self, formulas):
        self.headings = []
        self._formulas = formulas
        self._markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
        self._markdown.add_render_rule("table_open", lambda *_: '<div class="wide"><table>')
        self._markdown.add_render_rule("table_close", lambda *_: "</table></div>")

    def __call__(self, text):
        """The HTML of a text in Markdown. Formulas are left as places, for `Formulas.show`."""
        tokens = self._markdown.parse(self._formulas.hide(text))
        for opening, inside in zip(tokens, tokens[1:]):
            if opening.type == "heading_open":
                name = fragment(inside)
                opening.attrSet("id", name)
                html = self._markdown.renderer.renderInline(inside.children, self._markdown.options, {})
                self.headings.append((int(opening.tag[1]), name, html))
        return link(self._markdown.renderer.render(tokens, self._markdown.options, {}))


def fragment(inline):
    """The name of a heading in addresses, as JupyterLab makes it: its text, with hyphens instead of spaces."""
    return "".join(token.content for token in inline.children if token.type in {"text", "code_inline"}).replace(" ", "-")


def link(html):
    """The same, with links to notebooks and to the teachers' page as links to pages of the site."""
    return PAGE_OF.sub(lambda match: f'href="{page(match[1])}', html)


def page(name):
    """The file of the page for a notebook or a page of text."""
    return f"{name.lower()}.html"
