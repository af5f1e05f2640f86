export const texts = {
  documentTitle: "Jobs · Skyt",
  title: "Jobs",
  lead: "Every experiment of your organization, newest first.",
  filter: "Status",
  all: "All",
  create: "New job",
  more: "Show more",
  empty: { title: "No jobs yet", hint: "A job sends one prompt many times and measures how far the answers coincide." },
  emptyFiltered: { title: "No jobs with this status", hint: "Choose another status to see other jobs." },
  columns: { contract: "Contract", model: "Model", repeatability: "Same program", runs: "Runs", status: "Status", created: "Created" },
  temperature: (value: string) => `temperature ${value}`,
  progress: (done: number, total: number) => `${done} of ${total} analysed`,
} as const;
