import { ChartLine } from "lucide-react";
import { Section } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/states";
import { RepeatabilityChart } from "./repeatability-chart";
import type { Series } from "./series";
import { texts } from "./texts";

/** Small multiples: every contract on the same scale. */
export const RepeatabilitySection = ({ series }: { series: readonly Series[] }) => (
  <Section title={texts.series.title} note={texts.series.note()}>
    {series.length === 0 ? (
      <EmptyState icon={ChartLine} title={texts.series.none.title}>
        {texts.series.none.hint}
      </EmptyState>
    ) : (
      <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        {series.map((one) => (
          <RepeatabilityChart key={one.key} series={one} />
        ))}
      </div>
    )}
  </Section>
);
