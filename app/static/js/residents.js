// A resident registration number never leaves the browser: the field says so, and the form waits until it is gone.
// The server looks again, and knows more ways of writing one.

const NUMBER = /(?<!\d)\d{2}[-.\s]?\d{2}[-.\s]?\d{2}[\s\-.·~_:/]{0,4}[1-8](?:[-.\s]?\d){6}(?!\d)/;
const { resident } = document.body.dataset;

const holds = (field) => NUMBER.test(field.value.normalize("NFKC").replace(/[\u2010-\u2015\u2212]/g, "-"));
const typed = (form) => form.querySelectorAll("textarea, input[type=text], input:not([type])");

function tell(field) {
  const old = document.getElementById(`resident-${field.id}`);
  const wrong = holds(field);
  if (!wrong) { old?.remove(); return false; }
  if (!old) {
    const words = document.createElement("p");
    Object.assign(words, { className: "wrong", id: `resident-${field.id}`, textContent: resident });
    words.setAttribute("role", "alert");
    field.after(words);
  }
  return true;
}

// Told when the form is sent, not when the field is left: words that appear then move the button away from the press.
document.addEventListener("input", (event) => {
  if (document.getElementById(`resident-${event.target.id}`)) tell(event.target);
});
document.addEventListener("submit", (event) => {
  if (event.target.method === "get") return;
  const wrong = [...typed(event.target)].filter(tell);
  if (!wrong.length) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  wrong[0].focus();
}, true);
