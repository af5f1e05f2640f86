export const texts = {
  product: "Skyt",
  retry: "Try again",
  close: "Close",
  copied: "Copied",
  loading: "Loading",
  lineChanges: (count: number) => (count === 0 ? "No line differs" : count === 1 ? "One line differs" : `${count} lines differ`),
  unreachable: {
    title: "The server does not answer",
    hint: "Check that Skyt is running and that this computer is connected, then try again.",
  },
  unexpected: { title: "Something went wrong" },
  kinds: { PYTHON: "Python", C: "C", JSON: "JSON", TEXT: "Text" },
  statuses: {
    QUEUED: "Queued",
    RUNNING: "Running",
    COMPLETED: "Completed",
    FAILED: "Failed",
    CANCELLED: "Cancelled",
    EXPIRED: "Expired",
  },
} as const;
