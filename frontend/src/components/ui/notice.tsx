import { CircleAlert, FlaskConical, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/shared/cn";

const STYLES = {
  info: { icon: Info, classes: "bg-hover text-ink" },
  sample: { icon: FlaskConical, classes: "bg-warn-soft text-warn" },
  warn: { icon: TriangleAlert, classes: "bg-warn-soft text-warn" },
  bad: { icon: CircleAlert, classes: "bg-bad-soft text-bad" },
} as const;

export const Notice = ({ tone, children, className }: { tone: keyof typeof STYLES; children: ReactNode; className?: string }) => {
  const { icon: Icon, classes } = STYLES[tone];
  return (
    <div role={tone === "bad" ? "alert" : "note"} className={cn("flex gap-2.5 rounded-md px-3 py-2 text-[13px]", classes, className)}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0">{children}</div>
    </div>
  );
};
