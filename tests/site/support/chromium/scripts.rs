//! What the driver runs on a page: finding things by what they say, and axe.

/// The words of an element as one line, without marks of direction.
pub(super) const SAID: &str = r"const said = e => (e.innerText ?? '').replace(/[\u2066-\u2069]/g, '').replace(/\s+/g, ' ').trim();
const bare = l => { const c = l.cloneNode(true); c.querySelectorAll('select, textarea, small, .n').forEach(e => e.remove()); return c.textContent.replace(/[\u2066-\u2069]/g, '').replace(/\s+/g, ' ').trim(); };
const seen = e => e.getClientRects().length > 0;
const known = all => JSON.stringify(all.map(said));";

/// The link or button that says something.
pub(super) const CLICKED: &str = r"const all = [...document.querySelectorAll('a[href], button, summary')].filter(seen), text = arguments[0];
const ways = [e => said(e) === text, e => said(e).startsWith(text + ':') || said(e).startsWith(text + ' ')];
const main = document.querySelector('main');
for (const fits of ways) { const found = all.filter(fits); if (found.length) return found.find(e => main.contains(e)) ?? found[0]; }
return known(all);";

/// The field with a label.
pub(super) const LABELLED: &str = r"const all = [...document.querySelectorAll('label')].filter(seen);
const label = all.find(l => bare(l) === arguments[0]);
return label?.control ?? JSON.stringify(all.map(bare));";

/// The option of a list, or the answer in a group.
pub(super) const CHOSEN: &str = r"const [name, option] = arguments;
const group = [...document.querySelectorAll('fieldset')].find(f => f.querySelector('legend') && said(f.querySelector('legend')) === name);
const label = group && [...group.querySelectorAll('label')].find(l => bare(l) === option);
if (label) return label.control;
const list = [...document.querySelectorAll('label')].find(l => seen(l) && bare(l) === name)?.control;
const options = [...(list?.options ?? [])];
const text = o => o.text.replace(/[\u2066-\u2069]/g, '').replace(/\s+/g, ' ').trim();
return options.find(o => text(o) === option) ?? options.find(o => text(o).startsWith(`${option} (`)) ?? JSON.stringify(options.map(text));";

/// What axe finds wrong with the page.
pub(super) const RUN_AXE: &str = r"const done = arguments[arguments.length - 1];
axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(
  found => done(found.violations.map(v => `${v.id}, ${v.nodes.length} times: ${v.nodes[0].html.slice(0, 160)}`)),
  error => done([`axe: ${error}`]));";
