// Two conveniences; without script the button asks the server for lines, and a link with ?turn= finds its page.

const people = document.getElementById("people");
const more = document.getElementById("more");

function addLine() {
  const lines = people.querySelectorAll(".person-row");
  const line = lines[lines.length - 1].cloneNode(true);
  const renumber = (text) => text.replace(/participants-\d+/, `participants-${lines.length}`);
  for (const element of line.querySelectorAll("[id], [name], [for]")) {
    for (const name of ["id", "name", "for"]) {
      if (element.hasAttribute(name)) element.setAttribute(name, renumber(element.getAttribute(name)));
    }
    element.removeAttribute("aria-invalid");
    element.removeAttribute("aria-describedby");
    if ("value" in element) element.value = "";
  }
  line.querySelectorAll(".wrong").forEach((element) => element.remove());
  line.querySelectorAll(".is-wrong").forEach((element) => element.classList.remove("is-wrong"));
  const legend = line.querySelector("legend");
  legend.textContent = legend.textContent.replace(/\d+/, lines.length + 1);
  people.append(line);
  line.querySelector("input:not([type=hidden])").focus();
}

// On a phone ten empty lines are a long way to scroll: three are left, the button adds more.
function dropEmptyLines() {
  const lines = [...people.querySelectorAll(".person-row")];
  const written = (line) => [...line.querySelectorAll("input, select")].some((element) => element.value !== "");
  const last = lines.findLastIndex(written);
  lines.slice(last + 4).forEach((line) => line.remove());
}

if (people && matchMedia("(max-width: 640px)").matches) dropEmptyLines();

if (people && more) {
  more.addEventListener("click", (event) => {
    event.preventDefault();
    addLine();
  });
}

// The anchor of a turn that stands on another page: ask for that page.
const talk = document.querySelector("[data-turns]");
const wanted = /^#turn-(\d+)$/.exec(location.hash);
const asked = new URLSearchParams(location.search);
if (talk && wanted && !document.getElementById(`turn-${wanted[1]}`) && !asked.has("turn")) {
  location.replace(`${talk.dataset.turns}?turn=${wanted[1]}${location.hash}`);
}
