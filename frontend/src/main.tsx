import { startTransition } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { AccountDocument } from "@/features/account/account.generated";
import { createApplication } from "./app/application";
import { preloadPage } from "./app/routes";
import { earlyAnswersCame, forgetEarlyAnswers, keepEarlyAnswers } from "./shared/apollo/early-answers";
import { createNetworkLink } from "./shared/apollo/links";
import { loadFonts } from "./shared/fonts";
import { nextTask } from "./shared/next-task";
import "./index.css";

const root = document.getElementById("root");
if (!root) throw new Error("index.html must hold an element with the id root");
const { client, element } = createApplication(createNetworkLink(), BrowserRouter);
// Between the parts of the start the browser answers to the reader.
await nextTask();
// Drawn once its code and what it shows are here: until then the start page says that it is loading, and nothing is drawn twice.
const questions = await preloadPage(window.location.pathname);
await keepEarlyAnswers(client, [...questions, AccountDocument]);
client.prioritizeCacheValues = true;
await nextTask();
// Drawn as a transition, in short steps: the browser answers to the reader between them.
startTransition(() => createRoot(root).render(element));
forgetEarlyAnswers();
await earlyAnswersCame();
loadFonts();
