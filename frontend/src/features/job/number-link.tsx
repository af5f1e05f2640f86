import { type ComponentProps, type ReactNode, useState } from "react";
import { cn } from "@/shared/cn";

type PopoverComponent = typeof import("@/components/ui/popover").Popover;

type NumberLinkProps = { label: string; children: ReactNode; explanation: ReactNode; className?: string };

const Trigger = ({ className, label, ...props }: ComponentProps<"button"> & { label: string }) => (
  <button
    type="button"
    aria-label={label}
    className={cn("-my-1 rounded-sm py-1 underline decoration-ink-muted/60 decoration-dotted decoration-1 underline-offset-4 hover:decoration-accent hover:decoration-solid", className)}
    {...props}
  />
);

/** A number that can be asked what it means and what it is made of. */
export const NumberLink = ({ label, children, explanation, className }: NumberLinkProps) => {
  // Placing a floating panel takes much script, and most readers never open one: it is fetched when first asked for.
  const [Popover, setPopover] = useState<PopoverComponent>();
  const handleFirstPress = async () => {
    const loaded = await import("@/components/ui/popover");
    setPopover(() => loaded.Popover);
  };
  const trigger = (
    <Trigger label={label} className={className} onClick={Popover ? undefined : () => void handleFirstPress()}>
      {children}
    </Trigger>
  );
  if (!Popover) return trigger;
  return (
    <Popover trigger={trigger} isOpenAtFirst>
      {explanation}
    </Popover>
  );
};
