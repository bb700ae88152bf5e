// Questions change their order by Alt and an arrow where the list has the focus, and by drag.

export function ordered(root, move) {
  let dragged = null;
  root.addEventListener("keydown", (event) => {
    const line = event.target.closest?.("[data-part]");
    if (!line || !event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    line.querySelector(`button[value=${event.key === "ArrowUp" ? "up" : "down"}]`).click();
  });
  root.addEventListener("pointerdown", ({ target }) => {
    const line = target.closest?.("[data-part]");
    if (line) line.draggable = !target.closest("button, input, select");
  });
  root.addEventListener("dragstart", ({ target, dataTransfer }) => {
    dragged = target.closest?.("[data-part]");
    if (dragged) dataTransfer.effectAllowed = "move";
  });
  root.addEventListener("dragover", (event) => {
    const line = event.target.closest?.("[data-part]");
    if (dragged && line?.parentElement === dragged.parentElement) event.preventDefault();
  });
  root.addEventListener("drop", (event) => {
    const line = event.target.closest?.("[data-part]");
    if (!dragged || line?.parentElement !== dragged.parentElement || line === dragged) return;
    event.preventDefault();
    move(dragged.querySelector("form.order"), [...line.parentElement.children].indexOf(line));
    dragged = null;
  });
}
