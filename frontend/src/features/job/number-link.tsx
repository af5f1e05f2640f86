import { type ComponentProps, lazy, type ReactNode, Suspense, useState } from "react";
import { cn } from "@/shared/cn";

// Placing a floating panel takes much script, and most readers never open one: it is fetched when first asked for.
const Popover = lazy(async () => ({ default: (await import("@/components/ui/popover")).Popover }));

type NumberLinkProps = { label: string; children: ReactNode; explanation: ReactNode; className?: string };

const Trigger = ({ className, label, ...props }: ComponentProps<"button"> & { label: string }) => (
  <button
    type="button"
    aria-label={label}
    className={cn("rounded-sm underline decoration-ink-muted/60 decoration-dotted decoration-1 underline-offset-4 hover:decoration-accent hover:decoration-solid", className)}
    {...props}
  />
);

/** A number that can be asked what it means and what it is made of. */
export const NumberLink = ({ label, children, explanation, className }: NumberLinkProps) => {
  const [isWanted, setIsWanted] = useState(false);
  const trigger = (
    <Trigger label={label} className={className} onClick={() => setIsWanted(true)}>
      {children}
    </Trigger>
  );
  if (!isWanted) return trigger;
  const opened = (
    <Trigger label={label} className={className}>
      {children}
    </Trigger>
  );
  return (
    <Suspense fallback={opened}>
      <Popover trigger={opened} isOpenAtFirst>
        {explanation}
      </Popover>
    </Suspense>
  );
};
