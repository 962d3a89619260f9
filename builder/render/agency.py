"""AgencyData (player/src/data.ts): all that differs between the variants of a course, as agency.js."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from markupsafe import Markup

from builder.course.defaults import defaults
from builder.course.model.agency import Agency, Chief, Contact, Policy, Promise, StateLaw
from builder.course.resolved import ResolvedCourse
from builder.render.env import View, view_model
from builder.render.markdown import prose
from builder.render.place import Library, Place
from builder.render.script_json import script_json

HEAD: Final = "globalThis.peacebuilderAgency="


@view_model
class ChiefView(View):
    """A message in the chief's own words."""

    template: ClassVar[str] = "components/chief_message/message.html.j2"
    message: Markup
    name: str
    title: str


@view_model
class PromiseView(View):
    """The Promise as supplied, with who published it and who allowed it to be shown."""

    template: ClassVar[str] = "components/promise/promise.html.j2"
    text: Markup
    source_url: str
    permission: str


@view_model
class StateLawView(View):
    """The law as supplied, with who reviewed it and when."""

    template: ClassVar[str] = "components/agency/state-law.html.j2"
    text: Markup
    reviewed_by: str
    date: str


@view_model
class PoliciesView(View):
    """The policies of the agency."""

    template: ClassVar[str] = "components/agency/policies.html.j2"
    policies: tuple[Policy, ...]


@view_model
class ContactsView(View):
    """Whom learners can turn to; `contacts`: each with the number as a telephone dials it."""

    template: ClassVar[str] = "components/agency/contacts.html.j2"
    contacts: tuple[tuple[Contact, str], ...]


def agency_js(course: ResolvedCourse) -> bytes:
    """A classic script that sets one global; it runs before the player."""
    return f"{HEAD}{script_json(agency_data(course))};\n".encode()


def agency_data(course: ResolvedCourse) -> dict[str, Any]:
    agency = course.agency
    place = Place(Library(course), "", numbered=False)
    seal = course.assets[agency.seal].name if agency and agency.seal else None
    return {
        "id": agency.id if agency else None,
        "name": agency.name if agency else None,
        "shortName": agency.short_name if agency else None,
        "seal": seal,
        "passMark": course.test.pass_mark if course.test else None,
        "attempts": course.test.attempts if course.test else None,
        "slots": _slots(agency, place) if agency else {},
        "policies": {p.id: {"title": p.title, "url": p.url} for p in agency.policies} if agency else {},
    }


def _slots(agency: Agency, place: Place) -> dict[str, str]:
    filled = {
        "chief-message": _chief(agency.chief, place),
        "promise": _promise(agency.promise, place),
        "state-law": _state_law(agency.state_law, place),
        "policies": PoliciesView(agency.policies).html(place.words) if agency.policies else None,
        "contacts": _contacts(agency.contacts, place),
    }
    return {slot: place.words.settled(html) for slot, html in filled.items() if html is not None}


def _chief(chief: Chief | None, place: Place) -> Markup | None:
    if chief is None or chief.message is None:
        return None
    return ChiefView(prose(chief.message, place), chief.name, chief.title or defaults(place.words.course).chief).html(
        place.words
    )


def _promise(promise: Promise | None, place: Place) -> Markup | None:
    if promise is None:
        return None
    return PromiseView(prose(promise.text, place), promise.source_url, promise.permission).html(place.words)


def _state_law(law: StateLaw | None, place: Place) -> Markup | None:
    if law is None:
        return None
    return StateLawView(prose(law.text, place), law.reviewed_by, place.words.date(law.date)).html(place.words)


def _contacts(contacts: tuple[Contact, ...], place: Place) -> Markup | None:
    if not contacts:
        return None
    return ContactsView(tuple((contact, _dial(contact.phone or "")) for contact in contacts)).html(place.words)


def _dial(phone: str) -> str:
    """The digits that a tel: link needs; empty when the text is not a number alone, as in `555-0100 or 911`."""
    digits = "".join(c for c in phone if c.isdigit() or c == "+")
    return digits if digits and not any(c.isalpha() for c in phone) else ""
