// The reports' text: what was read is marked in it, and words selected in it are told in code points.

var LEAVES = new Map(); // report id -> its text nodes in order: { node, start, length, verbatim }
var POINTS = new Map(); // report id -> the body as code points
var HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u; // controls: what turns or hides text

function pointsOf(report) {
  if (!POINTS.has(report.id)) POINTS.set(report.id, Array.from(report.body));
  return POINTS.get(report.id);
}

function wordsAt(report, start, end) {
  return pointsOf(report).slice(start, end).join("");
}

/** List what is marked in a report: the parts of its readings, and what was left unread. */
function marksOf(report) {
  var found = [];
  READINGS.filter(function (each) { return each.report === report.id; }).forEach(function (reading) {
    if (reading.status === "rejected" || reading.status === "withdrawn") return;
    mentionsOf(reading).forEach(function (each) {
      found.push({ span: each.value.span, id: reading.id, type: "place" });
    });
    QUOTING.forEach(function (name) {
      [].concat(reading.fields[name] || []).forEach(function (part) {
        found.push({ span: part.span, id: reading.id, type: name === "also" ? "count" : name });
      });
    });
  });
  report.unread.forEach(function (span) { found.push({ span: span, id: "", type: "unread" }); });
  return found;
}

/** Draw a report as stretches, cut wherever a mark or a reading begins or ends. */
function drawText(report) {
  var points = pointsOf(report);
  var marks = marksOf(report);
  var readings = READINGS.filter(function (each) { return each.report === report.id && each.kind !== "name"; });
  var cuts = new Set([0, points.length]);
  marks.concat(readings).forEach(function (each) {
    each.span.forEach(function (at) { cuts.add(Math.min(at, points.length)); });
  });
  var ends = Array.from(cuts).sort(function (one, other) { return one - other; });
  var leaves = [];
  var box = document.getElementById("text-" + report.id);
  var nodes = ends.slice(1).map(function (end, at) {
    return stretch(points, ends[at], end, marks, readings, leaves);
  });
  LEAVES.set(report.id, leaves);
  box.replaceChildren.apply(box, nodes);
  showChosen();
  showPicked();
}

function stretch(points, start, end, marks, readings, leaves) {
  function covers(each) { return each.span[0] <= start && end <= each.span[1]; }
  var mine = marks.filter(covers);
  var ids = new Set(mine.map(function (each) { return each.id; }).filter(Boolean));
  var types = new Set(mine.map(function (each) { return "mark-" + each.type; }));
  var node = el("span", {
    "class": mine.length ? "mark " + Array.from(types).join(" ") : null,
    "data-parts": Array.from(ids).join(" ") || null,
    "data-within": readings.filter(covers).map(function (each) { return each.id; }).join(" ") || null,
    title: mine.length ? Array.from(types).map(function (each) { return say(each.replace("mark-", "mark.")); }).join(", ") : null,
  });
  leavesOf(points, start, end).forEach(function (leaf) {
    leaves.push(leaf);
    node.append(leaf.verbatim ? leaf.node : el("span", { "class": "hidden-character", "aria-hidden": "true" }));
    if (!leaf.verbatim) node.lastChild.append(leaf.node);
  });
  return node;
}

/** Cut a stretch into runs of text that are shown as they are, and controls that are shown by their number. */
function leavesOf(points, start, end) {
  var found = [];
  var from = start;
  function run(to) {
    if (from < to) found.push({ node: document.createTextNode(points.slice(from, to).join("")), start: from, length: to - from, verbatim: true });
  }
  for (var at = start; at < end; at += 1) {
    if (!HIDDEN.test(points[at])) continue;
    run(at);
    found.push({ node: document.createTextNode("\u27e8U+" + points[at].codePointAt(0).toString(16).toUpperCase().padStart(4, "0") + "\u27e9"), start: at, length: 1, verbatim: false });
    from = at + 1;
  }
  run(end);
  return found;
}

/** Turn a point of the document (UTF-16) into an offset in a report's code points. */
function offsetOf(report, container, offset) {
  var leaves = LEAVES.get(report.id);
  var leaf = leaves.find(function (each) { return each.node === container; });
  if (leaf) {
    if (!leaf.verbatim) return leaf.start + (offset ? 1 : 0);
    return leaf.start + Array.from(leaf.node.data.slice(0, offset)).length;
  }
  var point = document.createRange();
  point.setStart(container, offset);
  var next = leaves.find(function (each) { return point.comparePoint(each.node, 0) >= 0; });
  return next ? next.start : pointsOf(report).length;
}

/** Turn a stretch of code points into a range of the document. */
function rangeOf(report, start, end) {
  var range = document.createRange();
  var first = pointAt(report, start, false);
  var last = pointAt(report, end, true);
  range.setStart(first.node, first.offset);
  range.setEnd(last.node, last.offset);
  return range;
}

function pointAt(report, at, isEnd) {
  var leaf = LEAVES.get(report.id).find(function (each) {
    return isEnd ? each.start < at && at <= each.start + each.length : each.start <= at && at < each.start + each.length;
  });
  if (!leaf.verbatim) return { node: leaf.node, offset: at > leaf.start ? leaf.node.data.length : 0 };
  return { node: leaf.node, offset: Array.from(leaf.node.data).slice(0, at - leaf.start).join("").length };
}

/** Keep what the reader selected in a report; selections elsewhere leave it as it is. */
function selectionChanged() {
  var selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  var range = selection.getRangeAt(0);
  var box = boxOf(range.startContainer);
  if (!box || box !== boxOf(range.endContainer)) return;
  var report = REPORTS.get(box.dataset.report);
  pick(report, offsetOf(report, range.startContainer, range.startOffset), offsetOf(report, range.endContainer, range.endOffset));
}

function boxOf(node) {
  var element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  return element && element.closest("[data-report]");
}

/** Note a stretch as picked, without the blanks at its ends. */
function pick(report, start, end) {
  var points = pointsOf(report);
  while (start < end && /\s/u.test(points[start])) start += 1;
  while (start < end && /\s/u.test(points[end - 1])) end -= 1;
  if (start >= end) return;
  PICKED = { report: report.id, start: start, end: end, words: wordsAt(report, start, end) };
  showPicked();
  drawBar();
}

/** The picked words stay visible when the focus goes elsewhere, where the browser can show that. */
function showPicked() {
  if (!window.CSS || !CSS.highlights) return;
  CSS.highlights.delete("picked");
  if (PICKED) CSS.highlights.set("picked", new Highlight(rangeOf(REPORTS.get(PICKED.report), PICKED.start, PICKED.end)));
}

/** Show in the text where the chosen reading stands. */
function showChosen() {
  document.querySelectorAll(".text span[data-within], .text span[data-parts]").forEach(function (node) {
    node.classList.toggle("in-chosen", (node.dataset.within || "").split(" ").includes(CHOSEN));
    node.classList.toggle("of-chosen", (node.dataset.parts || "").split(" ").includes(CHOSEN));
  });
}

function scrollToChosen() {
  var node = document.querySelector(".text .of-chosen, .text .in-chosen");
  if (node) node.scrollIntoView({ block: "center", behavior: REDUCED ? "auto" : "smooth" });
}

/** A mark that is clicked chooses its reading; clicked again, the next one that it is part of. */
function textClicked(event) {
  if (!document.getSelection().isCollapsed) return;
  var node = event.target.closest("[data-parts], [data-within]");
  if (!node) return;
  var ids = (node.dataset.parts || node.dataset.within).split(" ");
  choose(ids[(ids.indexOf(CHOSEN) + 1) % ids.length], { scroll: "list" });
}

var WORD = /[\p{L}\p{M}\p{N}]+(?:[.,'\u2019\u066b\u066c/:\-][\p{L}\p{M}\p{N}]+)*/gu;
var CURSOR = null; // words selected by keyboard: { report, from, to } as numbers of words

/** Find the words of a report: [start, end) in code points. */
function wordSpans(report) {
  if (!report.wordSpans) {
    var at16 = 0;
    var at = 0;
    report.wordSpans = Array.from(report.body.matchAll(WORD), function (found) {
      at += Array.from(report.body.slice(at16, found.index)).length;
      at16 = found.index + found[0].length;
      var start = at;
      at += Array.from(found[0]).length;
      return [start, at];
    });
  }
  return report.wordSpans;
}

/** Arrow keys go from word to word in reading direction, with Shift they take more words. */
function textKey(event) {
  var box = event.currentTarget;
  if (event.altKey || event.ctrlKey || event.metaKey || !["ArrowLeft", "ArrowRight"].includes(event.key)) return;
  var report = REPORTS.get(box.dataset.report);
  var spans = wordSpans(report);
  if (!spans.length) return;
  var step = (event.key === "ArrowRight") === (box.dir !== "rtl") ? 1 : -1;
  if (!CURSOR || CURSOR.report !== report.id) CURSOR = firstCursor(report, spans, step);
  var to = Math.max(0, Math.min(spans.length - 1, CURSOR.to + step));
  CURSOR = { report: report.id, from: event.shiftKey ? CURSOR.from : to, to: to };
  var first = Math.min(CURSOR.from, CURSOR.to);
  var last = Math.max(CURSOR.from, CURSOR.to);
  var range = rangeOf(report, spans[first][0], spans[last][1]);
  var selection = document.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  pick(report, spans[first][0], spans[last][1]);
  range.endContainer.parentElement.scrollIntoView({ block: "nearest" });
  announce(PICKED.words);
  event.preventDefault();
}

/** Begin at the chosen reading's sentence, so that its words are near. */
function firstCursor(report, spans, step) {
  var chosen = readingOf(CHOSEN);
  var start = chosen && chosen.report === report.id ? chosen.span[0] : 0;
  var at = Math.max(0, spans.findIndex(function (each) { return each[0] >= start; }));
  return { report: report.id, from: at - step, to: at - step };
}
