import { Card } from "@/components/ui/card";
import { cn } from "@/shared/cn";
import { formatCount, formatDay, formatDollars } from "@/shared/format";
import { Cell, DataTable, Row } from "./data-table";
import { texts } from "./texts";
import { totalOf, type UsageLine } from "./usage-total";

const words = texts.usage;

const costOf = (costUsd: number | null): string => (costUsd === null ? words.noCost : formatDollars(costUsd));

export const UsageTotals = ({ lines }: { lines: readonly UsageLine[] }) => {
  const { runs, unanswered, promptTokens, completionTokens, costUsd } = totalOf(lines);
  const shown: [string, string][] = [
    [words.totals.runs, formatCount(runs)],
    [words.totals.unanswered, formatCount(unanswered)],
    [words.totals.promptTokens, formatCount(promptTokens)],
    [words.totals.completionTokens, formatCount(completionTokens)],
    [words.totals.cost, costOf(costUsd)],
  ];
  return (
    <Card>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-4 p-5 text-[13px] sm:grid-cols-5">
        {shown.map(([label, value]) => (
          <div key={label}>
            <dt className="text-xs text-ink-muted">{label}</dt>
            <dd className={cn("text-lg tracking-tight tabular-nums", value === words.noCost ? "text-ink-muted" : "font-semibold")}>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
};

export const UsageTable = ({ lines }: { lines: readonly UsageLine[] }) => (
  <DataTable label={words.byModel} columns={Object.values(words.columns)}>
    {lines.map(({ day, provider, model, runs, promptTokens, completionTokens, costUsd }) => (
      <Row key={`${day} ${provider} ${model}`}>
        <Cell className="md:whitespace-nowrap">{formatDay(day)}</Cell>
        <Cell className="wrap-anywhere">
          {provider} / {model}
        </Cell>
        <Cell label={words.columns.runs} className="tabular-nums">
          {formatCount(runs)}
        </Cell>
        <Cell label={words.columns.tokens} className="tabular-nums">
          {formatCount(promptTokens + completionTokens)}
        </Cell>
        <Cell label={words.columns.cost} className="tabular-nums">
          {costOf(costUsd)}
        </Cell>
      </Row>
    ))}
  </DataTable>
);
