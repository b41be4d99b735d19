// One canvas for any number of points, lines and areas: no object of Leaflet's for each, every one still to be found.

/** What a plane holds: parts (a point, a line, a ring) of rows, in the map's own unit square. */
function Parts() {
  this.rows = []; // of each part
  this.kinds = []; // of each part: 1 point, 2 line, 3 outline of an area
  this.looks = []; // of each part: a number in the plane's list of looks
  this.starts = [0]; // where each part's points begin, and where the last end
  this.xs = [];
  this.ys = [];
}

Parts.prototype.point = function (lat, lng) {
  var limit = 85.0511287798; // where the projection's square ends
  var sin = Math.sin((Math.max(-limit, Math.min(limit, lat)) * Math.PI) / 180);
  this.xs.push(lng / 360 + 0.5);
  this.ys.push(0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI));
};

Parts.prototype.close = function (row, kind, look) {
  this.rows.push(row);
  this.kinds.push(kind);
  this.looks.push(look);
  this.starts.push(this.xs.length);
};

/** Add a GeoJSON geometry, all its parts. */
Parts.prototype.shape = function (shape, row, look) {
  var self = this;
  function part(points, kind) {
    points.forEach(function (at) { self.point(at[1], at[0]); });
    self.close(row, kind, look);
  }
  function rings(polygon) { // holes are cut by the even-odd rule within one part
    polygon.forEach(function (ring, at) { part(ring, at ? 4 : 3); });
  }
  ({
    Point: function (c) { part([c], 1); },
    MultiPoint: function (c) { c.forEach(function (each) { part([each], 1); }); },
    LineString: function (c) { part(c, 2); },
    MultiLineString: function (c) { c.forEach(function (each) { part(each, 2); }); },
    Polygon: rings,
    MultiPolygon: function (c) { c.forEach(rings); },
  })[shape.type](shape.coordinates);
};

/** Boxes of the parts that are no points; west, north, east, south. */
Parts.prototype.boxes = function () {
  var boxes = new Float64Array(4 * this.rows.length);
  for (var part = 0; part < this.rows.length; part += 1) {
    var box = [Infinity, Infinity, -Infinity, -Infinity];
    for (var i = this.starts[part]; i < this.starts[part + 1]; i += 1) {
      box[0] = Math.min(box[0], this.xs[i]);
      box[1] = Math.min(box[1], this.ys[i]);
      box[2] = Math.max(box[2], this.xs[i]);
      box[3] = Math.max(box[3], this.ys[i]);
    }
    boxes.set(box, 4 * part);
  }
  return boxes;
};

var FULL = 4000; // marks in view from which they are drawn smaller
var REACH = 7; // pixels from a mark or line that still mean it
var MOST_HIT = 200; // features that one click can mean

/** A layer that draws `parts` in `looks` and calls `onPick(rows, latlng)` for what is clicked, nearest first. */
var Plane = L.Renderer.extend({
  initialize: function (parts, looks, onPick, options) {
    L.Renderer.prototype.initialize.call(this, options);
    this._parts = parts;
    this._looks = looks;
    this._onPick = onPick;
    this._boxes = parts.boxes();
    this._area = parts.kinds.some(function (kind) { return kind > 1; });
  },
  _initContainer: function () {
    this._container = L.DomUtil.create("canvas", "plane");
    this._container.style.pointerEvents = "none";
    this._container.setAttribute("aria-hidden", "true"); // the panel and the table list all of it
  },
  _destroyContainer: function () { this._container.remove(); },
  onAdd: function (map) {
    L.Renderer.prototype.onAdd.call(this, map);
    map.on({ click: this._click, mousemove: this._hover }, this);
  },
  onRemove: function (map) {
    map.off({ click: this._click, mousemove: this._hover }, this);
    L.Renderer.prototype.onRemove.call(this, map);
  },
  _update: function () {
    var self = this;
    if (this._map._animatingZoom && this._bounds) return;
    L.Renderer.prototype._update.call(this);
    if (this._waiting) return;
    this._waiting = true;
    requestAnimationFrame(function () { // however often the view was set since the last frame
      self._waiting = false;
      if (self._map && !self._map._animatingZoom) self._paint();
    });
  },
  _paint: function () {
    var size = this._bounds.getSize();
    var ratio = window.devicePixelRatio || 1;
    var canvas = this._container;
    L.DomUtil.setPosition(canvas, this._bounds.min);
    canvas.width = Math.round(size.x * ratio);
    canvas.height = Math.round(size.y * ratio);
    canvas.style.width = size.x + "px";
    canvas.style.height = size.y + "px";
    var ink = canvas.getContext("2d");
    ink.scale(ratio, ratio);
    this._draw(ink, size, ratio);
  },
  /** How the unit square lies on the canvas, or with `corner` nought on the map's layers. */
  _frame: function (corner) {
    var origin = this._map.getPixelOrigin();
    var scale = 256 * Math.pow(2, this._map.getZoom());
    return { scale: scale, x: -origin.x - corner.x, y: -origin.y - corner.y };
  },
  /** Numbers of the parts that reach into a box of the unit square. */
  _within: function (west, north, east, south) {
    var found = [];
    var boxes = this._boxes;
    for (var part = 0, at = 0; at < boxes.length; part += 1, at += 4) {
      if (boxes[at] <= east && boxes[at + 2] >= west && boxes[at + 1] <= south && boxes[at + 3] >= north) found.push(part);
    }
    return found;
  },
  /** Numbers of the rows in sight, each once. */
  rowsInView: function () {
    var bounds = this._map.getPixelBounds();
    var scale = 256 * Math.pow(2, this._map.getZoom());
    var rows = this._parts.rows;
    var found = [];
    this._within(bounds.min.x / scale, bounds.min.y / scale, bounds.max.x / scale, bounds.max.y / scale).forEach(function (part) {
      if (found[found.length - 1] !== rows[part]) found.push(rows[part]); // a row's parts stand together
    });
    return found;
  },
  _draw: function (ink, size, ratio) {
    var frame = this._frame(this._bounds.min);
    var seen = this._within(-frame.x / frame.scale, -frame.y / frame.scale, (size.x - frame.x) / frame.scale, (size.y - frame.y) / frame.scale);
    if (this._area) this._drawLong(ink, frame, seen);
    this._drawPoints(ink, frame, seen, size, ratio);
  },
  _trace: function (ink, frame, part) {
    var parts = this._parts;
    var lastX = NaN;
    var lastY = NaN;
    var end = parts.starts[part + 1];
    for (var i = parts.starts[part]; i < end; i += 1) {
      var x = parts.xs[i] * frame.scale + frame.x;
      var y = parts.ys[i] * frame.scale + frame.y;
      if (Math.abs(x - lastX) + Math.abs(y - lastY) < 1 && i < end - 1) continue; // nobody sees less than a pixel
      if (isNaN(lastX)) ink.moveTo(x, y);
      else ink.lineTo(x, y);
      lastX = x;
      lastY = y;
    }
  },
  _drawLong: function (ink, frame, seen) {
    var parts = this._parts;
    for (var at = 0; at < seen.length; at += 1) {
      var part = seen[at];
      var kind = parts.kinds[part];
      if (kind === 1 || kind === 4) continue;
      var look = this._looks[parts.looks[part]];
      ink.beginPath();
      this._trace(ink, frame, part);
      for (var hole = part + 1; kind === 3 && parts.kinds[hole] === 4; hole += 1) this._trace(ink, frame, hole);
      ink.globalAlpha = look.opacity;
      ink.lineWidth = look.width;
      ink.strokeStyle = look.colour;
      ink.setLineDash(look.dash);
      if (kind === 3) {
        ink.globalAlpha = look.opacity * 0.15;
        ink.fillStyle = look.colour;
        ink.fill("evenodd");
        ink.globalAlpha = look.opacity;
      }
      ink.stroke();
    }
    ink.setLineDash([]);
    ink.globalAlpha = 1;
  },
  _drawPoints: function (ink, frame, seen, size, ratio) {
    var parts = this._parts;
    var crowd = seen.length > FULL;
    var radius = crowd ? 3 : 5;
    var sprites = this._looks.map(function (look) { return look.path && sprite(look, radius, ratio); }); // lines have no mark
    var stamps = crowd ? new Stamps(sprites, size, ratio) : null;
    for (var at = 0; at < seen.length; at += 1) {
      var part = seen[at];
      if (parts.kinds[part] !== 1) continue;
      var x = parts.xs[parts.starts[part]] * frame.scale + frame.x;
      var y = parts.ys[parts.starts[part]] * frame.scale + frame.y;
      if (stamps) stamps.put(parts.looks[part], x * ratio, y * ratio);
      else ink.drawImage(sprites[parts.looks[part]], x - radius - 2, y - radius - 2, 2 * (radius + 2), 2 * (radius + 2));
    }
    if (stamps) ink.drawImage(stamps.canvas(), 0, 0, size.x, size.y);
  },
  /** Rows under a point of the map, nearest first; areas, in which it lies, last. */
  hit: function (latlng) {
    var self = this;
    var at = this._map.latLngToLayerPoint(latlng);
    var frame = this._frame(L.point(0, 0));
    var reach = REACH / frame.scale;
    var x = (at.x - frame.x) / frame.scale;
    var y = (at.y - frame.y) / frame.scale;
    var found = new Map();
    this._within(x - reach, y - reach, x + reach, y + reach).forEach(function (part) {
      var far = self._farness(part, x, y) * frame.scale;
      var row = self._parts.rows[part];
      if (far <= REACH && !(found.get(row) <= far)) found.set(row, far);
    });
    return Array.from(found).sort(function (a, b) { return a[1] - b[1] || a[0] - b[0]; })
      .slice(0, MOST_HIT).map(function (each) { return each[0]; });
  },
  /** How far a part is, in the unit square; a point inside an area is as good as at its reach. */
  _farness: function (part, x, y) {
    var parts = this._parts;
    var from = parts.starts[part];
    var end = parts.starts[part + 1];
    var far = Infinity;
    if (parts.kinds[part] === 1) return Math.hypot(parts.xs[from] - x, parts.ys[from] - y);
    for (var i = from + 1; i < end; i += 1) {
      far = Math.min(far, toStretch(x, y, parts.xs[i - 1], parts.ys[i - 1], parts.xs[i], parts.ys[i]));
    }
    if (parts.kinds[part] !== 3 || !insideRing(parts, from, end, x, y)) return far;
    for (var hole = part + 1; parts.kinds[hole] === 4; hole += 1) {
      if (insideRing(parts, parts.starts[hole], parts.starts[hole + 1], x, y)) return far;
    }
    return Math.min(far, REACH / this._frame(L.point(0, 0)).scale);
  },
  _click: function (event) {
    var rows = this.hit(event.latlng);
    if (rows.length) this._onPick(rows, event.latlng);
  },
  _hover: function (event) {
    var self = this;
    if (this._asked) return;
    this._asked = true;
    requestAnimationFrame(function () {
      self._asked = false;
      if (self._map) self._map.getContainer().classList.toggle("pointing", self.hit(event.latlng).length > 0);
    });
  },
});

/** Distance from a point to a stretch of a line. */
function toStretch(x, y, x1, y1, x2, y2) {
  var dx = x2 - x1;
  var dy = y2 - y1;
  var share = dx || dy ? Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy))) : 0;
  return Math.hypot(x1 + share * dx - x, y1 + share * dy - y);
}

function insideRing(parts, from, end, x, y) {
  var inside = false;
  for (var i = from, j = end - 1; i < end; j = i, i += 1) {
    var above = parts.ys[i] > y;
    if (above !== parts.ys[j] > y && x < ((parts.xs[j] - parts.xs[i]) * (y - parts.ys[i])) / (parts.ys[j] - parts.ys[i]) + parts.xs[i]) inside = !inside;
  }
  return inside;
}

/** A mark painted once, to be stamped on the map wherever it stands. */
function sprite(look, radius, ratio) {
  var canvas = document.createElement("canvas");
  var size = 2 * (radius + 2);
  canvas.width = Math.round(size * ratio);
  canvas.height = canvas.width;
  var ink = canvas.getContext("2d");
  ink.scale(ratio, ratio);
  ink.translate(size / 2, size / 2);
  ink.globalAlpha = look.opacity;
  ink.beginPath();
  look.path(radius).forEach(function (part) {
    if (part[0] === "M") ink.moveTo(part[1], part[2]);
    else if (part[0] === "L") ink.lineTo(part[1], part[2]);
    else ink.closePath();
  });
  ink.lineWidth = look.hollow ? 2 : 1;
  ink.strokeStyle = look.hollow ? look.colour : "#fff";
  ink.fillStyle = look.colour;
  if (!look.hollow) ink.fill();
  ink.stroke();
  return canvas;
}

/** Many small marks, set pixel by pixel: for marks so small that is ten times as fast as asking the canvas for each. */
function Stamps(sprites, size, ratio) {
  this._wide = Math.round(size.x * ratio);
  this._high = Math.round(size.y * ratio);
  this._image = new ImageData(this._wide, this._high);
  this._pixels = new Uint32Array(this._image.data.buffer);
  this._dots = sprites.map(dotsOf);
}

var SOLID = 128; // of 255: from here on a pixel of a mark covers what is under it

/** The pixels of a mark: how far each is from its middle, and its colour. */
function dotsOf(canvas) {
  if (!canvas) return null;
  var half = Math.floor(canvas.width / 2);
  var data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  var colours = new Uint32Array(data.buffer);
  var dots = { x: [], y: [], colour: [] };
  colours.forEach(function (colour, at) {
    if (data[4 * at + 3] < SOLID) return;
    dots.x.push((at % canvas.width) - half);
    dots.y.push(Math.floor(at / canvas.width) - half);
    dots.colour.push(colour);
  });
  return dots;
}

Stamps.prototype.put = function (look, x, y) {
  var dots = this._dots[look];
  var middleX = Math.round(x);
  var middleY = Math.round(y);
  for (var at = 0; at < dots.x.length; at += 1) {
    var column = middleX + dots.x[at];
    var line = middleY + dots.y[at];
    if (column >= 0 && column < this._wide && line >= 0 && line < this._high) this._pixels[line * this._wide + column] = dots.colour[at];
  }
};

Stamps.prototype.canvas = function () {
  var canvas = document.createElement("canvas");
  canvas.width = this._wide;
  canvas.height = this._high;
  canvas.getContext("2d").putImageData(this._image, 0, 0);
  return canvas;
};
