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

// A letter pressed while a page is drawn counts once it is drawn: until then no button may be there that takes it.
{
  const held = [];
  const patience = 5000; // ms: who has waited longer is let through
  const waits = '[data-testid="stSkeleton"], [data-test-script-state]:not([data-test-script-state="notRunning"])';
  const drawn = () => document.querySelector("h1") && !document.querySelector(waits);
  const isLetter = (event) => event.key.length === 1 && !(event.ctrlKey || event.metaKey || event.altKey)
    && !event.target.closest?.("input, textarea, select, [contenteditable]");
  const release = () => {
    if (drawn() || performance.now() - held[0].timeStamp > patience) {
      const event = held.shift();
      for (const type of ["keydown", "keyup"]) document.body.dispatchEvent(new KeyboardEvent(type, event));
    }
    if (held.length) setTimeout(release, 100);
  };
  addEventListener("keydown", (event) => {
    if (!event.isTrusted || event.repeat || !isLetter(event) || (drawn() && !held.length)) return;
    event.stopImmediatePropagation();
    if (held.push(event) === 1) setTimeout(release, 100);
  }, true);
}
