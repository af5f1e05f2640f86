import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { createApplication } from "./app/application";
import { preloadPage } from "./app/routes";
import { createNetworkLink } from "./shared/apollo/links";
import "./index.css";

const root = document.getElementById("root");
if (!root) throw new Error("index.html must hold an element with the id root");
// Drawn once its code is here: until then the start page says that it is loading, and nothing is drawn twice.
await preloadPage(window.location.pathname);
createRoot(root).render(createApplication(createNetworkLink(), BrowserRouter));
