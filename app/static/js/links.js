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
const area = making?.elements.area;
making?.addEventListener("area-chosen", firms);
// Enter in the field of an area asks for its firms; links are made by their own button alone.
area?.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); firms(); } });
making?.elements.firm?.addEventListener("change", ({ target }) => { if (target.value) making.elements.kind.value = "firm"; });

// The same page with the firms of the area that was typed.
function firms() {
  const address = new URL(window.location.href);
  address.search = new URLSearchParams({ area: area.value, kind: making.elements.kind.value });
  window.location.assign(address);
}
