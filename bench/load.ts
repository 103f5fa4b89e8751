/** Asks for one page over and over on kept connections: `load.ts PORT PATH AMOUNT CONNECTIONS`, the amount in seconds ("0.5") or requests ("3000x"). Prints the requests a second. */
import { connect } from "node:net";

const [port = "0", path = "/", amount = "3", connections = "16"] = process.argv.slice(2);
const request = `GET ${path} HTTP/1.1\r\nHost: localhost\r\nAccept-Language: en\r\n\r\n`;
const began = performance.now();
const most = amount.endsWith("x") ? Number.parseInt(amount, 10) : Number.POSITIVE_INFINITY;
const end = began + (amount.endsWith("x") ? Number.POSITIVE_INFINITY : Number(amount) * 1000);
let answered = 0;

function ask(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), "127.0.0.1", () => socket.write(request));
    let head = "";
    let missing = -1;
    socket.on("error", reject);
    socket.on("data", (chunk) => {
      let body = chunk.length;
      if (missing < 0) {
        head += chunk.toString("latin1");
        const headLength = head.indexOf("\r\n\r\n") + 4;
        if (headLength < 4) return;
        if (!head.startsWith("HTTP/1.1 200")) return void reject(new Error(head.slice(0, 40)));
        missing = Number(/content-length: (\d+)/i.exec(head)?.[1]);
        body = head.length - headLength;
        head = "";
      }
      missing -= body;
      if (missing > 0) return;
      missing = -1;
      answered++;
      if (performance.now() < end && answered < most) socket.write(request);
      else {
        socket.destroy();
        resolve();
      }
    });
  });
}

await Promise.all(Array.from({ length: Number(connections) }, ask));
process.stdout.write(`${answered / ((performance.now() - began) / 1000)}\n`);
