import { useQuery } from "@apollo/client/react";
import { RoleDocument } from "./role.generated";

/** Whether the viewer may run jobs and write contracts and sets here; only viewers may not. The service decides in any case. */
export const useCanWrite = (): boolean => useQuery(RoleDocument, { fetchPolicy: "cache-first" }).data?.viewer?.role !== "VIEWER";
