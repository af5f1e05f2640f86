"""The first steps are put away once, by a user, for every browser of theirs."""

from tests.accounts import Tenant
from tests.graphql.conftest import token_of
from tests.graphql.service import Client, Service

HIDE = "mutation { hideFirstSteps { __typename ... on FirstStepsHidden { hidesFirstSteps } ... on Problem { code } } }"
ASK = "{ viewer { hidesFirstSteps } }"


async def test_they_stay_away_in_every_browser_of_the_user_and_of_nobody_else(
    service: Service, client: Client, foreigner: Client, ada: Tenant
) -> None:
    assert await client.data(ASK) == {"viewer": {"hidesFirstSteps": False}}
    hidden = {"hideFirstSteps": {"__typename": "FirstStepsHidden", "hidesFirstSteps": True}}
    assert await client.data(HIDE) == hidden
    assert await client.data(HIDE) == hidden
    elsewhere = service.client(await token_of(service, ada))
    assert await elsewhere.data(ASK) == {"viewer": {"hidesFirstSteps": True}}
    await elsewhere.http.aclose()
    assert await foreigner.data(ASK) == {"viewer": {"hidesFirstSteps": False}}


async def test_it_is_no_change_of_the_user_for_the_audit_log(client: Client) -> None:
    log = "{ viewer { organization { auditLog { edges { node { action } } } } } }"
    before = (await client.data(log))["viewer"]["organization"]["auditLog"]["edges"]
    await client.data(HIDE)
    assert (await client.data(log))["viewer"]["organization"]["auditLog"]["edges"] == before
