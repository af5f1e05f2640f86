"""The four questions, as plain Strawberry's schema and as Skyt's asks them."""

PLAIN = {
    "Q1": "query Q1($id: UUID!) { job(id: $id) { id clientJobId contractId contractVersion numRuns temperature status createdAt } }",
    "Q2": (
        "query Q2($u: UUID!) { jobs(userId: $u, first: 50) { nodes { id clientJobId contractId contractVersion numRuns temperature status "
        "retryCount createdAt completedAt result { metrics } } pageInfo { hasNextPage endCursor } } }"
    ),
    "Q3": (
        "query Q3($u: UUID!) { jobs(userId: $u, first: 20) { nodes { id contractId status createdAt user { email } result { metrics } "
        "runs(first: 20) { runIndex canonicalOutput metrics } } } }"
    ),
    "Q4": "query Q4($u: UUID!) { contractStats(userId: $u) { contractId n avgR } }",
}
SKYT = {
    "Q1": (
        "query Q1($id: ID!) { job(id: $id) { id clientJobId contractId contractVersion numRuns pins { temperature } status createdAt } }"
    ),
    "Q2": (
        "query Q2 { jobs(first: 50) { nodes { id clientJobId contractId contractVersion numRuns pins { temperature } status "
        "retryCount createdAt completedAt result { metricsDocument } } pageInfo { hasNextPage endCursor } } }"
    ),
    "Q3": (
        "query Q3 { jobs(first: 20) { nodes { id contractId status createdAt createdBy { email } result { metricsDocument } "
        "runs(first: 20) { nodes { runIndex canonicalOutput providerDocument } } } } }"
    ),
    "Q4": "query Q4 { contractSummaries { name jobs mean } }",
}
