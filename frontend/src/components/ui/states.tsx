import type { LucideIcon } from "lucide-react";
import { CloudOff } from "lucide-react";
import type { ReactNode } from "react";
import { describeError } from "@/shared/network-error";
import { texts } from "@/shared/texts";
import { Button } from "./button";

type StateProps = { icon: LucideIcon; title: string; isWholePage?: boolean; children?: ReactNode; action?: ReactNode };

/** A page or part with nothing to show, and what to do about it; where it is the whole page, its title is the page's heading. */
export const EmptyState = ({ icon: Icon, title, isWholePage = false, children, action }: StateProps) => (
  <div className="grid justify-items-center gap-3 rounded-lg border border-dashed border-line px-6 py-14 text-center">
    <span className="grid size-10 place-items-center rounded-full bg-hover text-ink-muted">
      <Icon aria-hidden className="size-5" />
    </span>
    {isWholePage ? <h1 className="font-semibold">{title}</h1> : <p className="font-semibold">{title}</p>}
    {children && <p className="max-w-md text-[13px] first-letter:uppercase text-ink-muted">{children}</p>}
    {action}
  </div>
);

export const ErrorState = ({ error, onRetry }: { error: unknown; onRetry: () => void }) => {
  const { title, hint } = describeError(error);
  return (
    <div role="alert">
      <EmptyState
        icon={CloudOff}
        title={title}
        action={
          <Button onClick={onRetry} size="small">
            {texts.retry}
          </Button>
        }
      >
        {hint}
      </EmptyState>
    </div>
  );
};
