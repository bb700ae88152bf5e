// The app's own upkeep: the worker that keeps it, and taking over a newer version only when the person says so.

import { el } from "./elements.js";
import { say } from "./words.js";

export async function install(bar) {
  if (!("serviceWorker" in navigator)) return;
  try {
    const registration = await navigator.serviceWorker.register("/field/sw.js", { scope: "/field/", updateViaCache: "none" });
    const offer = () => { if (registration.waiting && navigator.serviceWorker.controller) told(bar, registration); };
    offer();
    registration.addEventListener("updatefound", () => {
      registration.installing?.addEventListener("statechange", offer);
    });
  } catch { /* without network the one that is installed stays */ }
}

function told(bar, registration) {
  const take = () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    registration.waiting?.postMessage("take over");
  };
  bar.replaceChildren(el("p", {}, say("new_version"), " ",
    el("button", { type: "button", class: "button small", onclick: take }, say("take_new"))));
  bar.hidden = false;
}

// Whether the app is whole on this device, so that it starts without network.
export async function ready() {
  if (!navigator.serviceWorker) return false;
  const registration = await navigator.serviceWorker.getRegistration("/field/");
  return Boolean(registration?.active);
}
