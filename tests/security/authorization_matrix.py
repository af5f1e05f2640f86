"""Who may do what: one row for every field that is a door, and one for every route.

A row says an operation and the least that a caller must be. Adding one for a new field is one line:

    "Mutation.cancelJob": Row("mutation { cancelJob(id: {job}) { __typename } }", Need.MAINTAINER),

- The key is `Type.field`: every field of Query, Mutation and Subscription, and of the doors Viewer and Organization, has a row; so has
  every field that answers with a connection.
- `{job}`, `{contract}` and so on (see `World`) stand for ids of the attacked organization; a row that names one is also tried by an
  admin of another organization, who must read the same as for an id that does not exist.
- The operation asks for one field at the top, with `__typename` for a union. It need not succeed for those who may: it must not be denied.
- `ends_session` marks what signs its caller out, so that it is tried last.

Denied is: nobody signed in, or the role is too weak; as a GraphQL error with code NOT_SIGNED_IN or NOT_ALLOWED, as null, or as the
problem of the same name. A denial must leave every table as it was.
"""

from dataclasses import dataclass
from enum import IntEnum


class Need(IntEnum):
    """The least that a caller must be; PERSON is anybody signed in themselves, and not by an API key; ADMIN_PERSON is both."""

    ANYBODY = 0
    VIEWER = 1
    MAINTAINER = 2
    ADMIN = 3
    PERSON = 4
    ADMIN_PERSON = 5


@dataclass(frozen=True)
class Row:
    operation: str
    need: Need
    ends_session: bool = False


def _organization(selection: str, need: Need) -> Row:
    return Row(f"{{ viewer {{ organization {{ {selection} }} }} }}", need)


_CONNECTION = "{ edges { node { __typename } } }"
_PINS = '{provider: "fake", model: "echo"}'
_SET = '{document: "id: x", format: YAML}'
_PERSON = '{email: "new@example.org", password: "a long new password", displayName: "New"}'
_SIGN_IN = '{email: "ada@example.org", password: "a password"}'

ROWS: dict[str, Row] = {
    "Query.viewer": Row("{ viewer { role } }", Need.VIEWER),
    "Query.signInOptions": Row("{ signInOptions { password } }", Need.ANYBODY),
    "Query.node": Row("{ node(id: {job}) { id } }", Need.VIEWER),
    "Query.nodes": Row(
        "{ nodes(ids: [{job}, {result}, {class}, {violation}, {artifact}, {member}, {usage}, {quota}]) { id } }", Need.VIEWER
    ),
    "Query.anchors": Row("{ anchors(filter: {contractId: {contract}}) { nodes { id } } }", Need.VIEWER),
    "Query.job": Row("{ job(id: {job}) { id createdBy { email } runs { edges { node { rawOutput } } } } }", Need.VIEWER),
    "Query.jobs": Row("{ jobs(filter: {contractId: {contract}}) { edges { node { id } } } }", Need.VIEWER),
    "Query.contract": Row("{ contract(id: {contract}) { id prompt } }", Need.VIEWER),
    "Query.contracts": Row(f"{{ contracts {_CONNECTION} }}", Need.VIEWER),
    "Query.contractSummaries": Row("{ contractSummaries { __typename } }", Need.VIEWER),
    "Query.restrictionSets": Row(f"{{ restrictionSets {_CONNECTION} }}", Need.VIEWER),
    "Query.restrictionSetChanges": Row("{ restrictionSetChanges(before: {set}, after: {set}) { settings } }", Need.VIEWER),
    "Query.repeatability": Row("{ repeatability(contractId: {contract}) { __typename } }", Need.VIEWER),
    "Query.attention": Row("{ attention { __typename } }", Need.VIEWER),
    "Query.anchor": Row("{ anchor(contractId: {contract}) { id } viewer { role } }", Need.VIEWER),
    "Query.contractDifference": Row("{ contractDifference(firstId: {contract}, secondId: {contract}) { __typename } }", Need.VIEWER),
    "Query.compareJobs": Row("{ compareJobs(firstId: {job}, secondId: {job}) { __typename } }", Need.VIEWER),
    "Query.compareWithFirst": Row("{ compareWithFirst(ids: [{job}, {job}]) { __typename } }", Need.VIEWER),
    "Query.jobChanges": Row("{ jobChanges { __typename } }", Need.VIEWER),
    "Query.lastJobChange": Row("{ lastJobChange }", Need.VIEWER),
    "Query.providers": Row("{ providers { name } }", Need.VIEWER),
    "Query.invitation": Row('{ invitation(token: "guessed") { role } signInOptions { password } }', Need.ANYBODY),
    "Query.estimateJob": Row(
        f"{{ estimateJob(input: {{contractId: {{contract}}, pins: {_PINS}, numRuns: 1}}) {{ __typename }} }}", Need.VIEWER
    ),
    "Job.runs": Row("{ node(id: {finished}) { ... on Job { runs { nodes { id rawOutput } } } } }", Need.VIEWER),
    "Job.violations": Row("{ node(id: {finished}) { ... on Job { violations { nodes { id excerpt } } } } }", Need.VIEWER),
    "Job.artifacts": Row("{ node(id: {finished}) { ... on Job { artifacts { nodes { id url } } } } }", Need.VIEWER),
    "JobResult.behaviourClassesConnection": Row(
        "{ node(id: {result}) { ... on JobResult { behaviourClassesConnection { nodes { id exampleOutput } } } } }", Need.VIEWER
    ),
    "Run.violationsConnection": Row("{ node(id: {run}) { ... on Run { violationsConnection { nodes { id excerpt } } } } }", Need.VIEWER),
    "Viewer.user": Row("{ viewer { user { email } } }", Need.VIEWER),
    "Viewer.role": Row("{ viewer { role } }", Need.VIEWER),
    "Viewer.organization": _organization("name", Need.VIEWER),
    "Viewer.sessions": Row("{ viewer { sessions { id } } }", Need.PERSON),
    "Viewer.hasPassword": Row("{ viewer { hasPassword } }", Need.PERSON),
    "Viewer.hidesFirstSteps": Row("{ viewer { hidesFirstSteps } }", Need.PERSON),
    "Viewer.organizations": Row("{ viewer { organizations { id } } }", Need.PERSON),
    "Organization.id": _organization("id", Need.VIEWER),
    "Organization.name": _organization("name", Need.VIEWER),
    "Organization.isPersonal": _organization("isPersonal", Need.VIEWER),
    "Organization.members": _organization("members { edges { node { role } } }", Need.VIEWER),
    "Organization.usage": _organization('usage(since: "2026-01-01", until: "2026-01-31") { runs }', Need.VIEWER),
    "Organization.usageConnection": _organization("usageConnection { nodes { id runs } }", Need.VIEWER),
    "Organization.quota": _organization("quota { tier }", Need.VIEWER),
    "Organization.providerCredentials": _organization(f"providerCredentials {_CONNECTION}", Need.MAINTAINER),
    "Organization.invitations": _organization(f"invitations {_CONNECTION}", Need.ADMIN),
    "Organization.apiKeys": _organization(f"apiKeys {_CONNECTION}", Need.ADMIN),
    "Organization.webhooks": _organization(f"webhooks {_CONNECTION}", Need.ADMIN),
    "Organization.webhookDeliveries": _organization(f"webhookDeliveries {_CONNECTION}", Need.ADMIN),
    "Organization.auditLog": _organization(f"auditLog {_CONNECTION}", Need.ADMIN),
    "Mutation.signIn": Row(f"mutation {{ signIn(input: {_SIGN_IN}) {{ __typename }} }}", Need.ANYBODY),
    "Mutation.issueTokens": Row(f"mutation {{ issueTokens(input: {_SIGN_IN}) {{ __typename }} }}", Need.ANYBODY),
    "Mutation.refreshTokens": Row('mutation { refreshTokens(refreshToken: "guessed") { __typename } }', Need.ANYBODY),
    "Mutation.register": Row(f"mutation {{ register(input: {_PERSON}) {{ __typename }} }}", Need.ANYBODY),
    "Mutation.signOut": Row("mutation { signOut { __typename } }", Need.ANYBODY, ends_session=True),
    "Mutation.signOutEverywhere": Row("mutation { signOutEverywhere { __typename } }", Need.PERSON, ends_session=True),
    "Mutation.revokeSession": Row("mutation { revokeSession(id: {session}) { __typename } }", Need.PERSON),
    "Mutation.changePassword": Row('mutation { changePassword(input: {newPassword: "short"}) { __typename } }', Need.PERSON),
    "Mutation.changeEmail": Row('mutation { changeEmail(input: {email: "x", currentPassword: "x"}) { __typename } }', Need.PERSON),
    "Mutation.updateProfile": Row('mutation { updateProfile(displayName: "New name") { __typename } }', Need.PERSON),
    "Mutation.hideFirstSteps": Row("mutation { hideFirstSteps { __typename } }", Need.PERSON),
    "Mutation.createOrganization": Row('mutation { createOrganization(name: " ") { __typename } }', Need.PERSON),
    "Mutation.switchOrganization": Row("mutation { switchOrganization(organizationId: {organization}) { __typename } }", Need.PERSON),
    "Mutation.leaveOrganization": Row("mutation { leaveOrganization { __typename } }", Need.PERSON, ends_session=True),
    "Mutation.acceptInvitation": Row('mutation { acceptInvitation(token: "guessed") { __typename } }', Need.PERSON),
    "Mutation.deleteOrganization": Row('mutation { deleteOrganization(name: "Another") { __typename } }', Need.ADMIN_PERSON),
    "Mutation.renameOrganization": Row('mutation { renameOrganization(name: "New") { __typename } }', Need.ADMIN),
    "Mutation.changeMemberRole": Row("mutation { changeMemberRole(userId: {user}, role: VIEWER) { __typename } }", Need.ADMIN),
    "Mutation.removeMember": Row("mutation { removeMember(userId: {user}) { __typename } }", Need.ADMIN),
    "Mutation.createInvitation": Row("mutation { createInvitation(role: ADMIN) { __typename } }", Need.ADMIN),
    "Mutation.revokeInvitation": Row("mutation { revokeInvitation(id: {invitation}) { __typename } }", Need.ADMIN),
    "Mutation.createApiKey": Row('mutation { createApiKey(input: {name: "x", scope: MANAGE}) { __typename } }', Need.ADMIN),
    "Mutation.revokeApiKey": Row("mutation { revokeApiKey(id: {key}) { __typename } }", Need.ADMIN),
    "Mutation.putProviderCredential": Row(
        'mutation { putProviderCredential(input: {provider: "p", label: "l", key: "k"}) { __typename } }', Need.ADMIN
    ),
    "Mutation.removeProviderCredential": Row("mutation { removeProviderCredential(id: {credential}) { __typename } }", Need.ADMIN),
    "Mutation.createWebhook": Row('mutation { createWebhook(input: {url: "https://127.0.0.1"}) { __typename } }', Need.ADMIN),
    "Mutation.removeWebhook": Row("mutation { removeWebhook(id: {webhook}) { __typename } }", Need.ADMIN),
    "Mutation.submitJob": Row(
        f"mutation {{ submitJob(input: {{contractId: {{contract}}, pins: {_PINS}, numRuns: 1}}) {{ __typename }} }}", Need.MAINTAINER
    ),
    "Mutation.cancelJob": Row("mutation { cancelJob(id: {job}) { __typename } }", Need.MAINTAINER),
    "Mutation.retryJob": Row("mutation { retryJob(id: {job}) { __typename } }", Need.MAINTAINER),
    "Mutation.replayJob": Row("mutation { replayJob(id: {job}) { __typename } }", Need.MAINTAINER),
    "Mutation.replaceAnchor": Row(
        'mutation { replaceAnchor(input: {jobId: {job}, runIndex: 0, reason: "better"}) { __typename } }', Need.MAINTAINER
    ),
    "Mutation.confirmAnchor": Row("mutation { confirmAnchor(input: {anchorId: {job}}) { __typename } }", Need.MAINTAINER),
    "Mutation.validateContract": Row(f"mutation {{ validateContract(input: {_SET}) {{ __typename }} }}", Need.MAINTAINER),
    "Mutation.tryContract": Row('mutation { tryContract(input: {document: "id: x", output: ""}) { __typename } }', Need.MAINTAINER),
    "Mutation.createContract": Row(f"mutation {{ createContract(input: {_SET}) {{ __typename }} }}", Need.MAINTAINER),
    "Mutation.newContractVersion": Row(
        'mutation { newContractVersion(input: {contractId: {contract}, document: "id: x", format: YAML}) { __typename } }', Need.MAINTAINER
    ),
    "Mutation.deprecateContract": Row(
        'mutation { deprecateContract(input: {contractId: {contract}, reason: "old"}) { __typename } }', Need.MAINTAINER
    ),
    "Mutation.validateRestrictionSet": Row(f"mutation {{ validateRestrictionSet(input: {_SET}) {{ __typename }} }}", Need.VIEWER),
    "Mutation.tryRestrictionSet": Row(
        'mutation { tryRestrictionSet(input: {document: "id: x", kind: PYTHON, output: ""}) { __typename } }', Need.VIEWER
    ),
    "Mutation.createRestrictionSet": Row(f"mutation {{ createRestrictionSet(input: {_SET}) {{ __typename }} }}", Need.MAINTAINER),
    "Mutation.newRestrictionSetVersion": Row(
        'mutation { newRestrictionSetVersion(input: {restrictionSetId: {set}, document: "id: x", format: YAML}) { __typename } }',
        Need.MAINTAINER,
    ),
    "Mutation.deprecateRestrictionSet": Row(
        'mutation { deprecateRestrictionSet(input: {restrictionSetId: {set}, reason: "old"}) { __typename } }', Need.MAINTAINER
    ),
    "Subscription.jobsChanged": Row("subscription { jobsChanged(after: 0) { number } }", Need.VIEWER),
    "Subscription.jobEvents": Row("subscription { jobEvents(jobId: {job}) { number } }", Need.VIEWER),
}

# What nobody must be signed in for: artifacts are reached by signed links only.
ROUTES: dict[str, Need] = {
    "/graphql": Need.ANYBODY,
    "/healthz": Need.ANYBODY,
    "/readyz": Need.ANYBODY,
    "/metrics": Need.ANYBODY,
    "/artifacts/{token}": Need.ANYBODY,
    "/api/v1": Need.VIEWER,
    "/": Need.ANYBODY,
}


@dataclass(frozen=True)
class RestRow:
    """A request of REST: `{job}` stands for the attacked organization's job, as in the rows above; `stream` answers without an end."""

    need: Need
    query: str = ""
    body: str | None = None


_RUN = '{"contract_id": "{contract}", "pins": {"provider": "fake", "model": "echo"}, "num_runs": 1}'

# One row for every operation of REST v1, and one for every format of the export.
REST_ROWS: dict[str, RestRow] = {
    "POST /pipeline/run": RestRow(Need.MAINTAINER, body=_RUN),
    "GET /jobs/stream/{job}": RestRow(Need.VIEWER),
    "GET /jobs/{job}": RestRow(Need.VIEWER),
    "GET /jobs/{job}/results": RestRow(Need.VIEWER),
    "GET /jobs/{job}/export": RestRow(Need.VIEWER, "format=json"),
    "GET /jobs/{job}/export ndjson": RestRow(Need.VIEWER, "format=ndjson"),
    "GET /jobs/{job}/export csv": RestRow(Need.VIEWER, "format=csv"),
    "GET /jobs/{job}/export parquet": RestRow(Need.VIEWER, "format=parquet"),
    "GET /contracts": RestRow(Need.VIEWER),
    "GET /restrictions": RestRow(Need.VIEWER),
    "POST /restrictions": RestRow(Need.MAINTAINER, body='{"document": "id: x"}'),
}
