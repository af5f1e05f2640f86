import { Ban, CircleAlert, CircleCheck, CircleDashed, CircleX, Hourglass, LoaderCircle, type LucideIcon } from "lucide-react";
import { texts } from "@/shared/texts";
import { Badge, type BadgeTone } from "./badge";

type Status = keyof typeof texts.statuses;

const LOOKS: Record<Status, { icon: LucideIcon; tone: BadgeTone; motion?: string }> = {
  QUEUED: { icon: CircleDashed, tone: "neutral" },
  RUNNING: { icon: LoaderCircle, tone: "accent", motion: "animate-spin" },
  COMPLETED: { icon: CircleCheck, tone: "good" },
  FAILED: { icon: CircleX, tone: "bad" },
  CANCELLED: { icon: Ban, tone: "neutral" },
  EXPIRED: { icon: Hourglass, tone: "warn" },
};

const PARTIAL = { icon: CircleAlert, tone: "warn", motion: undefined } as const;

/** A job's state; one that completed without all of its answers says so. */
export const StatusBadge = ({ status, unanswered = 0 }: { status: Status; unanswered?: number }) => {
  const isPartial = status === "COMPLETED" && unanswered > 0;
  const { icon: Icon, tone, motion } = isPartial ? PARTIAL : LOOKS[status];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden className={motion} />
      {isPartial ? texts.partial(unanswered) : texts.statuses[status]}
    </Badge>
  );
};
