// One act of the reader is one step of the browser's Back: an address that is written again while a page is drawn
// takes the place of the one before it, else Back would lead from a page to the same page.
{
  const push = history.pushState;
  let acted = false;
  for (const act of ["pointerdown", "click", "keydown"]) addEventListener(act, () => { acted = true; }, true);
  history.pushState = function (...address) {
    (acted ? push : history.replaceState).apply(this, address);
    acted = false;
  };
}

// A letter pressed while a page is drawn, or before the letter pressed last was answered, counts once the page is drawn:
// until then no button may be there that takes it, or one of a page that is about to go.
{
  const held = [];
  const [step, calm, patience] = [50, 1500, 20000]; // ms: between looks; of quiet after a press; for a page to be drawn
  let [left, worked, turn] = ["", -calm, 0]; // page of the last press; its last sign of work; since when the first held is first
  const waits = '[data-testid="stSkeleton"], [data-test-script-state]:not([data-test-script-state="notRunning"])';
  const drawn = () => document.querySelector("h1") && !document.querySelector(waits);
  const answered = (now) => location.pathname !== left || now - worked >= calm;
  const isTaken = (key) => document.querySelector(`kbd[aria-label="Shortcut ${CSS.escape(key.toUpperCase())}"]`);
  const isLetter = (event) => event.key.length === 1 && !(event.ctrlKey || event.metaKey || event.altKey)
    && !event.target.closest?.("input, textarea, select, [contenteditable]");
  const press = (event, now) => { if (isTaken(event.key)) [left, worked] = [location.pathname, now]; };
  const release = () => {
    const now = performance.now();
    if ((drawn() && answered(now)) || now - turn > patience) {
      const event = held.shift();
      press(event, now);
      for (const type of ["keydown", "keyup"]) document.body.dispatchEvent(new KeyboardEvent(type, event));
      turn = now;
    }
    if (held.length) setTimeout(release, step);
  };
  new MutationObserver(() => {
    const now = performance.now();
    if (!answered(now)) worked = now;
  }).observe(document, { subtree: true, attributeFilter: ["data-test-script-state"] });
  addEventListener("keydown", (event) => {
    if (!event.isTrusted || event.repeat || !isLetter(event)) return;
    const now = performance.now();
    if (drawn() && answered(now) && !held.length) {
      press(event, now);
      return;
    }
    event.stopImmediatePropagation();
    if (held.push(event) > 1) return;
    turn = now;
    setTimeout(release, step);
  }, true);
}
