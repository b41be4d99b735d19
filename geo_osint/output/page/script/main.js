// The page put together: what is chosen, in which language, and what the reader sees first.

var MAP_NODE = document.querySelector(".map");
var PANEL = document.getElementById("panel");
var NARROW_SIZES = ["half", "full", "small"];
var LEGEND_NEEDS = 1000; // width of a map, in pixels, that an open legend leaves room on
var LEGEND_OPEN = MAP_NODE.clientWidth >= LEGEND_NEEDS;
var OPENER = null; // where the focus goes back to when a popup closes

var SCALE = null; // the bar that says how long a kilometre is

var Scale = L.Control.Scale.extend({
  _updateScale: function (bar, text, ratio) { // Leaflet knows Latin units only
    var parts = text.split(" ");
    L.Control.Scale.prototype._updateScale.call(this, bar, "\u2068" + parts[0] + " " + say("unit." + parts[1]) + "\u2069", ratio);
  }
});

function start(map) {
  MAP_NODE.removeAttribute("dir");
  PANEL.setAttribute("role", "complementary");
  PANEL.dataset.size = "half";
  map.options.zoomAnimation = map.options.zoomAnimation && !REDUCED;
  map.options.inertia = map.options.inertia && !REDUCED;
  definePatterns();
  drawGround(map);
  prepareLayers(map);
  prepareLabels(map);
  prepareMeasure(map);
  SCALE = new Scale({ imperial: false }).addTo(map);
  drawOver(map);
  ON.language = setLanguage;
  ON.select = select;
  ON.place = showPlace;
  ON.panelSize = panelSize;
  ON.moved = keepView;
  ON.redraw = redraw;
  ON.filled = function () { sayTime(); lightUp(chosenIds()); };
  map.on("popupopen", function (event) {
    namePopup(event.popup);
    lightSource(event.popup.getElement().querySelector(".facts").dataset);
  });
  map.on("popupclose", function () {
    MAP_NODE.classList.remove("telling");
    lightUp(chosenIds());
    if (OPENER) focusAgain();
  });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") map.closePopup(); });
  window.matchMedia("print").addEventListener("change", function (event) { (event.matches ? ontoPaper : backToScreen)(); });
  new ResizeObserver(resized).observe(MAP_NODE);
  resized();
  var view = readView(window.location.hash);
  setLanguage(view.language || firstLanguage());
  fitAll(false);
  restoreView(view);
  map.on("moveend", keepView);
  if (DATA.features) {
    map.on("moveend", listFeatures);
    readNamesIdly();
  }
  window.addEventListener("hashchange", function () {
    var asked = readView(window.location.hash);
    if (asked.language && asked.language !== UI.language) setLanguage(asked.language);
    restoreView(asked);
  });
}

var BEFORE_PAPER = null;

/** Paper has another shape and no buttons: all sections, all of the map, the legend open and under it. */
function ontoPaper() {
  var box = document.querySelector(".legend");
  BEFORE_PAPER = { at: MAP.getCenter(), zoom: MAP.getZoom(), legend: box.open };
  SECTIONS.forEach(fill);
  box.open = true;
  MAP_NODE.after(box);
  resized();
  fitAll(false);
}

function backToScreen() {
  var box = document.querySelector(".legend");
  document.querySelector(".over-map").append(box);
  box.open = BEFORE_PAPER.legend;
  resized();
  MAP.setView(BEFORE_PAPER.at, BEFORE_PAPER.zoom, { animate: false });
}

var POPUP_FRAME = 70; // pixels that a popup needs besides its content

function resized() {
  MAP.invalidateSize({ animate: false });
  MAP_NODE.style.setProperty("--popup-room", Math.max(120, MAP_NODE.clientHeight - POPUP_FRAME - (PHONE.matches ? 0 : 44)) + "px");
}

function firstLanguage() {
  return (navigator.language || "").toLowerCase().startsWith("ar") ? "ar" : "en";
}

function setLanguage(language) {
  UI.language = language;
  document.documentElement.lang = language;
  document.documentElement.dir = language === "ar" ? "rtl" : "ltr";
  SCALE._update();
  document.title = DATA.case.name + " \u2013 " + say("title");
  MAP_NODE.setAttribute("role", "region");
  MAP_NODE.setAttribute("aria-label", say("map"));
  var focused = document.activeElement && document.activeElement.id;
  OPENER = null;
  MAP.closePopup();
  drawOver(MAP);
  drawTime();
  redraw();
  ON.moved();
  if (focused && document.getElementById(focused)) document.getElementById(focused).focus();
}

/** Draw panel, layers and names anew; the reader's place in the panel stays. */
function redraw() {
  var body = PANEL.querySelector(".body");
  var top = body ? body.scrollTop : 0;
  drawPanel(PANEL);
  PANEL.querySelector(".body").scrollTop = top;
  drawLayers();
  listFeatures();
  drawLabels();
  sayTime();
}

/** The bar of days stands under the map, where there are days to choose from. */
function drawTime() {
  var old = document.querySelector(".time");
  var bar = timeBar();
  if (old) old.remove();
  if (bar) MAP_NODE.after(bar);
  resized();
}

/** Tell the panel where what was chosen on the map is said; a choice made in the panel leaves it as it is. */
function lightSource(told) {
  var ids = told.table ? saidBy(told.table, told.rows.split(" ").map(Number)) : [];
  if (!OPENER && ids.length && (OPEN.section === "places" || OPEN.section === "sources")) openSection("sentences");
  lightUp(ids.concat(chosenIds()));
}

/** The ids of the finding or movement that is chosen, or of all that the chosen sentence says. */
function chosenIds() {
  var chosen = SELECTED.kind && DATA[SELECTED.kind][SELECTED.at];
  return chosen ? Array.from(chosen.ids || [chosen.id]) : [];
}

function select(kind, at, keepOpen, keepMap) {
  var again = SELECTED.kind === kind && SELECTED.at === at;
  SELECTED = again && !keepOpen ? { kind: "", at: -1 } : { kind: kind, at: at };
  OPENER = null;
  MAP.closePopup();
  redraw();
  bringUp(kind, at);
  var opener = document.getElementById(kind + "-" + at);
  opener.focus({ preventScroll: true });
  bringIntoView(opener);
  if (SELECTED.kind && !keepMap) fit(boundsOf(kind, at), true);
  lightUp(chosenIds());
  ON.moved();
}

function bringIntoView(node) {
  node.closest("li").scrollIntoView({ block: "nearest", behavior: REDUCED ? "auto" : "smooth" });
}

function showPlace(row) {
  bringUp("places", row);
  var opener = document.getElementById("places-" + row);
  if (opener && opener.hasAttribute("aria-expanded")) {
    var open = opener.getAttribute("aria-expanded") !== "true";
    opener.setAttribute("aria-expanded", String(open));
    opener.closest("li").classList.toggle("chosen", open);
    opener.focus();
    return;
  }
  OPENER = null;
  MAP.closePopup();
  fit(boundsOf("places", row), false);
  OPENER = opener;
  var popupNode = L.popup(popupOptions()).setLatLng(latLngs(DATA.tables.places.shapes[row])).setContent(placePopup(row));
  popupNode.openOn(MAP);
  popupNode.getElement().querySelector("h3").setAttribute("tabindex", "-1");
  popupNode.getElement().querySelector("h3").focus();
}

function focusAgain() {
  var opener = OPENER;
  OPENER = null;
  if (document.contains(opener)) opener.focus();
}

function popupOptions() {
  var beside = PHONE.matches ? 12 : 60; // room for the buttons, which stand on the other side in Arabic
  return {
    maxWidth: Math.min(340, MAP.getSize().x - 60), minWidth: 220,
    autoPanPaddingTopLeft: [isArabic() ? beside : 12, 12],
    autoPanPaddingBottomRight: [isArabic() ? 12 : beside, PHONE.matches ? 12 : 56],
  };
}

function namePopup(popupNode) {
  var node = popupNode.getElement();
  MAP_NODE.classList.add("telling");
  node.setAttribute("role", "dialog");
  node.setAttribute("aria-label", node.querySelector(".kind").textContent);
  var close = node.querySelector(".leaflet-popup-close-button");
  if (close) close.setAttribute("aria-label", say("close"));
}

function fit(bounds, animate) {
  if (!bounds.isValid()) return;
  var room = PHONE.matches ? { side: 30, top: 60, bottom: 90 } : { side: 80, top: 60, bottom: 120 };
  var box = document.querySelector(".legend");
  var covered = MAP_NODE.contains(box) && box.open && !PHONE.matches ? box.offsetWidth : 0;
  MAP.fitBounds(bounds, {
    paddingTopLeft: [room.side + (isArabic() ? covered : 0), room.top],
    paddingBottomRight: [room.side + (isArabic() ? 0 : covered), room.bottom],
    maxZoom: 12, animate: animate && !REDUCED,
  });
}

function fitAll(animate) {
  var box = DATA.bounds;
  if (box) fit(L.latLngBounds([box[1], box[0]], [box[3], box[2]]), animate);
  else MAP.setView([25, 40], 3, { animate: false });
}

/** On a phone the panel is a sheet of three heights; elsewhere it is there or not. */
function panelSize() {
  var sizes = PHONE.matches ? NARROW_SIZES : ["half", "small"];
  PANEL.dataset.size = sizes[(sizes.indexOf(PANEL.dataset.size) + 1) % sizes.length];
  document.getElementById("panel-size").focus();
}

/** The scale bar stands above the note, however many lines the note takes. */
var NOTE_SIZE = new ResizeObserver(function (entries) {
  MAP_NODE.style.setProperty("--note-room", (entries[0].target.offsetHeight + 14) + "px");
});

/** Everything that lies over the map: buttons, legend, the note on its outlines. */
function drawOver(map) {
  var old = document.querySelector(".over-map");
  if (old) old.remove();
  var over = el("div", { "class": "over-map", dir: isArabic() ? "rtl" : "ltr", lang: UI.language }, [
    el("div", { "class": "zoom" }, [
      button("+", function () { map.zoomIn(1); }, { "aria-label": say("zoom_in"), title: say("zoom_in") }),
      button("\u2212", function () { map.zoomOut(1); }, { "aria-label": say("zoom_out"), title: say("zoom_out") }),
      button("\u2922", function () { fitAll(true); }, { "aria-label": say("fit"), title: say("fit") }),
    ]),
    toolsMenu(),
    measureBox(),
    legend(),
    el("div", { "class": "where" }, [northArrow(), whereButton()]),
    groundNote(),
    DATA.bounds ? null : el("p", { "class": "nothing" }, say("nothing_located")),
  ]);
  MAP_NODE.append(over);
  NOTE_SIZE.disconnect();
  NOTE_SIZE.observe(over.querySelector(".ground-note"));
  sayWhere(WHERE.at || map.getCenter(), WHERE.middle);
  L.DomEvent.disableClickPropagation(over);
  L.DomEvent.disableScrollPropagation(over);
}

function groundNote() {
  var tiled = TILES.layer && el("a", { href: "https://www.openstreetmap.org/copyright", rel: "noopener noreferrer", target: "_blank" }, "\u00a9 OpenStreetMap");
  return el("p", { "class": "ground-note" }, [reviewedWord(), tiled || say("ground_note")]);
}

/** Stands on the map itself too, for the panel can be folded and pictures of the map go round alone. */
function reviewedWord() {
  var state = reviewState();
  return !state || state === "reviewed" ? null : el("strong", {}, say(state) + ". ");
}

/** The legend is the switch for the layers, so that each mark is explained where it is turned off. */
function legend() {
  var box = el("details", { "class": "legend", toggle: function () { LEGEND_OPEN = box.open; drawLabels(); } },
    [el("summary", {}, say("legend")), el("ul", { role: "list" }, [legendGroups().filter(hasRows).map(legendGroup), tilesSwitch()])]);
  box.open = LEGEND_OPEN;
  return box;
}

function legendGroups() {
  var d = DATA.styles;
  function all(group, kind) { return d[group].map(function (style) { return [kind, style]; }); }
  function used(group, kind, table, column) {
    return all(group, kind).filter(function (each) {
      return DATA.tables[table].shapes.some(function (shape, row) {
        return shape && styleOf(group, cell(DATA.tables[table], row, column)) === each[1];
      });
    });
  }
  return [
    { name: "statements", table: "statements", marks: used("verdict", "line", "statements", "verdict").concat(usedByHypotheses()) },
    { name: "regions", table: "regions", marks: used("region", "area", "regions", "set") },
    { name: "segments", table: "segments", marks: used("segment", "arrow", "segments", "segment_class") },
    { name: "corridors", table: "corridors", marks: used("segment", "strip", "corridors", "segment_class") },
    { name: "sightings", table: "sightings", marks: used("role", "ring", "sightings", "role") },
    { name: "places", table: "places", marks: placeMarks() },
    { name: "positions", table: "positions", marks: [["cross", { colour: styleOf("reference", "no").ink, dash: [], label: styleOf("reference", "no").label }]] },
    { name: "extents", table: "extents", marks: used("extent", "ring", "extents", "basis").filter(function (each) { return each[1].code !== "estimate"; }) },
    { name: "labels", table: DATA.features ? "features" : "places", marks: groundMarks() },
  ].concat(DATA.features ? [{ name: "features", table: "features", marks: featureMarks() }] : []);
}

/** The two that every reader must tell apart, and the analyst's own where there are any. */
function placeMarks() {
  var pinned = DATA.tables.places.rows.some(function (_, row) { return cell(DATA.tables.places, row, "position") === "pinned"; });
  return [["dot", styleOf("position", "published")]].concat(
    pinned ? [["dot", styleOf("position", "pinned")]] : [], [["disc", styleOf("position", "estimate")]]);
}

function groundMarks() {
  var marks = [["line", { colour: GROUND.boundary, dash: [4, 2, 1, 2], label: bothOf("legend.boundary") }]];
  if (DATA.rivers.length) marks.push(["line", { colour: GROUND.river, dash: [], label: bothOf("legend.river") }]);
  return marks;
}

function bothOf(name) {
  return STRINGS.get(name);
}

/** Verdicts of single positions appear on the map once a finding is chosen. */
function usedByHypotheses() {
  var whole = new Set(DATA.findings.map(function (each) { return each.verdict; }));
  var single = new Set([].concat.apply([], DATA.findings.map(function (each) {
    return each.hypotheses.map(function (way) { return way.verdict; });
  })));
  return DATA.styles.verdict.filter(function (style) { return single.has(style.code) && !whole.has(style.code); })
    .map(function (style) { return ["line", style]; });
}

function hasRows(group) {
  return rowCount(group.table) > 0;
}

function legendGroup(group) {
  var box = el("input", { type: "checkbox", id: "layer-" + group.name, change: function () {
    SHOWN.set(group.name, box.checked);
    drawLayers();
    drawLabels();
  } });
  box.checked = SHOWN.get(group.name);
  return el("li", {}, [
    el("label", { "for": "layer-" + group.name }, [box, " ", say("layer." + group.name)]),
    group.marks.length ? el("ul", { role: "list", "class": "marks" }, group.marks.map(function (mark) {
      var assumed = mark[1].code === "assumed" && group.name === "segments";
      return el("li", {}, [swatch(mark[0], mark[1]), " ", assumed ? say("legend.assumed") : words(mark[1].label)]);
    })) : null,
  ]);
}

start(window.map_geo_osint_page);
