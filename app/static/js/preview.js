// What is chosen is kept at once, so that no way out of the page loses it; without script the buttons keep it.

const form = document.getElementById("work");
let saving = Promise.resolve();

function keep() {
  const data = new FormData(form);
  data.set("op", "hold");
  saving = fetch(form.action, { method: "POST", body: data, keepalive: true, redirect: "manual" }).catch(() => {});
}

form.addEventListener("change", (event) => {
  if (event.target.matches("select[name^=speaker-], input[type=radio]")) keep();
});

// A page that is asked for before the choice has arrived would show the old one, and send it back.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!link || !plain || link.target || link.getAttribute("href").startsWith("#")) return;
  event.preventDefault();
  saving.then(() => { window.location.href = link.href; });
});
