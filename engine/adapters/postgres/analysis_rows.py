"""Analyses of many runs as rows: each distinct one once, because most runs of a job share theirs."""

from collections.abc import Mapping

from engine.adapters.postgres.documents import analysis_values
from engine.adapters.postgres.stored_text import store_json
from engine.domain.json_value import Json
from engine.domain.run import OutputAnalysis


def analysis_rows(analyses: Mapping[int, OutputAnalysis]) -> tuple[list[Json], list[Json]]:
    """(run index, place) of every run, and the columns of each distinct analysis by its place; spelled for PostgreSQL."""
    places: dict[int, int] = {}
    runs: list[Json] = []
    rows: list[Json] = []
    for run_index, analysis in analyses.items():
        if id(analysis) not in places:
            places[id(analysis)] = len(rows)
            rows.append(store_json({"place": len(rows), **analysis_values(analysis)}))
        runs.append({"run_index": run_index, "place": places[id(analysis)]})
    return runs, rows
