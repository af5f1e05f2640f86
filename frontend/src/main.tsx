import { startTransition } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { createApplication } from "./app/application";
import { preloadPage } from "./app/routes";
import { earlyAnswersCame, forgetEarlyAnswers } from "./shared/apollo/early-answers";
import { createNetworkLink } from "./shared/apollo/links";
import { loadFonts } from "./shared/fonts";
import "./index.css";

const root = document.getElementById("root");
if (!root) throw new Error("index.html must hold an element with the id root");
// Drawn once its code is here: until then the start page says that it is loading, and nothing is drawn twice.
await preloadPage(window.location.pathname);
// Drawn as a transition, in short steps: the browser answers to the reader between them.
startTransition(() => createRoot(root).render(createApplication(createNetworkLink(), BrowserRouter)));
forgetEarlyAnswers();
await earlyAnswersCame();
loadFonts();
