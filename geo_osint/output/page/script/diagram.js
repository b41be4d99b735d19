// A finding's sets of distances on one axis: what was printed, what is tolerated, what was measured.

var WIDTH = 320;
var EDGE = 8;

function distanceDiagram(finding) {
  var sets = [finding.newsroom.parts, finding.printed.parts, finding.possible.parts];
  var ends = [].concat.apply([], sets).reduce(function (all, part) { return all.concat(part); }, []).filter(Number.isFinite);
  if (!finding.possible.parts.length || !finding.printed.parts.length) return null;
  var scale = axis(Math.min.apply(null, ends), Math.max.apply(null, ends));
  var drawing = svg("svg", { viewBox: "0 0 " + WIDTH + " 62", "class": "diagram", role: "img", "aria-label": spoken(finding) });
  bars(drawing, scale, finding.newsroom.parts, 6, 14, styleOf("region", "newsroom").colour, 0.22);
  bars(drawing, scale, finding.printed.parts, 6, 14, styleOf("region", "as_printed").colour, 0.75);
  finding.hypotheses.forEach(function (each) {
    var style = styleOf("verdict", each.verdict);
    bars(drawing, scale, each.possible.parts, 26, 12, style.colour, 1);
    var part = each.possible.parts[0];
    var middle = scale.x((part[0] + (part[1] === null ? scale.hi : part[1])) / 2);
    add(drawing, svg("text", { x: middle, y: 36, "text-anchor": "middle", "class": "bar-mark" }, style.mark));
  });
  ticks(drawing, scale);
  return drawing;
}

/** The diagram in one sentence, for those who do not see it. */
function spoken(finding) {
  return say("diagram") + ": " + say("as_printed") + " " + words(finding.printed.words) + "; "
    + say("possible") + " " + words(finding.possible.words);
}

function axis(lo, hi) {
  var room = (hi - lo || hi || 1000) * 0.06;
  var start = Math.max(0, lo - room);
  var end = hi + room;
  return {
    lo: start, hi: end,
    x: function (value) { return EDGE + ((Math.min(end, value) - start) / (end - start)) * (WIDTH - 2 * EDGE); },
  };
}

function bars(drawing, scale, parts, y, height, colour, opacity) {
  parts.forEach(function (part) {
    var from = scale.x(part[0]);
    var to = scale.x(part[1] === null ? scale.hi : part[1]);
    add(drawing, svg("rect", {
      x: from.toFixed(1), y: y, width: Math.max(3, to - from).toFixed(1), height: height, fill: colour, "fill-opacity": opacity,
    }));
  });
}

function ticks(drawing, scale) {
  var step = niceStep((scale.hi - scale.lo) / 5);
  var digits = step < 1000 ? 1 : 0;
  add(drawing, svg("path", { d: "M" + EDGE + " 44H" + (WIDTH - EDGE), "class": "axis" }));
  for (var at = Math.ceil(scale.lo / step) * step; at <= scale.hi; at += step) {
    var x = scale.x(at).toFixed(1);
    add(drawing, [
      svg("path", { d: "M" + x + " 41V47", "class": "axis" }),
      svg("text", { x: x, y: 58, "text-anchor": "middle", "class": "tick" }, (at / 1000).toFixed(digits)),
    ]);
  }
}

/** Steps of 1, 2 or 5 times a power of ten. */
function niceStep(wanted) {
  var power = Math.pow(10, Math.floor(Math.log10(wanted)));
  return [1, 2, 5, 10].map(function (each) { return each * power; }).find(function (each) { return each >= wanted; });
}
