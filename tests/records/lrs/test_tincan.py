"""A client that is not ours works with a server that runs: statements, pages of them, states, profiles, attachments."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import tincan

from builder.records.ping import ping
from tests.records.lrs.running import Running, running_lrs

__all__ = ["running_lrs"]

ACTIVITY = "https://example.org/courses/small"
SAM = {"mbox": "mailto:sam@example.org", "name": "Sam"}


@pytest.fixture
def client(running_lrs: Running) -> Iterator[Any]:
    key, secret = running_lrs.credential()
    yield tincan.RemoteLRS(endpoint=running_lrs.endpoint, version="1.0.3", username=key, password=secret)


def statement(n: int = 0, **more: Any) -> Any:
    data = {
        "id": str(uuid.UUID(int=n + 1, version=4)),
        "actor": SAM,
        "verb": {"id": "http://adlnet.gov/expapi/verbs/answered", "display": {"en-US": "answered"}},
        "object": {
            "id": f"{ACTIVITY}/questions/{n}",
            "definition": {
                "type": "http://adlnet.gov/expapi/activities/cmi.interaction",
                "interactionType": "choice",
                "correctResponsesPattern": ["a"],
                "choices": [
                    {"id": "a", "description": {"en-US": "Ask"}},
                    {"id": "b", "description": {"en-US": "Tell"}},
                ],
            },
        },
        "result": {"response": "a", "success": True, "score": {"scaled": 1.0}, "duration": "PT3.5S"},
        "context": {
            "registration": "6f1b2e5c-94f5-4d44-9a57-3a4a1a1d1c6e",
            "contextActivities": {"parent": [{"id": ACTIVITY}]},
        },
        "timestamp": "2026-01-02T03:04:05.678000+00:00",
        **more,
    }
    return tincan.Statement.from_json(json.dumps(data))


def ids(response: Any) -> list[str]:
    assert response.success, response.data
    return [str(one.id) for one in response.content.statements]


def test_it_knows_the_versions(client: Any) -> None:
    response = client.about()
    assert response.success
    assert "1.0.3" in response.content.version


def test_a_statement_there_and_back(client: Any) -> None:
    sent = statement()
    saved = client.save_statement(sent)
    assert saved.success, saved.data
    found = client.retrieve_statement(sent.id)
    assert found.success
    assert found.content.actor.mbox == SAM["mbox"]
    assert found.content.result.score.scaled == 1.0
    assert found.content.object.definition.choices[1].description["en-US"] == "Tell"
    assert found.content.authority.account.home_page.startswith(client.endpoint.removesuffix("/xapi/"))
    assert found.content.stored is not None
    again = client.save_statement(statement())
    assert again.success
    other = client.save_statement(statement(result={"success": False}))
    assert other.response.status == 409
    assert client.retrieve_statement(str(uuid.uuid4())).response.status == 404


def test_a_batch_and_the_pages_of_a_query(client: Any) -> None:
    batch = [statement(n) for n in range(7)]
    assert client.save_statements(batch).success
    first = client.query_statements({"limit": 3, "agent": tincan.Agent.from_json(json.dumps(SAM))})
    pages = [ids(first)]
    more = first.content.more
    while more:
        page = client.more_statements(more)
        pages.append(ids(page))
        more = page.content.more
    assert [len(page) for page in pages] == [3, 3, 1]
    assert [one for page in pages for one in page] == [str(one.id) for one in reversed(batch)]
    by_parent = client.query_statements(
        {"activity": tincan.Activity(id=ACTIVITY), "related_activities": "true", "ascending": "true"}
    )
    assert ids(by_parent) == [str(one.id) for one in batch]
    assert ids(client.query_statements({"verb": tincan.Verb(id="http://adlnet.gov/expapi/verbs/passed")})) == []


def test_voiding(client: Any) -> None:
    sent = statement()
    assert client.save_statement(sent).success
    void = tincan.Statement(
        actor=tincan.Agent.from_json(json.dumps(SAM)),
        verb=tincan.Verb(id="http://adlnet.gov/expapi/verbs/voided"),
        object=tincan.StatementRef(id=sent.id),
    )
    assert client.save_statement(void).success
    assert client.retrieve_statement(sent.id).response.status == 404
    assert client.retrieve_voided_statement(sent.id).success


def test_a_state(client: Any) -> None:
    """Without a registration: tincan forgets it when it saves."""
    about = {"activity": tincan.Activity(id=ACTIVITY), "agent": tincan.Agent.from_json(json.dumps(SAM))}
    state = tincan.StateDocument(id="bookmark", content='{"page": 3}', content_type="application/json", **about)
    assert client.save_state(state).success
    found = client.retrieve_state(**about, state_id="bookmark")
    assert found.success
    assert json.loads(found.content.content) == {"page": 3}
    assert client.retrieve_state_ids(**about).content == ["bookmark"]
    state.etag = '"another"'
    assert client.save_state(state).response.status == 412
    state.etag = found.response.getheader("ETag")
    assert client.delete_state(state).success
    assert client.retrieve_state(**about, state_id="bookmark").response.status == 404
    assert client.clear_state(**about).success


def test_profiles(client: Any) -> None:
    agent, activity = tincan.Agent.from_json(json.dumps(SAM)), tincan.Activity(id=ACTIVITY)
    liked = tincan.AgentProfileDocument(
        id="likes", agent=agent, content='{"sound": "off"}', content_type="application/json"
    )
    assert client.save_agent_profile(liked).response.status == 400, "it cannot say that it expects none"
    request = tincan.http_request.HTTPRequest(method="PUT", resource="agents/profile", content=liked.content)
    request.headers.update({"If-None-Match": "*", "Content-Type": "application/json"})
    request.query_params.update({"profileId": "likes", "agent": agent.to_json("1.0.3")})
    assert client._send_request(request).success
    assert client.save_agent_profile(liked).response.status == 409, "it must say what it has seen"
    liked.etag = '"another"'
    assert client.save_agent_profile(liked).response.status == 412
    found = client.retrieve_agent_profile(agent, "likes")
    assert json.loads(found.content.content) == {"sound": "off"}
    liked.etag, liked.content = found.response.getheader("ETag"), '{"sound": "on"}'
    assert client.save_agent_profile(liked).success
    assert client.retrieve_agent_profile_ids(agent).content == ["likes"]
    assert client.retrieve_activity_profile_ids(activity).content == []


def test_attachments_that_lie_elsewhere(client: Any) -> None:
    """tincan sends no files: it tells where they are."""
    attachment = {
        "usageType": "https://example.org/usage/certificate",
        "display": {"en-US": "Certificate"},
        "contentType": "text/plain",
        "length": 5,
        "sha2": "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
        "fileUrl": "https://example.org/certificate.txt",
    }
    sent = statement(attachments=[attachment])
    assert client.save_statement(sent).success
    (found,) = client.retrieve_statement(sent.id).content.attachments
    assert (found.sha2, found.fileurl) == (attachment["sha2"], attachment["fileUrl"])


def test_our_own_ping_of_it(running_lrs: Running) -> None:
    key, secret = running_lrs.credential()
    steps = list(ping(running_lrs.endpoint, key, secret, wait=0))
    assert [step for step in steps if not step.ok] == []
    assert len(steps) == 6
    (wrong,) = [step for step in ping(running_lrs.endpoint, key, "wrong", wait=0) if not step.ok]
    assert "key or the secret is wrong" in wrong.detail
