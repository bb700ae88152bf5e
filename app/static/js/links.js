// Links for respondents: copying an address, and the firms of the area that was chosen.

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const address = document.getElementById(button.dataset.copy);
    if (await copied(address)) button.textContent = button.dataset.done;
  });
}

async function copied(element) {
  try {
    await navigator.clipboard.writeText(element.textContent);
    return true;
  } catch {
    // Without HTTPS a browser gives no clipboard: the address is selected, and the old way tried.
    window.getSelection().selectAllChildren(element);
    return document.execCommand("copy");
  }
}

for (const form of document.querySelectorAll("form[data-sure]")) {
  form.addEventListener("submit", (event) => { if (!window.confirm(form.dataset.sure)) event.preventDefault(); });
}

const making = document.querySelector("form[data-making]");
making?.addEventListener("area-chosen", ({ target }) => {
  const address = new URL(window.location.href);
  address.search = new URLSearchParams({ area: target.value, kind: making.elements.kind.value });
  window.location.assign(address);
});
making?.elements.firm?.addEventListener("change", ({ target }) => { if (target.value) making.elements.kind.value = "firm"; });
