// The keyboard. Letters are told by their place on the keyboard, so that they work in an Arabic layout too.

var KEYS_ON = true; // single keys can be turned off, for those who speak to their computer

var SINGLE = {
  KeyJ: function () { step(1); },
  KeyK: function () { step(-1); },
  KeyA: function () { act("accept"); },
  KeyR: function () { act("reject"); },
  KeyU: function () { act("undo"); },
  KeyE: function () {
    var reading = readingOf(CHOSEN);
    var first = reading && byId(cardId(reading)).querySelector(".editors select, .editors input, .editors textarea, .editors button");
    if (first) first.focus();
  },
  KeyT: function () {
    var reading = readingOf(CHOSEN) || READINGS[0];
    byId("text-" + (reading ? reading.report : DATA.reports[0].id)).focus();
  },
  KeyN: function () {
    if (!PICKED) return announce(say("select_first"), true);
    return byId("add-kind").focus();
  },
};

function isTyping(node) {
  return node.matches("input:not([type=checkbox]):not([type=radio]), textarea, select");
}

function keyPressed(event) {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.code === "KeyS") {
    event.preventDefault();
    return save();
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return null;
  if (event.key === "Escape") return escape(event.target);
  if (isTyping(event.target)) return null;
  if (event.target.closest && event.target.closest("#list") && (event.key === "ArrowDown" || event.key === "ArrowUp") && !event.target.matches("[type=radio]")) {
    event.preventDefault();
    return step(event.key === "ArrowDown" ? 1 : -1);
  }
  if (!KEYS_ON || event.shiftKey || !Object.hasOwn(SINGLE, event.code)) return null;
  event.preventDefault();
  return SINGLE[event.code]();
}

/** Leave a control for the reading it belongs to. */
function escape(target) {
  var reading = readingOf(CHOSEN);
  if (reading && target.closest && target.closest("#list, #bar")) byId(cardId(reading) + "-open").focus();
  return null;
}
