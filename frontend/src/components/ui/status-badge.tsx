import { Ban, CircleCheck, CircleDashed, CircleX, Hourglass, LoaderCircle, type LucideIcon } from "lucide-react";
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

export const StatusBadge = ({ status }: { status: Status }) => {
  const { icon: Icon, tone, motion } = LOOKS[status];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden className={motion} />
      {texts.statuses[status]}
    </Badge>
  );
};
