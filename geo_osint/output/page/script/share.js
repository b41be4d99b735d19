// What leads from this page to elsewhere: its address with the view in it, files of what is seen, other maps.
// Nothing here goes anywhere by itself.

/** The page as it is seen, for the part of an address that no server is told. */
function viewWords() {
  var middle = MAP.getCenter().wrap();
  var parts = [UI.language, "map=" + [Number(MAP.getZoom().toFixed(2)), middle.lat.toFixed(5), middle.lng.toFixed(5)].join("/")];
  if (SELECTED.kind) parts.push("on=" + (SELECTED.kind === "sentences" ? "text-" + SELECTED.at : encodeURIComponent(DATA[SELECTED.kind][SELECTED.at].id)));
  if (TIME.day) parts.push("day=" + TIME.day);
  return "#" + parts.join("&");
}

/** Read such words strictly; what this page does not have is passed over. */
function readView(hash) {
  var found = { language: null, map: null, on: null, day: null };
  hash.slice(1).split("&").forEach(function (part) {
    var value = part.slice(part.indexOf("=") + 1);
    if (part === "ar" || part === "en") found.language = part;
    if (/^map=[\d.]+\/-?[\d.]+\/-?[\d.]+$/.test(part)) found.map = readMap(value.split("/").map(Number));
    if (/^on=/.test(part)) found.on = entryNamed(value);
    if (/^day=\d{4}-\d\d-\d\d$/.test(part) && HAS_TIME && value >= FIRST_DAY && value <= LAST_DAY && dayNumber(value)) found.day = value;
  });
  return found;
}

function readMap(numbers) {
  var fits = numbers.every(Number.isFinite) && Math.abs(numbers[1]) <= 85 && Math.abs(numbers[2]) <= 180;
  return fits ? { zoom: numbers[0], at: [numbers[1], numbers[2]] } : null;
}

function entryNamed(text) {
  var sentence = /^text-(\d+)$/.exec(text);
  if (sentence) return DATA.sentences[Number(sentence[1])] ? { kind: "sentences", at: Number(sentence[1]) } : null;
  var found = null;
  ["findings", "movements"].forEach(function (kind) {
    var at = DATA[kind].findIndex(function (each) { return encodeURIComponent(each.id) === text; });
    if (at >= 0) found = { kind: kind, at: at };
  });
  return found;
}

function restoreView(view) {
  if (view.day) setDay(view.day);
  if (view.on) {
    openSection(view.on.kind);
    select(view.on.kind, view.on.at, true, Boolean(view.map));
  }
  if (view.map) MAP.setView(view.map.at, view.map.zoom, { animate: false });
}

/** Keep the address up to date, without a mark in the history. */
function keepView() {
  try {
    window.history.replaceState(null, "", viewWords());
  } catch (fault) { // a page inside a notebook has no address of its own
    return;
  }
}

function linkDialog() {
  var whole = window.location.href.split("#")[0];
  var local = !/^https?:/.test(whole);
  var address_ = el("input", { type: "text", readonly: true, dir: "ltr", id: "link", "aria-label": say("link"), value: (local ? decodeURI(whole.split("/").pop()) : whole) + viewWords() });
  var said = el("span", { role: "status" });
  dialog(say("link"), [
    el("p", {}, say(local ? "link_local" : "link_web")), address_,
    el("p", { "class": "tools-row" }, [button(say("copy"), function () {
      address_.select();
      said.textContent = say(document.execCommand("copy") ? "copied" : "copy_failed");
    }), said]),
  ]);
}

// Other maps of the same spot.

/** Addresses are made of numbers alone: where, how near, and the chosen day where the site takes one. */
var ELSEWHERE = [
  ["OpenStreetMap", function (p) { return "https://www.openstreetmap.org/?mlat=" + p.lat + "&mlon=" + p.lng + "#map=" + p.zoom + "/" + p.lat + "/" + p.lng; }],
  ["Copernicus Browser", function (p) { return "https://browser.dataspace.copernicus.eu/?zoom=" + p.zoom + "&lat=" + p.lat + "&lng=" + p.lng; }],
  ["NASA Worldview", function (p) { return "https://worldview.earthdata.nasa.gov/?v=" + [p.lng - 1, p.lat - 0.7, p.lng + 1, p.lat + 0.7].map(function (each) { return each.toFixed(4); }).join(",") + (p.day ? "&t=" + p.day : ""); }],
  ["Google Earth", function (p) { return "https://earth.google.com/web/@" + p.lat + "," + p.lng + ",0a," + p.metres + "d,35y,0h,0t,0r"; }],
];

function elsewhereDialog() {
  var chosen = SELECTED.kind && boundsOf(SELECTED.kind, SELECTED.at);
  var at = (chosen && chosen.isValid() ? chosen.getCenter() : MAP.getCenter()).wrap();
  var fine = Math.max(1, pixelMetres(at));
  var spot = { lat: at.lat.toFixed(5), lng: at.lng.toFixed(5), zoom: Math.round(MAP.getZoom()), metres: Math.round(pixelMetres(at) * 800), day: TIME.day };
  dialog(say("elsewhere"), [
    el("p", {}, say(chosen ? "elsewhere_chosen" : "elsewhere_middle")),
    pairs(NOTATIONS.map(function (each) { return [say("notation." + each), bdi(written(at, each, fine), { dir: "ltr", "class": "number" })]; })),
    el("p", { "class": "banner" }, say("elsewhere_note")),
    el("ul", { role: "list", "class": "links" }, ELSEWHERE.map(function (each) {
      var link = el("a", { rel: "noopener noreferrer", target: "_blank", dir: "ltr" }, each[0]);
      link.href = each[1](Object.assign({}, spot, each[0] === "NASA Worldview" ? { lat: at.lat, lng: at.lng } : {}));
      return el("li", {}, link);
    })),
  ]);
}

// Files of what is seen.

function save(text, name, type) {
  var link = el("a", { download: name });
  link.href = URL.createObjectURL(new Blob([text], { type: type }));
  link.click();
  setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
}

/** Whatever is drawn and lies in view, on the chosen day, as one GeoJSON file with what it rests on. */
function seen() {
  var view = MAP.getBounds();
  var features = [];
  LAYER_NAMES.filter(function (name) { return SHOWN.get(name); }).forEach(function (name) {
    var table = DATA.tables[name];
    eachShape(table, function (shape, row) {
      if (!view.intersects(L.latLngBounds([].concat(latLngs(shape)).flat(Infinity)))) return;
      var properties = { table: name };
      table.columns.forEach(function (column) { properties[column] = cell(table, row, column); });
      features.push({ type: "Feature", geometry: shape, properties: properties });
    });
  });
  return { type: "FeatureCollection", name: DATA.case.name, about: {
    made_by: "geo_osint " + DATA.version, "case": DATA.case, review: reviewState(), day: TIME.day,
    view: [view.getWest(), view.getSouth(), view.getEast(), view.getNorth()], sources: DATA.sources, reports: DATA.reports,
  }, features: features };
}

function saveSeen() {
  save(JSON.stringify(seen(), null, 1) + "\n", DATA.case.name + ".seen.geojson", "application/geo+json");
}

/** The size of this file, or nearly: its scripts, styles and data as they came. */
var PAGE_BYTES = new Blob(Array.from(document.querySelectorAll("script, style")).map(function (each) { return each.textContent; })).size;

function sizeWords() {
  return (PAGE_BYTES / 1e6).toFixed(2) + " MB";
}
