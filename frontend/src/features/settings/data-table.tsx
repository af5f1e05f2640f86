import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { cn } from "@/shared/cn";

type TableProps = { label: string; columns: readonly string[]; hasActions?: boolean; children: ReactNode };

/** A list in columns, with `hasActions` the last one of buttons; on a phone each row is a block, and its cells say what they are by themselves. */
export const DataTable = ({ label, columns, hasActions = false, children }: TableProps) => (
  <Card className="overflow-hidden">
    <table aria-label={label} className="w-full text-left text-[13px] max-md:block">
      <thead className="border-b border-line bg-sunken text-xs text-ink-muted max-md:sr-only">
        <tr>
          {columns.map((column, place) => (
            <th key={column} scope="col" className="px-4 py-2 font-medium whitespace-nowrap">
              <span className={cn(hasActions && place === columns.length - 1 && "sr-only")}>{column}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-y divide-line max-md:block">{children}</tbody>
    </table>
  </Card>
);

type RowProps = { isFaint?: boolean; isRunning?: boolean; children: ReactNode };

/** On a phone the cells stand one below the other; with `isRunning` those after the first share a line. */
export const Row = ({ isFaint = false, isRunning = false, children }: RowProps) => (
  <tr
    className={cn(
      "max-md:px-4 max-md:py-3",
      isRunning ? "max-md:flex max-md:flex-wrap max-md:gap-x-3 max-md:*:first:basis-full" : "max-md:grid max-md:gap-1",
      isFaint && "text-ink-muted",
    )}
  >
    {children}
  </tr>
);

export const Cell = ({ label, className, children }: { label?: string; className?: string; children: ReactNode }) => (
  <td className={cn("max-md:empty:hidden md:px-4 md:py-3", className)}>
    {label && <span className="mr-1.5 text-ink-muted md:hidden">{label}</span>}
    {children}
  </td>
);
