import { useParams } from "react-router";
import { JobView } from "./job-view";

export const JobPage = () => {
  const { jobId = "" } = useParams();
  return <JobView key={jobId} jobId={jobId} />;
};
