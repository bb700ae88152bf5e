// A page that waits for a job: only the card that tells how far it is changes. The page is loaded anew once, at the end.
const card = document.querySelector("[data-waiting]");
const EVERY = 2000;

async function look() {
  try {
    const answer = await fetch(window.location.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-waiting]");
    if (answer.ok && !fresh) {
      window.location.reload();
      return;
    }
    if (fresh && fresh.innerHTML !== card.innerHTML) card.replaceChildren(...fresh.childNodes);
  } catch {
    // No network for a moment: the card stays as it is, and the next look may get through.
  }
  setTimeout(look, EVERY);
}

if (card) setTimeout(look, EVERY);
