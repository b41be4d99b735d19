// Elements, words and directions. Text from the case reaches the page through `el` alone, as text.

var STRINGS = new Map(Object.entries(DATA.strings));
var UI = { language: "en" };

/** Give a text of the interface in the reader's language. */
function say(name) {
  var words = STRINGS.get(name);
  return words ? words[UI.language] : name;
}

/** Give words that come in both languages ({en, ar}, or nothing) in the reader's. */
function words(both) {
  return both ? both[UI.language] : "";
}

function isArabic() {
  return UI.language === "ar";
}

/** Show what would turn or hide text: overrides of direction and control characters. */
function visible(text) {
  // eslint-disable-next-line no-control-regex
  return String(text).replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202d\u202e]/g, function (found) {
    return "\u27e8U+" + found.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0") + "\u27e9";
  });
}

/** Make an element; a function among the attributes listens to the event of that name. */
function el(tag, attributes, children) {
  var node = document.createElement(tag);
  Object.keys(attributes || {}).forEach(function (name) {
    var value = attributes[name];
    if (value === null || value === undefined || value === false) return;
    if (typeof value === "function") node.addEventListener(name, value);
    else node.setAttribute(name, value === true ? "" : String(value));
  });
  add(node, children);
  return node;
}

function add(node, children) {
  [children].flat(Infinity).forEach(function (child) {
    if (child === null || child === undefined || child === "") return;
    node.append(child.nodeType ? child : visible(child));
  });
  return node;
}

function svg(tag, attributes, children) {
  var node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  Object.keys(attributes || {}).forEach(function (name) {
    node.setAttribute(name, String(attributes[name]));
  });
  return add(node, children);
}

var LONG = 60; // characters from which words of the other direction are set as a block of their own

/** Set a sentence of our own in the page's direction: what it quotes first must not turn it around. */
function ours(text) {
  return el("bdi", { dir: isArabic() ? "rtl" : "ltr" }, text);
}

/** Set words apart, so that their direction neither turns the text around them nor is turned. */
function bdi(text, attributes) {
  return el("bdi", attributes || { "class": text.length > LONG ? "long" : null }, text);
}

/** Show an address as text; only a web address can be followed, and it learns nothing of this page. */
function address(url) {
  if (!/^https?:\/\/[^\s/]+/i.test(url)) return bdi(url, { "class": "address", dir: "ltr" });
  var link = el("a", { "class": "address", rel: "noopener noreferrer", target: "_blank", dir: "ltr" }, url);
  link.href = url;
  return link;
}

function button(label, onClick, attributes) {
  return el("button", Object.assign({ type: "button", click: onClick }, attributes || {}), label);
}

var REDUCED = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
var PHONE = window.matchMedia("(max-width: 720px)");
