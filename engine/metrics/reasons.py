"""Why a metric may be undefined, in one spelling each."""

from engine.domain.scores import NotScored

NO_ANSWER = NotScored("no run was answered")
NO_ANCHOR = NotScored("there is no anchor: no output meets the contract and passes the oracle")
NO_ORACLE = NotScored("answers of this kind have no oracle: nothing decides whether they are right")
NO_BEHAVIOUR = NotScored("answers of this kind are not run, so they have no behaviour to compare")
ONE_RUN = NotScored("one run cannot agree or disagree with another")
ONE_ANSWER = NotScored("fewer than two runs were answered")
NONE_DECIDED = NotScored("none of the answers could be held against the rule")
ONE_DECIDED = NotScored("fewer than two answers could be held against the rule")
