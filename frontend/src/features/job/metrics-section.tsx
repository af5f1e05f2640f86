import { Card, Section } from "@/components/ui/card";
import type { JobReportFragment } from "./job.generated";
import { groupMetrics } from "./metric-format";
import { MetricRow } from "./metric-row";
import type { Ground } from "./runs-behind";
import { texts } from "./texts";
import type { JobMetric } from "./verdict";

const SHOWN_AT_FIRST = 6;

const Group = ({ title, metrics, ground }: { title: string; metrics: readonly JobMetric[]; ground: Ground }) => {
  const rest = metrics.slice(SHOWN_AT_FIRST);
  return (
    <Card className="min-w-0 break-inside-avoid pb-1 print:break-inside-auto">
      <h3 className="px-4 pt-3 pb-1 text-xs font-medium text-ink-muted">{title}</h3>
      <ul className="divide-y divide-line/60">
        {metrics.slice(0, SHOWN_AT_FIRST).map((metric) => (
          <MetricRow key={metric.name} metric={metric} ground={ground} />
        ))}
      </ul>
      {rest.length > 0 && (
        <details className="border-t border-line/60">
          <summary className="px-4 py-2 text-xs font-medium text-accent-strong">{texts.metrics.all(rest.length)}</summary>
          <ul className="divide-y divide-line/60">
            {rest.map((metric) => (
              <MetricRow key={metric.name} metric={metric} ground={ground} />
            ))}
          </ul>
        </details>
      )}
    </Card>
  );
};

export const MetricsSection = ({ result, ground }: { result: NonNullable<JobReportFragment["result"]>; ground: Ground }) => (
  <Section title={texts.metrics.title} note={texts.metrics.note()}>
    <div className="gap-4 md:columns-2 print:columns-2 [&>*]:mb-4">
      {groupMetrics(result.metrics).map(({ name, metrics }) => (
        <Group key={name} title={texts.metrics.groups[name]} metrics={metrics} ground={ground} />
      ))}
    </div>
  </Section>
);
