// What a page carries: its data, which never runs, and packed with it the scripts of others that it needs.

/** Read the island and begin with it; what waits for the page sees that it has begun. */
function readIsland(draw) {
  var node = document.getElementById("data");
  function begin(data) {
    draw(data);
    document.documentElement.dataset.begun = "yes";
  }
  if (node.type === "application/json") begin(JSON.parse(node.textContent));
  else if (window.DecompressionStream) unpacked(node.textContent).then(function (held) {
    held.scripts.forEach(run);
    begin(held.data);
  });
  else document.body.append(TOO_OLD);
}

var TOO_OLD = "This browser is too old to unpack the page; one of 2023 or later can. — " +
  "هذا المتصفح أقدم من أن يفتح الصفحة؛ يلزم إصدار 2023 أو أحدث.";

function unpacked(text) {
  var letters = atob(text);
  var bytes = new Uint8Array(letters.length);
  for (var at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
  var stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

/** Run a script that the page carries, which its policy knows by hash: any other the browser refuses. */
function run(code) {
  var node = document.createElement("script");
  node.textContent = code;
  document.head.append(node);
  node.remove();
}
