// All of a form at once, a section at a time, or one question at a time: as the questionnaire says, or as its reader chose.

const CHOSEN = "moksori-pages";
const ONE = "[data-together], [data-question]:not([data-type=began]), [data-more], [data-aside]";
const shown = (each) => !each.closest("[hidden]");

export function paged(form, { check, signal }) {
  const [select, back, next, send] = ["[data-paging]", "[data-back]", "[data-next]", ".send [type=submit]"].map((each) => form.querySelector(each));
  // A page with buttons of its own shows everything.
  let mode = next ? chosen() ?? form.dataset.pages ?? "all" : "all", here = null;
  if (select) {
    select.value = mode;
    select.addEventListener("change", () => { mode = select.value; remember(mode); here = null; lay(); }, { signal });
  }
  back?.addEventListener("click", () => step(-1), { signal });
  next?.addEventListener("click", forward, { signal });
  window.addEventListener("popstate", () => { if (mode !== "all" && index() > 0) turn(index() - 1); }, { signal });

  const blocks = () => {
    const all = mode === "section" ? [...form.querySelectorAll("[data-step]")] : [...form.querySelectorAll(ONE)];
    return mode === "section" ? all : all.filter((each) => !each.parentElement.closest("[data-together]"));
  };
  const worth = (each) => shown(each) && (mode !== "section" || [...each.querySelectorAll(ONE)].some(shown));
  const pages = () => blocks().filter(worth);
  const index = () => Math.max(0, pages().indexOf(here));

  function lay() {
    const paging = mode !== "all", all = paging ? pages() : [];
    if (paging && !all.includes(here)) here = near(all);
    form.classList.toggle("one-at-a-time", paging);
    for (const each of form.querySelectorAll(".away")) each.classList.remove("away");
    if (paging && here) {
      for (const each of blocks()) each.classList.toggle("away", each !== here);
      for (const each of form.querySelectorAll("[data-step], [data-section], [data-repeat]")) {
        each.classList.toggle("away", !(each === here || each.contains(here) || here.contains(each)));
      }
    }
    const at = all.indexOf(here), last = !paging || at >= all.length - 1;
    if (back) back.hidden = !paging || at <= 0;
    if (next) next.hidden = last;
    if (send) send.hidden = !last;
  }

  // The page that was left because it is not asked any more: the next one behind it.
  function near(all) {
    if (!here || !here.isConnected) return all[0] ?? null;
    return all.find((each) => here.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING) ?? all.at(-1) ?? null;
  }

  function turn(to) {
    here = pages()[to] ?? here;
    lay();
    here.setAttribute("tabindex", "-1");
    here.focus({ preventScroll: true });
    form.scrollIntoView({ block: "start" });
  }
  const step = (by) => turn(index() + by);
  function forward() {
    if (!check(here)) return;
    window.history.pushState({ page: index() + 1 }, "");
    step(1);
  }

  return {
    lay,
    // Enter in a field goes on, and sends only from the last page.
    goesOn() {
      if (mode === "all" || next.hidden) return false;
      forward();
      return true;
    },
    reveal(question) {
      if (mode === "all") return;
      here = pages().find((each) => each === question || each.contains(question)) ?? here;
      lay();
    },
  };
}

function chosen() {
  try { return localStorage.getItem(CHOSEN); } catch { return null; }
}

function remember(mode) {
  try { localStorage.setItem(CHOSEN, mode); } catch { /* for this time alone */ }
}
