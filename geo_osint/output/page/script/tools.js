// The rarer tools behind one button, and the dialogs they open.

function toolsMenu() {
  var items = [["measure", startMeasure], ["sheet", sheetDialog], ["link", linkDialog], ["save_seen", saveSeen], ["elsewhere", elsewhereDialog]];
  var opener = button("\u22ef", function () { openTools(!opener.nextSibling || opener.nextSibling.hidden); }, {
    id: "tools", "aria-expanded": "false", "aria-controls": "tools-list", "aria-label": say("tools"), title: say("tools"),
  });
  var list = el("ul", { role: "list", id: "tools-list" }, items.map(function (item) {
    return el("li", {}, button(say(item[0]), function () {
      openTools(false);
      opener.focus();
      item[1]();
    }));
  }));
  list.hidden = true;
  return el("div", { "class": "tools", keydown: function (event) {
    if (event.key !== "Escape" || list.hidden) return;
    event.stopPropagation();
    openTools(false);
    opener.focus();
  } }, [opener, list]);
}

function openTools(open) {
  document.getElementById("tools-list").hidden = !open;
  document.getElementById("tools").setAttribute("aria-expanded", String(open));
}

/** Show something over the page; Escape closes it and the focus goes back to where it was. */
function dialog(title, content, kind) {
  var node = el("dialog", {
    "class": kind || null, "aria-labelledby": "dialog-title", dir: isArabic() ? "rtl" : "ltr", lang: UI.language,
    close: function () { node.remove(); },
  }, [
    el("div", { "class": "bar" }, [el("h2", { id: "dialog-title" }, title), button("\u00d7", function () { node.close(); }, { "aria-label": say("close"), "class": "close" })]),
    content,
  ]);
  document.body.append(node);
  node.showModal();
}

// Tiles of OpenStreetMap, in a page that was made for it, once the reader asks for them: every tile tells
// its server who looks at what.

var TILES = { layer: null };
var FROM_FILE = !/^https?:$/.test(window.location.protocol);

function tilesSwitch() {
  if (!DATA.tiles) return null;
  var box = el("input", { type: "checkbox", id: "tiles", disabled: FROM_FILE, "aria-describedby": "tiles-note", change: function () { showTiles(box.checked); } });
  box.checked = Boolean(TILES.layer);
  return el("li", {}, [
    el("label", { "for": "tiles" }, [box, " ", say("tiles")]),
    el("p", { id: "tiles-note" }, say(FROM_FILE ? "tiles_file" : "tiles_note")),
  ]);
}

function showTiles(show) {
  if (TILES.layer) TILES.layer.remove();
  TILES.layer = show ? L.tileLayer(DATA.tiles.url, { maxZoom: DATA.tiles.zoom, referrerPolicy: "strict-origin-when-cross-origin" }).addTo(MAP) : null;
  MAP_NODE.classList.toggle("tiled", show);
  document.querySelector(".ground-note").replaceWith(groundNote());
}
