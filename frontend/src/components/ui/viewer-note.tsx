import { useCanWrite } from "@/shared/apollo/use-can-write";
import { Notice } from "./notice";

/** Tells a viewer why there is no button here, and whom to ask; nothing to the others. */
export const ViewerNote = ({ children }: { children: string }) => !useCanWrite() && <Notice tone="info">{children}</Notice>;
