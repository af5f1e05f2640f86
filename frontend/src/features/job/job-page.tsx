import { useParams } from "react-router";
import { JobDocument } from "./job.generated";
import { JobView } from "./job-view";

// The playground shows a job too: asked for through one module, the page and the view are one file.
export { JobView };

export const JobPage = () => {
  const { jobId = "" } = useParams();
  return <JobView key={jobId} jobId={jobId} />;
};

// Not its runs: most jobs are over, and theirs are read past the cache.
JobPage.asks = [JobDocument];
