// The field for an area: while one types the server says what it may be. Without script the whole text is sent and read there.

const PAUSE = 150; // milliseconds: shorter asks for every letter of a syllable. Chosen, not measured.

for (const field of document.querySelectorAll("[data-area-search]")) {
  const input = field.querySelector("input"), list = field.querySelector("datalist");
  const known = new Set([...list.options].map((option) => option.value));
  const all = known.size > 0; // so few that all are offered already
  let timer = 0, asked = "";
  input.addEventListener("input", () => {
    if (known.has(input.value)) return taken(input);
    clearTimeout(timer);
    if (!all) timer = setTimeout(() => offer(input.value.trim()), PAUSE);
  });

  async function offer(text) {
    if (!text || text === asked) return;
    asked = text;
    let found;
    try {
      const answer = await fetch(`${field.dataset.areaSearch}?q=${encodeURIComponent(text)}`);
      found = answer.ok ? await answer.json() : [];
    } catch {
      return; // without network the text is sent as it stands
    }
    if (asked !== text) return;
    found.forEach((each) => known.add(each));
    list.replaceChildren(...found.map((value) => Object.assign(document.createElement("option"), { value })));
  }
}

// What was chosen from the list takes effect at once where the form says so.
function taken(input) {
  if (input.form?.matches("[data-autosubmit]")) input.form.requestSubmit();
  input.dispatchEvent(new Event("area-chosen", { bubbles: true }));
}
