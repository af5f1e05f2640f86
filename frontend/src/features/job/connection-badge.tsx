import { LoaderCircle, Radio, WifiOff } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { texts } from "./texts";
import type { Connection } from "./follow-events";

const LOOKS = {
  connecting: { icon: LoaderCircle, tone: "neutral" },
  live: { icon: Radio, tone: "accent" },
  reconnecting: { icon: WifiOff, tone: "warn" },
} as const;

export const ConnectionBadge = ({ connection }: { connection: Connection }) => {
  if (connection === "closed") return null;
  const { icon: Icon, tone } = LOOKS[connection];
  return (
    <Badge tone={tone} role="status">
      <Icon aria-hidden />
      {texts.connection[connection]}
    </Badge>
  );
};
