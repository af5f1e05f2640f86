import type { ReactNode } from "react";
import { Notice } from "./notice";

type RefusalProps = { message: string; hint?: string | null; details?: readonly string[]; children?: ReactNode };

const NONE: readonly string[] = [];

/** Why the service did not do what was asked: its reason, what to do, and what belongs to no field. */
export const RefusalNotice = ({ message, hint, details = NONE, children }: RefusalProps) => (
  <Notice tone="bad">
    <strong className="block font-semibold first-letter:uppercase">{message}</strong>
    {[hint, ...details].filter(Boolean).map((line) => (
      <div key={line} className="first-letter:uppercase">
        {line}
      </div>
    ))}
    {children}
  </Notice>
);
