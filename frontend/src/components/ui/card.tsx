import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/shared/cn";
import { frame } from "@/shared/frame";

export const Card = ({ className, ...props }: ComponentProps<"div">) => (
  <div className={cn(frame.card, className)} {...props} />
);

type SectionProps = { title: string; note?: ReactNode; actions?: ReactNode; children: ReactNode; className?: string };

/** A titled part of a page; its heading names the region for those who cannot see the layout. */
export const Section = ({ title, note, actions, children, className }: SectionProps) => (
  <section aria-label={title} className={cn("grid min-w-0 content-start gap-3", className)}>
    <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
      <h2 className="text-[15px] font-semibold tracking-tight">
        {title}
        {note && <span className="ml-2 text-[13px] font-normal tracking-normal text-ink-muted">{note}</span>}
      </h2>
      {actions}
    </div>
    {children}
  </section>
);
