"""The GraphQL operations that the command line uses; a test checks them against schema.graphql."""

_PROBLEM = "... on Problem { code message hint } ... on InvalidInput { faults { message path line } }"

SIGN_IN = f"""
mutation SignIn($email: String!, $password: String!) {{
  signIn(input: {{email: $email, password: $password}}) {{
    __typename
    ... on SignedIn {{ token }}
    {_PROBLEM}
  }}
}}
"""

SIGN_OUT = """
mutation SignOut {
  signOut { __typename }
}
"""

CHOICES = """
query Choices($contractsAfter: String, $setsAfter: String) {
  contracts(first: 50, after: $contractsAfter) { edges { node { id name version } } pageInfo { hasNextPage endCursor } }
  restrictionSets(first: 50, after: $setsAfter) { edges { node { id name version source kinds } } pageInfo { hasNextPage endCursor } }
}
"""

MODELS = """
query Models($contractId: ID!) {
  providers { name models(contractId: $contractId) { name maxRuns temperature } }
}
"""

SUBMIT_JOB = f"""
mutation SubmitJob($input: SubmitJobInput!) {{
  submitJob(input: $input) {{
    __typename
    ... on JobSubmitted {{ isNew notices job {{ id status }} }}
    {_PROBLEM}
  }}
}}
"""

JOB_EVENTS = """
query JobEvents($id: ID!, $after: Int!) {
  job(id: $id) {
    status errorMessage
    progress { total generated unanswered analysed }
    events(after: $after, first: 100) { number kind payload }
  }
}
"""

JOB_RESULT = """
query JobResult($id: ID!, $metrics: [String!]) {
  job(id: $id) {
    id status numRuns errorMessage
    progress { failed refused timedOut }
    contract { name version title }
    pins { provider model temperature seed }
    result {
      engineVersion notices
      metrics(names: $metrics) { name label unit value numerator denominator interval { low high confidence } notScoredReason }
    }
  }
}
"""

JOB_BUNDLE = """
query JobBundle($id: ID!) {
  job(id: $id) { status result { bundle { fileName url } } }
}
"""
