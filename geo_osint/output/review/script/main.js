// The page put together: the frame around text and readings, the language, saving and taking up again.

var MOST_SAVED = 8 * 1024 * 1024; // bytes; what the command line takes too

function announce(text, loud) {
  var node = byId(loud ? "alert" : "status");
  node.textContent = visible(text);
}

function drawFrame() {
  var head = el("header", { "class": "top" }, [
    el("div", { "class": "titles" }, [el("h1", {}, bdi(DATA.case.name)), el("p", { "class": "muted" }, say("purpose"))]),
    el("p", { id: "progress" }),
    el("div", { "class": "tools" }, [
      button(say("save"), save, { id: "save", "class": "main", "aria-keyshortcuts": "Control+S" }),
      el("label", { "class": "file" }, [el("span", {}, say("open_saved")), openControl()]),
      button(say("other_language"), function () { setLanguage(isArabic() ? "en" : "ar"); }, { id: "language", lang: isArabic() ? "en" : "ar" }),
      help(),
    ]),
  ]);
  var texts = el("section", { "class": "texts", "aria-label": say("reports") }, [DATA.reports.map(reportNode)]);
  var list = el("section", { "class": "list", id: "list", "aria-label": say("readings") }, [
    filterControl(),
    el("p", { id: "none", "class": "muted", hidden: true }, say("none_shown")),
    el("ol", { role: "list", id: "readings" }),
  ]);
  document.body.replaceChildren.apply(document.body, [
    el("a", { "class": "skip", href: "#list" }, say("skip")), head,
    el("main", {}, [texts, el("div", { id: "bar", role: "group", "aria-label": say("selected") }), list]),
    el("p", { id: "status", "class": "said", role: "status" }), el("p", { id: "alert", "class": "alert", role: "alert" }),
  ]);
  DATA.reports.forEach(drawText);
  drawList();
  drawBar();
  drawProgress();
}

function reportNode(report) {
  var rtl = report.language === "ar";
  return el("article", { "aria-labelledby": "title-" + report.id }, [
    el("h2", { id: "title-" + report.id }, bdi(report.title || report.id)),
    el("p", { "class": "muted" }, [bdi(report.publisher), report.publisher && report.published ? " \u00b7 " : "", report.published ? bdi(words(report.published)) : ""]),
    el("div", { "class": "text", id: "text-" + report.id, "data-report": report.id, tabindex: "0", role: "region", "aria-label": say("report_text"), lang: report.language || null, dir: rtl ? "rtl" : "ltr", click: textClicked, keydown: textKey }),
    report.unread.length ? el("p", { "class": "muted" }, say("unread")) : null,
  ]);
}

function filterControl() {
  return choice("filter", say("show"), ["all", "open", "questions"].map(function (each) { return [each, say("show." + each)]; }), FILTER, function (value) {
    FILTER = value;
    drawList();
  });
}

function help() {
  var box = el("input", { type: "checkbox", id: "keys-on", change: function () { KEYS_ON = box.checked; } });
  box.checked = KEYS_ON;
  return el("details", { "class": "help" }, [
    el("summary", {}, say("keys")),
    el("div", { "class": "help-box" }, [
      el("dl", {}, ["j", "k", "a", "r", "e", "u", "t", "arrows", "n", "save"].map(function (each) {
        return el("div", {}, [el("dt", {}, el("kbd", { dir: "ltr" }, say("key." + each))), el("dd", {}, say("help." + each))]);
      })),
      el("div", { "class": "field check" }, [box, el("label", { "for": "keys-on" }, say("keys_on"))]),
    ]),
  ]);
}

/** The words picked in the text, and what can be made of them. */
function drawBar() {
  var kind = byId("add-kind") ? byId("add-kind").value : "distance";
  var focused = document.activeElement && document.activeElement.id;
  var bar = byId("bar");
  if (!PICKED) {
    bar.replaceChildren(el("p", { "class": "muted" }, say("select_hint")));
    return;
  }
  var control = el("select", { id: "add-kind", "aria-label": say("add_as") }, DATA.kinds.map(function (each) {
    return el("option", { value: each.code, selected: each.code === kind }, words(each.label));
  }));
  bar.replaceChildren(
    el("q", { "class": "quoted" }, bdi(PICKED.words)),
    el("div", { "class": "add" }, [el("span", { "aria-hidden": "true" }, say("add_as")), control, button(say("add"), function () { addReading(control.value); }, { id: "add", "class": "main" })])
  );
  if (focused && byId(focused)) byId(focused).focus();
}

function drawProgress() {
  var done = READINGS.filter(isDone).length;
  byId("progress").textContent = say("progress").replace("{done}", done).replace("{all}", READINGS.length) + (UNSAVED ? " \u00b7 " + say("unsaved") : "");
}

/** Save the review as a file; nothing is kept anywhere else. */
function save() {
  if (document.activeElement && isTyping(document.activeElement)) document.activeElement.dispatchEvent(new Event("change"));
  var text = JSON.stringify(savedReview(), null, 1) + "\n";
  var link = el("a", { download: DATA.case.name + ".review.json" });
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.click();
  window.setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
  UNSAVED = false;
  drawProgress();
  announce(say("saved"));
}

function openControl() {
  var control = el("input", { type: "file", id: "open", accept: ".json,application/json", change: function () {
    var file = control.files[0];
    control.value = "";
    if (file && file.size <= MOST_SAVED) file.text().then(taken, function () { announce(say("not_taken"), true); });
    else if (file) announce(say("not_taken"), true);
  } });
  return control;
}

function taken(text) {
  var fits = false;
  var before = READINGS;
  try {
    fits = takeUp(JSON.parse(text));
  } catch {
    READINGS = before;
  }
  drawFrame();
  announce(say(fits ? "taken_up" : "not_taken"), !fits);
}

function firstLanguage() {
  var asked = window.location.hash.slice(1);
  if (asked === "ar" || asked === "en") return asked;
  return (navigator.language || "").toLowerCase().startsWith("ar") ? "ar" : "en";
}

function setLanguage(language) {
  var focused = document.activeElement && document.activeElement.id;
  UI.language = language;
  document.documentElement.lang = language;
  document.documentElement.dir = language === "ar" ? "rtl" : "ltr";
  document.title = DATA.case.name + " \u2013 " + say("title");
  drawFrame();
  if (focused && byId(focused)) byId(focused).focus();
}

document.addEventListener("keydown", keyPressed);
document.addEventListener("selectionchange", selectionChanged);
window.addEventListener("beforeunload", function (event) { if (UNSAVED) event.preventDefault(); });
setLanguage(firstLanguage());
