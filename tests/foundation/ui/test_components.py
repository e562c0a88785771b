"""The components, rendered as templates use them."""

from collections.abc import Callable

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from lxml import html

from songhanh.foundation.lib.rules import Allowed, Denied
from songhanh.foundation.ui import tones

Render = Callable[..., html.HtmlElement]


@pytest.fixture
def render(rf: RequestFactory) -> Render:
    """The element a piece of template gives, on a page with the given address."""

    def piece(source: str, address: str = "/plans/", **context: object) -> html.HtmlElement:
        made = Template("{% load ui %}<div>" + source + "</div>").render(
            Context({"request": rf.get(address), **context})
        )
        return html.fromstring(made)

    return piece


def text_of(element: html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


EVIL = "<script>alert(1)</script>"


@pytest.mark.parametrize(
    "source",
    [
        "{% button evil %}",
        "{% link_button evil '/x' %}",
        "{% notice evil title=evil %}",
        "{% badge evil %}",
        "{% card evil %}{{ evil }}{% endcard %}",
        "{% table evil %}<tbody><tr><td>{{ evil }}</td></tr></tbody>{% endtable %}",
        "{% page_header evil evil %}{{ evil }}{% endpage_header %}",
        "{% figure 3 evil unit=evil note=evil %}",
        "{% empty_state evil evil href='/x' label=evil %}",
        "{% definition_list evil evil %}",
        "{% breadcrumbs evil '/x' evil %}",
        "{% progress_bar 1 2 evil %}",
        "{% steps 1 evil evil %}",
        "{% tabs evil evil '/x' %}",
        "{% sort_header evil 'name' %}",
        "{% icon 'plus' evil %}",
    ],
)
def test_text_of_people_never_becomes_markup(render: Render, source: str) -> None:
    made = render(source, evil=EVIL)
    assert made.xpath("//script") == []
    assert EVIL in text_of(made) or made.xpath(f"//*[@aria-label='{EVIL}']")


def test_a_denied_button_is_greyed_and_says_why(render: Render) -> None:
    made = render("{% button 'Chấp nhận' answer=answer %}", answer=Denied("Chỉ tỉnh chấp nhận."))
    assert made.xpath("//button/@disabled")
    assert text_of(made) == "Chấp nhận Chỉ tỉnh chấp nhận."
    made = render("{% button 'Chấp nhận' answer=answer %}", answer=Allowed())
    assert not made.xpath("//button/@disabled")


def test_a_denied_link_leads_nowhere(render: Render) -> None:
    made = render("{% link_button 'Sửa' '/x' answer=answer %}", answer=Denied("Đã chốt."))
    assert made.xpath("//a") == []
    assert made.xpath("//*[@aria-disabled='true']")


def test_an_unknown_figure_says_so_and_a_zero_is_a_zero(render: Render) -> None:
    assert "chưa có số liệu" in text_of(render("{% figure None 'lượt người' unit='lượt' %}"))
    assert text_of(render("{% figure 0 'lượt người' unit='lượt' %}")) == "0 lượt lượt người"


def test_points_are_said_in_the_language_of_the_page(render: Render) -> None:
    assert text_of(render("<p>{{ 10|amount:'points' }}</p>")) == "10 điểm"
    assert text_of(render("<p>{{ 10|amount:'phút' }}</p>")) == "10 phút"


def test_a_page_that_waits_has_a_link_to_look_again(render: Render) -> None:
    made = render("{% waiting %}<p>Đang đọc.</p>{% endwaiting %}")
    assert made.xpath("//*[@role='status']//a/@href") == [""]
    assert "Đang đọc." in text_of(made)


def test_a_progress_bar_without_a_value_shows_no_bar(render: Render) -> None:
    made = render("{% progress_bar None 102 'Đơn vị đã nộp' %}")
    assert made.xpath("//progress") == []
    assert text_of(made) == "Đơn vị đã nộp chưa có số liệu"


def test_a_progress_bar_is_understood_by_browsers_in_every_language(render: Render) -> None:
    bar = render("{% progress_bar 1234 10000 'x' %}").xpath("//progress")[0]
    assert (bar.get("value"), bar.get("max")) == ("1234", "10000")


def test_an_empty_value_of_a_definition_list_says_so(render: Render) -> None:
    made = render("{% definition_list 'Nơi' '' 'Số' 0 %}")
    assert [text_of(dd) for dd in made.xpath("//dd")] == ["chưa có", "0"]


def test_every_status_has_a_tone_that_exists() -> None:
    assert set(tones.TONE_OF_STATUS.values()) <= tones.TONES
    assert tones.tone_of("a status of tomorrow") == "neutral"


def test_pages_keep_the_filters_of_the_address(render: Render) -> None:
    page = Paginator(range(120), 50).get_page(2)
    made = render("{% pagination page %}", "/plans/?q=x%C3%A3&page=2", page=page)
    assert text_of(made).startswith("Dòng 51–100 trong 120 dòng")
    assert made.xpath("//a[@rel='prev']/@href") == ["/plans/?q=x%C3%A3&page=1"]
    assert made.xpath("//a[@rel='next']/@href") == ["/plans/?q=x%C3%A3&page=3"]
    assert text_of(made.xpath("//*[@aria-current='page']")[0]) == "2"


def test_a_list_of_one_page_has_no_links(render: Render) -> None:
    made = render("{% pagination page %}", page=Paginator(range(3), 50).get_page(1))
    assert made.xpath("//a") == []


@pytest.mark.parametrize(
    ("address", "direction", "leads_to"),
    [
        ("/plans/", None, "/plans/?sort=name"),
        ("/plans/?sort=name&page=3", "ascending", "/plans/?sort=-name"),
        ("/plans/?sort=-name&q=a", "descending", "/plans/?q=a&sort=name"),
    ],
)
def test_a_column_sorts_the_other_way_the_second_time(
    render: Render, address: str, direction: str | None, leads_to: str
) -> None:
    made = render("<table><tr>{% sort_header 'Tên' 'name' %}</tr></table>", address)
    assert made.xpath("//th")[0].get("aria-sort") == direction
    assert made.xpath("//th/a/@href") == [leads_to]


def test_the_usual_order_is_shown_when_the_address_asks_for_none(render: Render) -> None:
    source = "<table><tr>{% sort_header 'Ngày' 'day' default='-day' %}</tr></table>"
    assert render(source).xpath("//th")[0].get("aria-sort") == "descending"


def test_the_tab_of_this_page_is_marked(render: Render) -> None:
    made = render(
        "{% tabs 'Nhóm' 'Tất cả' '/plans/' 'Nháp' '/plans/?s=draft' %}", "/plans/?s=draft"
    )
    assert "Nháp" in [text_of(a) for a in made.xpath("//a[@aria-current]")]


def test_steps_tell_ears_which_are_done(render: Render) -> None:
    made = render("{% steps 2 'Tệp' 'Đối chiếu' 'Ban hành' %}")
    assert [text_of(li) for li in made.xpath("//li")] == [
        "1 Tệp (đã xong)",
        "2 Đối chiếu",
        "3 Ban hành",
    ]
    assert len(made.xpath("//li[@aria-current='step']")) == 1


class OneOfEach(forms.Form):
    name = forms.CharField(label="Tên", help_text="Như trong giấy mời.")
    on = forms.DateField(label="Ngày")
    mode = forms.ChoiceField(
        label="Cách", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect, required=False
    )
    agreed = forms.BooleanField(label="Lồng ghép", required=False)
    code = forms.CharField(widget=forms.HiddenInput, required=False)


def test_a_field_is_tied_to_its_label_help_and_error(render: Render) -> None:
    made = render("{% field form.name %}", form=OneOfEach({}))
    control = made.xpath("//input")[0]
    assert made.xpath("//label/@for") == [control.get("id")]
    described = control.get("aria-describedby").split()
    assert text_of(made.get_element_by_id(described[0])) == "Như trong giấy mời."
    assert len(described) == 2
    assert control.get("aria-invalid") == "true"


def test_a_date_says_how_to_type_it(render: Render) -> None:
    made = render("{% field form.on %}", form=OneOfEach())
    assert "15/03/2026" in text_of(made)
    assert made.xpath("//input/@inputmode") == ["numeric"]


def test_a_group_of_choices_is_a_fieldset_with_its_legend(render: Render) -> None:
    made = render("{% field form.mode %}", form=OneOfEach())
    assert text_of(made.xpath("//fieldset/legend")[0]) == "Cách (không bắt buộc)"


def test_a_hidden_field_shows_nothing(render: Render) -> None:
    assert text_of(render("{% field form.code %}", form=OneOfEach())) == ""


def test_the_errors_of_a_form_lead_to_their_fields(render: Render) -> None:
    made = render(
        "{% form_errors form %}{% for f in form %}{% field f %}{% endfor %}", form=OneOfEach({})
    )
    for target in made.xpath("//*[@role='alert']//a/@href"):
        assert made.get_element_by_id(target.removeprefix("#")) is not None
    assert len(made.xpath("//*[@role='alert']//li")) == 2
    assert render("{% form_errors form %}", form=OneOfEach()).xpath("//*[@role='alert']") == []


def test_filters_keep_the_order_and_can_be_taken_off(render: Render) -> None:
    form = OneOfEach({"name": "xã"})
    made = render(
        "{% filter_bar form export=True %}", "/plans/?name=xã&sort=-day&page=2", form=form
    )
    assert made.xpath("//input[@type='hidden'][@name='sort']/@value") == ["-day"]
    assert made.xpath("//a/@href") == ["/plans/", "/plans/?name=x%C3%A3&sort=-day&format=xlsx"]
    made = render("{% filter_bar form %}", "/plans/", form=OneOfEach())
    assert made.xpath("//a") == []


def test_filters_are_folded_until_one_is_chosen(render: Render) -> None:
    made = render("{% filter_bar form %}", "/plans/?sort=name", form=OneOfEach())
    assert made.xpath("//details[not(@open)]/following-sibling::div//button")
    made = render("{% filter_bar form %}", "/plans/?name=xã", form=OneOfEach({"name": "xã"}))
    assert made.xpath("//details[@open]")


def test_filters_keep_the_parameters_a_page_names(render: Render) -> None:
    made = render('{% filter_bar form keep="period" %}', "/?period=2026-Q1&x=1", form=OneOfEach())
    assert made.xpath("//form/input[@type='hidden']/@name") == ["period"]
