"""Why a metric may be undefined, in one spelling each."""

from engine.domain.scores import NotScored

NO_ANSWER = NotScored("no run was answered")
NO_ANCHOR = NotScored("there is no anchor: no output meets the contract and passes the oracle")
ONE_RUN = NotScored("one run cannot agree or disagree with another")
ONE_ANSWER = NotScored("fewer than two runs were answered")
