/* A page that was opened from a folder may not start a worker; search then runs in a hidden frame instead.
   Where workers are allowed, nothing here is used. */
(function () {
  "use strict";
  if (location.protocol !== "file:" || !window.Worker) return;

  function FrameWorker(address) {
    const target = new EventTarget();
    const waiting = [];
    const frame = document.createElement("iframe");
    let inside = null;
    frame.hidden = true;
    document.body.appendChild(frame);

    const tell = (data) => target.dispatchEvent(new MessageEvent("message", { data }));
    const listeners = [];
    const room = frame.contentWindow;
    room.postMessage = tell;
    room.addEventListener = function (type, listener) {
      if (type === "message") listeners.push(listener);
    };
    room.importScripts = function (...addresses) {
      return addresses.reduce(
        (before, each) => before.then(() => load(room.document, each)),
        Promise.resolve()
      );
    };
    load(room.document, String(address)).then(() => {
      inside = (data) => {
        const event = new MessageEvent("message", { data });
        if (typeof room.onmessage === "function") room.onmessage(event);
        listeners.forEach((listener) => listener(event));
      };
      waiting.splice(0).forEach(inside);
    });

    target.postMessage = (data) => (inside ? inside(data) : waiting.push(data));
    target.terminate = () => frame.remove();
    target.addEventListener("message", (event) => target.onmessage && target.onmessage(event));
    return target;
  }

  function load(place, address) {
    return new Promise((done, failed) => {
      const script = place.createElement("script");
      script.src = address;
      script.onload = done;
      script.onerror = failed;
      (place.body || place.documentElement).appendChild(script);
    });
  }

  window.IFrameWorker = FrameWorker; // by this name the theme knows that its worker runs in a frame
  window.Worker = FrameWorker;
})();
