import { JobView } from "@/features/job/job-view";
import { PlaygroundPage } from "@/features/playground/playground-page";

/** The playground with the job it started beside it: only this room knows both. */
export const PlaygroundRoute = () => <PlaygroundPage renderJob={(jobId) => <JobView key={jobId} jobId={jobId} isEmbedded />} />;
