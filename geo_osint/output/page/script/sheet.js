// The same data as tables, for those who would rather read than look, and for sorting and saving.

var SHEET = { table: DATA.features ? "features" : "places", column: -1, down: false, words: "", rows: 200 };
var SHEET_STEP = 200; // rows shown at a time: thousands would stall the page

function sheetDialog() {
  var body = el("div", { "class": "sheet-body" });
  var tables = Object.keys(DATA.tables);
  var chooser = el("select", { id: "sheet-table", "aria-label": say("sheet_which"), change: function () {
    Object.assign(SHEET, { table: chooser.value, column: -1, down: false, rows: SHEET_STEP });
    drawSheet(body);
  } }, tables.map(function (name) { return el("option", { value: name, selected: name === SHEET.table }, tableName(name) + " (" + rowCount(name) + ")"); }));
  var query = el("input", { type: "search", id: "sheet-words", dir: "auto", "aria-label": say("sheet_filter"), placeholder: say("sheet_filter"), value: SHEET.words, input: function () {
    Object.assign(SHEET, { words: query.value, rows: SHEET_STEP });
    drawSheet(body);
  } });
  dialog(say("sheet"), [
    el("div", { "class": "tools-row" }, [chooser, query, button(say("sheet_csv"), saveSheet)]),
    el("p", { role: "status", id: "sheet-said" }), body,
  ], "wide");
  drawSheet(body);
}

function tableName(name) {
  var known = { extents: "layer.extents", positions: "layer.positions", regions: "layer.regions", segments: "row.segments", sightings: "layer.sightings", corridors: "table.corridors" };
  return say(known[name] || (name === "statements" ? "layer.statements" : name));
}

/** Columns of the reader's language, and those of none. */
function sheetColumns(table) {
  var other = isArabic() ? /_en$/ : /_ar$/;
  return table.columns.filter(function (name) { return !other.test(name); });
}

/** A column's label; `isId` tells it from the column beside it that has the name for the id. */
function columnName(name, isId) {
  var stem = name.replace(/_(en|ar)$/, "");
  var inMetres = /_m$/.test(stem);
  var label = "column." + (STRINGS.has("column." + name) ? name : stem);
  var words_ = STRINGS.has(label) ? say(label) : el("bdi", { lang: "en", dir: "ltr" }, stem.replace(/_m$/, "").replace(/_/g, " "));
  return [words_, inMetres ? " (" + say("m") + ")" : isId ? " (" + say("column.id") + ")" : ""];
}

/** Rows that hold the words and are of the chosen day, in the order asked for; numbers by size, text by the alphabet. */
function sheetRows(table) {
  var wanted = key(SHEET.words);
  var columns = sheetColumns(table);
  var rows = rowNumbers(rowCount(SHEET.table)).filter(function (row) {
    return inTime(table, row) && (!wanted || columns.some(function (name) { return key(cellText(table, row, name)).includes(wanted); }));
  });
  if (SHEET.column < 0) return rows;
  var name = columns[SHEET.column];
  var order = new Intl.Collator(UI.language, { numeric: true }).compare;
  rows.sort(function (a, b) {
    var one = cell(table, a, name);
    var two = cell(table, b, name);
    var empty = Number(one === null || one === "") - Number(two === null || two === "");
    if (empty) return empty; // what is empty comes last either way
    var by = typeof one === "number" ? one - two : order(String(one), String(two));
    return SHEET.down ? -by : by;
  });
  return rows;
}

function cellText(table, row, column) {
  var value = cell(table, row, column);
  return value === null || value === undefined ? "" : String(value);
}

function drawSheet(body) {
  var table = DATA.tables[SHEET.table];
  var columns = sheetColumns(table);
  var rows = sheetRows(table);
  var head = el("tr", {}, columns.map(function (name, at) {
    var sorted = SHEET.column === at;
    return el("th", { scope: "col", "aria-sort": sorted ? (SHEET.down ? "descending" : "ascending") : null },
      button([columnName(name, table.columns.includes(name + "_en")), sorted ? (SHEET.down ? " \u25be" : " \u25b4") : ""], function () {
        SHEET.down = sorted && !SHEET.down;
        SHEET.column = at;
        drawSheet(body);
        body.querySelectorAll("th button")[at].focus();
      }));
  }));
  var lines = rows.slice(0, SHEET.rows).map(function (row) {
    return el("tr", {}, columns.map(function (name, at) {
      var value = cell(table, row, name);
      var content = bdi(cellText(table, row, name), typeof value === "number" ? { dir: "ltr", "class": "number" } : {});
      return at ? el("td", {}, content) : el("th", { scope: "row" }, content);
    }));
  });
  body.textContent = "";
  var scroller = el("div", { "class": "scroller", tabindex: 0, role: "region", "aria-label": tableName(SHEET.table) },
    el("table", {}, [el("caption", {}, tableName(SHEET.table)), el("thead", {}, head), el("tbody", {}, lines)]));
  add(body, [scroller, rows.length > SHEET.rows ? button(say("sheet_more"), function () {
    SHEET.rows += SHEET_STEP;
    drawSheet(body);
  }) : null]);
  document.getElementById("sheet-said").textContent = rows.length + " / " + rowCount(SHEET.table) + " " + say("sheet_rows");
}

/** All columns of the rows that are listed; a spreadsheet must take no text of a report for a formula. */
function saveSheet() {
  var table = DATA.tables[SHEET.table];
  var lines = [table.columns].concat(sheetRows(table).map(function (row) {
    return table.columns.map(function (name) {
      var value = cellText(table, row, name);
      return typeof cell(table, row, name) === "string" && /^[=+\-@\t\r]/.test(value) ? "'" + value : value;
    });
  }));
  var text = lines.map(function (line) {
    return line.map(function (each) { return /[",\r\n]/.test(each) ? '"' + each.replace(/"/g, '""') + '"' : each; }).join(",");
  }).join("\r\n");
  save("\ufeff" + text + "\r\n", DATA.case.name + "." + SHEET.table + ".csv", "text/csv");
}
