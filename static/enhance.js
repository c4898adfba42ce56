// Optional. Swaps results, closes menus, keeps drafts.
const d = document;
const find = s => d.querySelector(s);
const on = addEventListener;
const live = d.createElement("p");
live.className = "vh";
live.setAttribute("role", "status");
d.body.append(live);

// data-swap="#id" on a GET form or a box of links: fetch the page, replace #id, say its data-status. data-auto: at every change; fields need ids.
const here = () => location.href.split("#")[0];
let shown = here(), part, job;

async function swap(url, id, back) {
  job?.abort();
  job = new AbortController();
  try {
    find(part = id).setAttribute("aria-busy", "true");
    const answer = await fetch(url, { signal: job.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector(id), focus = d.activeElement.id;
    fresh.tabIndex = -1;
    find(id).replaceWith(fresh);
    d.title = page.title;
    back || history.pushState(null, "", answer.url);
    shown = here();
    live.textContent = fresh.dataset.status;
    const stay = d.getElementById(focus);
    (stay || fresh).focus();
    stay || fresh.scrollIntoView();
  } catch (e) {
    if (e.name !== "AbortError") location = url;
  }
}

function visit(e, box, url) {
  if (box.closest(":target")) return;
  e.preventDefault();
  swap(url, box.dataset.swap);
}

const query = form => new URL("?" + new URLSearchParams(new FormData(form)), form.action);
on("change", e => {
  const form = e.target.closest("[data-auto]");
  if (form) visit(e, form, query(form));
});
on("popstate", () => here() === shown || swap(location.href, part, true));
let until;
on("pageshow", () => until = 0);
on("submit", e => {
  const form = e.target;
  if (form.dataset.swap) visit(e, form, query(form));
  else if (form.method === "post") {
    if (e.timeStamp < until) e.preventDefault(); // pressed twice
    else until = e.timeStamp + 2e4;
  }
});

const close = target => {
  for (const menu of d.querySelectorAll(".menu[open]")) menu.open = menu.contains(target);
};
on("keydown", e => {
  if (e.key !== "Escape") return;
  e.target.closest(".menu")?.firstElementChild.focus();
  close();
});
on("click", e => {
  close(e.target);
  const link = e.target.closest("[data-swap] a");
  if (link && !e.ctrlKey && !e.metaKey && !e.shiftKey) visit(e, link.closest("[data-swap]"), link.href);
});

// data-draft="key" on one form: kept until a page has data-draft-done="key". No passwords.
try {
  delete localStorage[find("[data-draft-done]")?.dataset.draftDone];
  const form = find("[data-draft]"), key = form.dataset.draft;
  const draft = JSON.parse(localStorage[key] || "{}");
  const ticks = f => f.type === "checkbox", slot = f => ticks(f) ? f.name + f.value : f.name;
  for (const f of form.elements) if (slot(f) in draft) ticks(f) ? f.checked = draft[slot(f)] : form.elements[f.name].value = draft[f.name];
  form.oninput = ({ target: f }) => {
    if (!f.name || /file|pass/.test(f.type)) return;
    draft[slot(f)] = ticks(f) ? f.checked : f.value;
    localStorage[key] = JSON.stringify(draft);
  };
} catch {}
