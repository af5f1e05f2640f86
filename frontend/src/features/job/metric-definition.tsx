import { CircleHelp } from "lucide-react";
import { type ComponentProps, lazy, Suspense, useState } from "react";
import { texts } from "./texts";
import type { JobMetric } from "./verdict";

// Placing a floating panel takes much script, and most readers never open one: it is fetched when first asked for.
const Popover = lazy(async () => ({ default: (await import("@/components/ui/popover")).Popover }));

const Trigger = ({ label, ...props }: ComponentProps<"button"> & { label: string }) => (
  <button
    type="button"
    aria-label={texts.metrics.about(label)}
    className="grid size-6 shrink-0 place-items-center rounded-full text-ink-muted hover:text-ink"
    {...props}
  >
    <CircleHelp aria-hidden className="size-3.5" />
  </button>
);

/** What a metric means, on demand. */
export const MetricDefinition = ({ metric }: { metric: JobMetric }) => {
  const [isWanted, setIsWanted] = useState(false);
  if (!isWanted) return <Trigger label={metric.label} onClick={() => setIsWanted(true)} />;
  return (
    <Suspense fallback={<Trigger label={metric.label} />}>
      <Popover trigger={<Trigger label={metric.label} />} isOpenAtFirst>
        <code className="mb-1 block font-mono text-xs text-ink-muted">{metric.name}</code>
        {metric.definition}
      </Popover>
    </Suspense>
  );
};
