import { cn } from "@/shared/cn";
import { texts } from "@/shared/texts";

export const Skeleton = ({ className }: { className?: string }) => (
  <div aria-hidden className={cn("animate-pulse rounded-md bg-hover", className)} />
);

/** Placeholder blocks of the given heights, announced once as loading. */
export const SkeletonPage = ({ blocks }: { blocks: readonly string[] }) => (
  <div role="status" className="grid gap-4">
    <span className="sr-only">{texts.loading}</span>
    {blocks.map((height, position) => (
      // oxlint-disable-next-line react/no-array-index-key -- the blocks never move
      <Skeleton key={position} className={height} />
    ))}
  </div>
);
