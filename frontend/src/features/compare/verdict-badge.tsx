import { CircleHelp, Equal, Replace, TrendingDown, TrendingUp } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { Compared, ComparedValue } from "./compared";
import { texts } from "./texts";

const LOOKS = {
  SAME: { icon: Equal, tone: "good" },
  CHANGED: { icon: Replace, tone: "warn" },
  CANNOT_TELL: { icon: CircleHelp, tone: "neutral" },
} as const;

/** A verdict in colour, sign and word. */
export const VerdictBadge = ({ verdict }: { verdict: NonNullable<Compared["verdict"]> }) => {
  const { icon: Icon, tone } = LOOKS[verdict];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden />
      {texts.verdicts[verdict]}
    </Badge>
  );
};

/** A number's verdict: same, not known yet, or changed and in which direction. */
export const ValueVerdict = ({ verdict, direction }: Pick<ComparedValue, "verdict" | "direction">) => {
  if (verdict === null) return null;
  if (verdict !== "CHANGED" || direction === "NONE" || direction === "DIFFERENT") return <VerdictBadge verdict={verdict} />;
  const Icon = direction === "BETTER" ? TrendingUp : TrendingDown;
  return (
    <Badge tone={direction === "BETTER" ? "good" : "bad"}>
      <Icon aria-hidden />
      {texts.verdicts.CHANGED}: {texts.directions[direction]}
    </Badge>
  );
};
