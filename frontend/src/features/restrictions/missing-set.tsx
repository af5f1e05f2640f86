import { ShieldQuestion } from "lucide-react";
import { MissingState } from "@/components/ui/missing-state";
import { paths } from "@/shared/paths";
import { texts } from "./texts";

/** There is no set at this address, and the way to those there are. */
export const MissingSet = () => <MissingState icon={ShieldQuestion} texts={texts.missing} to={paths.restrictions.link()} />;
