"""The words to search: what a reader sees of a page, place by place."""

from __future__ import annotations

from unsigned_treaty.site.search_index import places

PAGE = """\
<html><body><nav id="menu">Menu</nav><article><section id="answer">
<h1>The answer<a class="headerlink" href="#answer">#</a></h1>
<p>First.<!-- unsaid --></p>
<details><summary>Data</summary><table><tr><td>1</td><td>2</td></tr></table></details>
<h2 class="visually-hidden">Unseen</h2>
<p>Second <a href="x.html">and</a> last.</p>
<table id="tab-a"><caption>How many</caption><tr id="abe"><th>Abe</th><td>2</td></tr></table>
<figure id="fig-a"><p class="figure-title">Two of a kind</p>
<div class="drawing" aria-label="Two bars."><svg><text>2</text></svg></div>
<figcaption><p>Figure 2 Bars.</p></figcaption></figure>
<li class="citation" id="tass2021"><span class="label">TASS 2021</span><p>TASS, Tokyo.</p></li>
<p class="quotation" id="quote-a">“No.”</p>
</section></article></body></html>
"""


def test_a_place_has_its_kind_its_name_and_the_words_that_are_seen() -> None:
    assert places(PAGE) == [
        ["answer", "section", "The answer", "First. Second and last."],
        ["tab-a", "table", "How many", ""],
        ["abe", "row", "", "Abe · 2"],
        ["fig-a", "figure", "Two of a kind", "Two bars. Figure 2 Bars."],
        ["tass2021", "reference", "TASS 2021", "TASS, Tokyo."],
        ["quote-a", "quotation", "", "“No.”"],
    ]


def test_a_page_without_an_article_has_no_places() -> None:
    assert places("<html><body><p id='a'>Words.</p></body></html>") == []
