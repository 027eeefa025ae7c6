// The script that a host's page loads: it defines <burrow-lesson>, once.
import { BurrowLesson } from "./element.js";

if (!customElements.get("burrow-lesson")) customElements.define("burrow-lesson", BurrowLesson);
