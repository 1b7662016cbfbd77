// Bytes on a TLS connection, as an attacker sends them; and what a service says about itself.
//     SW_ORIGIN   https://localhost:8443      SW_VAR   the folder of the installation
import tls from "node:tls";
import http from "node:http";
import { readFileSync } from "node:fs";

export const origin = new URL(process.env.SW_ORIGIN ?? "https://localhost:8443");
const runDir = `${process.env.SW_VAR}/run`;

/** A certification body of the installation: requests below it reach the service identity without sign-in. */
export const slug = process.env.SW_SLUG ?? JSON.parse(readFileSync(process.env.SW_DEMO, "utf8")).accounts[0].body;

export function connect() {
    return tls.connect({ host: origin.hostname, port: Number(origin.port || 443), servername: origin.hostname, rejectUnauthorized: false });
}

/** Send `bytes`, collect what comes until the other side closes or `patience` ms have passed. */
export function exchange(bytes, patience = 3000) {
    return new Promise((resolve) => {
        const socket = connect();
        let text = "";
        let done = false;
        const finish = (closed) => {
            if (done) return;
            done = true;
            socket.destroy();
            // libmicrohttpd 0.9.75 sends the head of its own error answers twice over TLS.
            const head = text.slice(0, text.indexOf("\r\n\r\n") + 4);
            if (head.length > 4 && text.startsWith(head + head)) text = text.slice(head.length);
            resolve({ text, closed, answers: (text.match(/HTTP\/1\.1 \d{3} /g) ?? []).length, status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0) });
        };
        socket.setEncoding("latin1");
        socket.on("secureConnect", () => socket.write(Buffer.from(bytes, "latin1")));
        socket.on("data", (d) => (text += d));
        socket.on("end", () => finish(true));
        socket.on("error", () => finish(true));
        setTimeout(() => finish(false), patience).unref();
    });
}

/** How many requests a service has answered since it started. */
export function answered(service) {
    return new Promise((resolve, reject) => {
        http.get({ socketPath: `${runDir}/${service}.sock`, path: "/metrics" }, (res) => {
            let text = "";
            res.on("data", (d) => (text += d));
            res.on("end", () => {
                let sum = 0;
                for (const m of text.matchAll(/^sealwright_requests_total\{.*\} (\d+)$/gm)) sum += Number(m[1]);
                resolve(sum);
            });
        }).on("error", reject);
    });
}

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
