import type { LucideIcon } from "lucide-react";
import { Link } from "react-router";
import { Button } from "./button";
import { EmptyState } from "./states";

type MissingStateProps = { icon: LucideIcon; texts: { title: string; hint: string; back: string }; to: string };

/** There is nothing at this address, and the way to what there is. */
export const MissingState = ({ icon, texts: { title, hint, back }, to }: MissingStateProps) => (
  <EmptyState
    icon={icon}
    title={title}
    isWholePage
    action={
      <Button asChild size="small">
        <Link to={to}>{back}</Link>
      </Button>
    }
  >
    {hint}
  </EmptyState>
);
