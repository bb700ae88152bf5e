// The recording beside the turns: a turn's button plays from its second. Without this script the button is a link.
const player = document.querySelector("audio[data-recording]");

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-second]");
  if (!link || !player || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const second = Number(link.dataset.second);
  const play = () => { player.currentTime = second; player.play(); };
  if (player.readyState > 0) play();
  else {
    player.addEventListener("loadedmetadata", play, { once: true });
    player.load();
  }
});
