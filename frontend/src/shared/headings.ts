/** What each page is called and what it is for: the start page says so before the page's script is here. */
export const headings = {
  dashboard: { title: "Overview", lead: "What needs you, what is running, and whether answers still coincide." },
  playground: { title: "Playground", lead: "Send one prompt many times under pinned settings." },
  jobs: { title: "Jobs", lead: "Every experiment of your organization." },
  compare: { title: "Compare", lead: "Did the answers change, and is the change real or noise?" },
  contracts: { title: "Contracts", lead: "What answers are asked for, and the tests they are held against." },
  restrictions: { title: "Restrictions", lead: "Sets of rules that answers are held against." },
} as const;

export type Heading = (typeof headings)[keyof typeof headings];
