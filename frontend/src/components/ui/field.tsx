import { CircleAlert } from "lucide-react";
import { Label } from "radix-ui";
import { type ReactNode, useId } from "react";
import { cn } from "@/shared/cn";

export type FieldControl = { id: string; "aria-invalid": true | undefined; "aria-describedby": string | undefined };

const NO_FAULTS: readonly string[] = [];

type FieldProps = {
  label: string;
  hint?: ReactNode;
  faults?: readonly string[];
  className?: string;
  children: (control: FieldControl) => ReactNode;
};

/** A labelled control with its hint, and everything wrong with it beside it. */
export const Field = ({ label, hint, faults = NO_FAULTS, className, children }: FieldProps) => {
  const id = useId();
  const isInvalid = faults.length > 0;
  const describedBy = [hint ? `${id}-hint` : "", isInvalid ? `${id}-faults` : ""].filter(Boolean).join(" ");
  return (
    <div className={cn("grid content-start gap-1.5", className)}>
      <Label.Root htmlFor={id} className="text-[13px] font-medium">
        {label}
      </Label.Root>
      {children({ id, "aria-invalid": isInvalid || undefined, "aria-describedby": describedBy || undefined })}
      {hint && (
        <div id={`${id}-hint`} className="text-xs text-ink-muted">
          {hint}
        </div>
      )}
      {isInvalid && (
        <div id={`${id}-faults`} role="alert">
          <ul className="grid gap-1 text-xs text-bad">
          {faults.map((fault) => (
            <li key={fault} className="flex gap-1.5">
              <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
              <span className="block min-w-0 wrap-anywhere first-letter:uppercase">{fault}</span>
            </li>
          ))}
          </ul>
        </div>
      )}
    </div>
  );
};
