export const texts = {
  label: "Guided tour",
  place: (step: number, steps: number) => `Step ${step} of ${steps}`,
  back: "Back",
  next: "Next",
  done: "Done",
  end: "End the tour",
  makeDemo: "Make the demo job",
  skip: "Skip",
  make: {
    title: "First, a job to look at",
    words: "There is none here yet. The demo job asks one prompt 20 times; its answers were written by hand, so it needs no key, costs nothing and takes some seconds.",
  },
  verdict: {
    title: "One sentence says it all",
    words: "This is the demo job: one prompt, sent many times. How many answers are the same program, how many behave alike, which rules they break. Press a number to see which answers it counts.",
  },
  runs: {
    title: "Every answer is a dot",
    words: "Nothing is averaged away. The letter in a dot is its program: same letter, same program. Press one to read the answer and hold it against the reference.",
  },
  classes: {
    title: "Same code, or only the same behaviour",
    words: "Answers stand together by the program they are, or by what they do on the same inputs. Where two behave differently, the input that shows it is named.",
  },
  playground: {
    title: "Now one of your own",
    words: "Choose a contract, a model and how often to ask. The sample answers need no key. Press Run and watch the dots arrive.",
  },
  jobs: {
    title: "Has it changed?",
    words: "All jobs are listed here. Tick two finished ones and compare them: you are told whether the difference is real, or more runs are needed.",
  },
} as const;
