import { RoleDocument } from "./role.generated";
import { useQuery } from "./use-query";

/** Whether the viewer may run jobs and write contracts and sets here; only viewers may not. The service decides in any case. */
export const useCanWrite = (): boolean => useQuery(RoleDocument, { fetchPolicy: "cache-first" }).data?.viewer?.role !== "VIEWER";
