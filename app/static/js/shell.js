// The menu and the tabs scroll sideways on a phone: bring the entry of this page into their view.
for (const entry of document.querySelectorAll(".main-nav [aria-current], .tabs [aria-current]")) {
  const list = entry.closest("ul");
  const [item, frame] = [entry.getBoundingClientRect(), list.getBoundingClientRect()];
  list.scrollLeft += item.left - frame.left - (frame.width - item.width) / 2;
}
