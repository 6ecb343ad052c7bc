// The hub of all windows of a browser, in a worker that they share.

import { Hub } from "./stream-hub.js";

const hub = new Hub();

self.addEventListener("connect", ({ ports: [port] }) => {
  const tell = (name, data) => port.postMessage({ name, data });
  port.onmessage = ({ data: { seen, series } }) => {
    if (seen) hub.follow(tell, series);
    else hub.leave(tell);
  };
  if (typeof EventSource === "undefined") tell("full");
});
