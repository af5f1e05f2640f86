import { FileQuestion } from "lucide-react";
import { MissingState } from "@/components/ui/missing-state";
import { paths } from "@/shared/paths";
import { texts } from "./texts";

/** There is no contract at this address, and the way to those there are. */
export const MissingContract = () => <MissingState icon={FileQuestion} texts={texts.missing} to={paths.contracts.link()} />;
