import { ShieldQuestion } from "lucide-react";
import { Link } from "react-router";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/states";
import { paths } from "@/shared/paths";
import { texts } from "./texts";

/** There is no set at this address, and the way to those there are. */
export const MissingSet = () => (
  <EmptyState
    icon={ShieldQuestion}
    title={texts.missing.title}
    isWholePage
    action={
      <Button asChild size="small">
        <Link to={paths.restrictions.link()}>{texts.missing.back}</Link>
      </Button>
    }
  >
    {texts.missing.hint}
  </EmptyState>
);
