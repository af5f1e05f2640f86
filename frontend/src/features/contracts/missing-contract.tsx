import { FileQuestion } from "lucide-react";
import { Link } from "react-router";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/states";
import { paths } from "@/shared/paths";
import { texts } from "./texts";

/** There is no contract at this address, and the way to those there are. */
export const MissingContract = () => (
  <EmptyState
    icon={FileQuestion}
    title={texts.missing.title}
    isWholePage
    action={
      <Button asChild size="small">
        <Link to={paths.contracts.link()}>{texts.missing.back}</Link>
      </Button>
    }
  >
    {texts.missing.hint}
  </EmptyState>
);
