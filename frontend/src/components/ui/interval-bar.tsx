import { cn } from "@/shared/cn";

type IntervalBarProps = { value: number; low?: number; high?: number; className?: string };

const at = (share: number) => `${Math.min(1, Math.max(0, share)) * 100}%`;

/** A share between 0 and 1 as a point, its interval as a band around it. Decoration: the numbers stand beside it. */
export const IntervalBar = ({ value, low, high, className }: IntervalBarProps) => (
  <div aria-hidden className={cn("relative h-4", className ?? "w-full")}>
    <div className="absolute inset-x-0 top-1/2 h-1 -translate-y-1/2 rounded-full bg-hover" />
    {[0, 0.25, 0.5, 0.75, 1].map((tick) => (
      <div key={tick} className="absolute top-1/2 h-2 w-px -translate-y-1/2 bg-line" style={{ left: at(tick) }} />
    ))}
    {low !== undefined && high !== undefined && (
      <div
        className="absolute top-1/2 h-2 -translate-y-1/2 rounded-full bg-accent/30"
        style={{ left: at(low), width: `calc(${at(high)} - ${at(low)})` }}
      />
    )}
    <div
      className="absolute top-1/2 size-3 -translate-x-1/2 -translate-y-1/2 rounded-full border-2 border-surface bg-accent"
      style={{ left: at(value) }}
    />
  </div>
);
