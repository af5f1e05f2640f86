import { createRoot } from "react-dom/client";
import { createBrowserRouter } from "react-router";
import { createApplication } from "./app/application";
import { createNetworkLink } from "./shared/apollo/links";
import "./index.css";

const root = document.getElementById("root");
if (!root) throw new Error("index.html must hold an element with the id root");
createRoot(root).render(createApplication(createNetworkLink(), createBrowserRouter));
