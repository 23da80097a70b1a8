// Starts GOV.UK Frontend's components and makes the way out quick. Every page works without it.
import { initAll } from "./vendor/govuk-frontend.min.js";

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
initAll();

for (const link of document.querySelectorAll("[data-leave]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    // The page is replaced, so that the back button does not lead here.
    window.location.replace(link.href);
  });
}

// On a small screen long lists are folded; without this script they stand open.
if (window.matchMedia("(max-width: 59.99rem)").matches)
  for (const list of document.querySelectorAll("[data-folds]")) list.open = false;
